import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { ClientEnvironment } from './client-environment';
import { ContainerEnvironment, FunctionEnvironment } from './client-environment';

/** The capabilities of a connection's target. */
export interface ConnectionTarget {
  readonly grantee?: iam.IGrantable;
  readonly connectable?: ec2.IConnectable;
  /** Whether the connectable construct has no connections, like a function without a VPC. It is then undefined. */
  readonly lacksConnections: boolean;
  /** Whether the target is an AWS CodeBuild project, whose environment variables cannot be changed. */
  readonly isBuildProject: boolean;
  /** Whether the user sets the environment variables of the target, without the values of secrets. */
  readonly needsPlainVariables: boolean;
  /** Whether the target is an Amazon EC2 instance with Windows, or an Auto Scaling group of such instances. */
  readonly usesPowerShell: boolean;
  /** Undefined for targets without environment variables. */
  readonly environment?: ClientEnvironment;
  /** Returns the identity that reads secrets for the client, if this is not the grantee. */
  readonly obtainSecretReader?: () => iam.IGrantable;
}

/** The members of the constructs that can be targets. */
type Candidate = IConstruct &
  Partial<ec2.IConnectable & iam.IGrantable> & {
    addEnvironment?: (name: string, value: string) => void;
    osType?: ec2.OperatingSystemType;
    taskDefinition?: ecs.TaskDefinition;
    taskRole?: iam.IRole;
    addContainer?: (id: string, options: ecs.ContainerDefinitionOptions) => ecs.ContainerDefinition;
  };

/** Detects the capabilities of a target by its members, because `instanceof` fails across copies of aws-cdk-lib. */
export function resolveTarget(target: IConstruct, override: ec2.IConnectable | undefined): ConnectionTarget {
  const candidate: Candidate = target;
  const principal = tryGet(() => (candidate as iam.IGrantable).grantPrincipal) && (candidate as iam.IGrantable);
  const ownConnectable = 'connections' in candidate ? (candidate as ec2.IConnectable) : undefined;
  const connectable = override ? getUnqualifiedFunction(override) : ownConnectable;
  const lacksConnections = connectable !== undefined && !tryGet(() => connectable.connections);

  return {
    grantee: tryGet(() => candidate.taskDefinition?.taskRole ?? candidate.taskRole) ?? principal,
    connectable: lacksConnections ? undefined : connectable,
    lacksConnections,
    isBuildProject: 'projectArn' in candidate && 'projectName' in candidate,
    // Amazon EC2 instances, and service accounts of Amazon EKS
    usesPowerShell: candidate.osType === ec2.OperatingSystemType.WINDOWS,
    needsPlainVariables: 'osType' in candidate || 'serviceAccountName' in candidate,
    ...(resolveContainer(candidate) ?? resolveFunction(candidate)),
  };
}

/**
 * Returns the function of an alias or version. Only the function has environment variables, and an alias or version has
 * no connections. Returns any other construct itself.
 */
export function getUnqualifiedFunction<T extends object>(qualified: T & { readonly lambda?: T }): T {
  return 'functionArn' in qualified && qualified.lambda !== undefined ? qualified.lambda : qualified;
}

/**
 * Returns the value of a getter, or undefined if it throws an error. Examples are the connections of a Lambda function
 * without a VPC, and the role of a launch template or an imported task definition without one.
 */
function tryGet<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
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
