import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { CfnResource } from 'aws-cdk-lib/core';
import { AspectPriority, Aspects } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The capabilities of a connection's target. */
export interface ConnectionTarget {
  readonly grantee?: iam.IGrantable;
  readonly connectable?: ec2.IConnectable;
  /** The construct that has the environment variables. Undefined for targets without environment variables. */
  readonly client?: IConstruct;
  readonly addVariable?: (name: string, value: string) => void;
  /** Returns the identity that reads secrets for the client, if this is not the grantee. */
  readonly obtainSecretReader?: () => iam.IGrantable;
  /** Starts the client only after a resource is created. */
  readonly addDependency?: (resource: CfnResource) => void;
  /** Configures the container, which can be added to the task definition later. */
  readonly configureContainer?: (configure: (container: ecs.ContainerDefinition) => void) => void;
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
  const container = isContainer ? (candidate as unknown as ecs.ContainerDefinition) : owner.defaultContainer;
  const configureContainer = (configure: (container: ecs.ContainerDefinition) => void) =>
    container ? configure(container) : configureDefaultContainer(owner, configure);

  return {
    client: container ?? owner,
    obtainSecretReader: () => owner.obtainExecutionRole(),
    // Only the task definition itself depends on the resource, because the resource can depend on the roles.
    addDependency: (resource) => (owner.node.defaultChild as CfnResource).addDependency(resource),
    configureContainer,
    addVariable: (name, value) => configureContainer((client) => client.addEnvironment(name, value)),
  };
}

/** Configures the default container of a task definition at synthesis, when the task definition has all containers. */
function configureDefaultContainer(
  taskDefinition: ecs.TaskDefinition,
  configure: (container: ecs.ContainerDefinition) => void,
): void {
  let isConfigured = false;
  const visit = (node: IConstruct) => {
    if (node === taskDefinition && taskDefinition.defaultContainer && !isConfigured) {
      isConfigured = true;
      configure(taskDefinition.defaultContainer);
    }
  };
  Aspects.of(taskDefinition).add({ visit }, { priority: AspectPriority.MUTATING });
}

/** Returns the environment of a Lambda function. */
function resolveFunction(candidate: Candidate): Partial<ConnectionTarget> {
  return typeof candidate.addEnvironment === 'function'
    ? { client: candidate, addVariable: (name, value) => candidate.addEnvironment!(name, value) }
    : {};
}
