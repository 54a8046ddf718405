import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { ClientEnvironment } from './client-environment';
import { ContainerEnvironment, FunctionEnvironment } from './client-environment';

/** The capabilities of a connection's target. */
export interface ConnectionTarget {
  readonly grantee?: iam.IGrantable;
  readonly connectable?: ec2.IConnectable;
  /** Undefined for targets without environment variables. */
  readonly environment?: ClientEnvironment;
  /** Returns the identity that reads secrets for the client, if this is not the grantee. */
  readonly obtainSecretReader?: () => iam.IGrantable;
}

/** The members of the constructs that can be targets. */
type Candidate = IConstruct &
  Partial<ec2.IConnectable & iam.IGrantable> & {
    addEnvironment?: (name: string, value: string) => void;
    taskDefinition?: ecs.TaskDefinition;
    taskRole?: iam.IRole;
    addContainer?: (id: string, options: ecs.ContainerDefinitionOptions) => ecs.ContainerDefinition;
  };

/** Detects the capabilities of a target by its members, because `instanceof` fails across copies of aws-cdk-lib. */
export function resolveTarget(target: IConstruct, override: ec2.IConnectable | undefined): ConnectionTarget {
  const candidate: Candidate = target;
  const principal = 'grantPrincipal' in candidate ? (candidate as iam.IGrantable) : undefined;
  const connectable = 'connections' in candidate ? (candidate as ec2.IConnectable) : undefined;

  return {
    grantee: candidate.taskDefinition?.taskRole ?? candidate.taskRole ?? principal,
    connectable: override ?? connectable,
    ...(resolveContainer(candidate) ?? resolveFunction(candidate)),
  };
}

/** Returns the container of a container, a task definition, or a service. Imported task definitions have none. */
function resolveContainer(candidate: Candidate): Partial<ConnectionTarget> | undefined {
  const owner = (candidate.taskDefinition ?? candidate) as ecs.TaskDefinition & Candidate;
  if (typeof owner.addContainer !== 'function') {
    return undefined;
  }
  const isContainer = candidate.taskDefinition !== undefined && typeof candidate.addEnvironment === 'function';
  return {
    environment: new ContainerEnvironment(
      owner,
      isContainer ? (candidate as unknown as ecs.ContainerDefinition) : undefined,
    ),
    obtainSecretReader: () => owner.obtainExecutionRole(),
  };
}

function resolveFunction(candidate: Candidate): Partial<ConnectionTarget> {
  return typeof candidate.addEnvironment === 'function'
    ? { environment: new FunctionEnvironment(candidate as ConstructorParameters<typeof FunctionEnvironment>[0]) }
    : {};
}
