import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { CfnResource, IResolveContext } from 'aws-cdk-lib/core';
import { AspectPriority, Aspects, Stack, Tokenization } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findDuplicates, formatList } from '../private/text';

/** An environment variable with a value. */
export interface PlainVariable {
  readonly name: string;
  readonly value: string;
}

/** An environment variable with the value of a secret. */
export interface SecretVariable {
  readonly name: string;
  readonly value: ecs.Secret;
}

export type ClientVariable = PlainVariable | SecretVariable;

/** The environment variables of a client. */
export type ClientEnvironment = FunctionEnvironment | ContainerEnvironment;

/** A Lambda function, or a construct with the same method. */
interface FunctionWithEnvironment extends IConstruct {
  addEnvironment(name: string, value: string): void;
}

/** The environment variables of a Lambda function, which cannot have the values of secrets. */
export class FunctionEnvironment {
  public readonly supportsSecrets = false;

  constructor(public readonly client: FunctionWithEnvironment) {}

  /** Lists the variables that the function already has with other values. */
  public listConflicts(variables: readonly ClientVariable[]): string[] {
    return listConflicts(this.client, listFunctionVariables(this.client), variables);
  }

  public addVariables(variables: readonly PlainVariable[]): void {
    for (const { name, value } of variables) {
      this.client.addEnvironment(name, value);
    }
    this.client.node.addValidation({
      validate: () => validateConflicts(this.client, this.listConflicts(variables)),
    });
  }
}

/**
 * The environment variables and secrets of an Amazon ECS container.
 *
 * If no container is specified, it is the first essential container of the task definition that is not a log router. It
 * can be added later.
 */
export class ContainerEnvironment {
  public readonly supportsSecrets = true;
  private readonly variables: ClientVariable[] = [];

  constructor(
    private readonly taskDefinition: ecs.TaskDefinition,
    private readonly container: ecs.ContainerDefinition | undefined = findApplicationContainer(taskDefinition),
  ) {}

  /** The container, or its task definition if the container is added later. */
  public get client(): IConstruct {
    return this.container ?? this.taskDefinition;
  }

  /** Lists the variables that the container already has with other values. */
  public listConflicts(variables: readonly ClientVariable[]): string[] {
    return this.container ? listConflicts(this.container, listContainerVariables(this.container), variables) : [];
  }

  /** Adds the variables that the container does not have yet. */
  public addVariables(variables: readonly ClientVariable[]): void {
    this.configureContainer((container) => this.addTo(container, variables));
    if (this.variables.length === 0) {
      this.taskDefinition.node.addValidation({ validate: () => this.validateNames() });
    }
    this.variables.push(...variables);
  }

  /** Starts the container only after a resource is created. */
  public addDependency(resource: CfnResource): void {
    // Only the task definition itself depends on the resource, because the resource can depend on the roles.
    this.taskDefinition.node.defaultChild!.node.addDependency(resource);
  }

  private addTo(container: ecs.ContainerDefinition, variables: readonly ClientVariable[]): void {
    const names = new Set(listContainerVariables(container).map(({ name }) => name));
    for (const { name, value } of variables.filter((variable) => !names.has(variable.name))) {
      if (typeof value === 'string') {
        container.addEnvironment(name, value);
      } else {
        container.addSecret(name, value);
      }
    }
  }

  /** Configures the container. A later container is configured at synthesis, when the task definition is complete. */
  private configureContainer(configure: (container: ecs.ContainerDefinition) => void): void {
    const { container, taskDefinition } = this;
    if (container) {
      configure(container);
      return;
    }
    let isConfigured = false;
    const visit = (node: IConstruct) => {
      const laterContainer = node === taskDefinition ? findApplicationContainer(taskDefinition) : undefined;
      if (laterContainer && !isConfigured) {
        isConfigured = true;
        configure(laterContainer);
      }
    };
    Aspects.of(taskDefinition).add({ visit }, { priority: AspectPriority.MUTATING });
  }

  /** Rejects variables that the container has with other values, or twice. Amazon ECS requires unique names. */
  private validateNames(): string[] {
    const container = this.container ?? findApplicationContainer(this.taskDefinition);
    if (!container) {
      // aws-cdk-lib reports task definitions without any essential container.
      return this.taskDefinition.defaultContainer
        ? [
            `'target' must have an essential container other than the log router, but '${this.taskDefinition.node.path}' has none. Add the container, or use it as the target.`,
          ]
        : [];
    }
    const existing = listContainerVariables(container);
    const conflicts = listConflicts(container, existing, this.variables);
    const repeated = findDuplicates(existing.map(({ name }) => name));
    const names = this.variables.map(({ name }) => name);
    return validateConflicts(
      container,
      [...new Set(names)].filter((name) => conflicts.includes(name) || repeated.includes(name)),
    );
  }
}

/** Returns the default container. If it is a log router, returns the first other essential container. */
function findApplicationContainer({ defaultContainer, node }: ecs.TaskDefinition): ecs.ContainerDefinition | undefined {
  return [defaultContainer, ...node.children.filter(isContainer)].find(
    (container) => container?.essential && !('firelensConfig' in container),
  );
}

function isContainer(construct: IConstruct): construct is ecs.ContainerDefinition {
  return 'essential' in construct && 'renderContainerDefinition' in construct;
}

/** Returns an error for the variables that a client also has with other values. */
export function validateConflicts(client: IConstruct, names: readonly string[]): string[] {
  return names.length > 0
    ? [
        `'target' must not have variables or secrets with the names of a connection, but '${client.node.path}' already has ${formatList(names)}. Remove them, or change 'environmentPrefix' or 'urlVariable'.`,
      ]
    : [];
}

/** The environment of a function is a lazy value that does not depend on the context. */
const NO_CONTEXT = {} as IResolveContext;

/** The value of a variable that a client has, before it is resolved. */
interface ExistingVariable {
  readonly name: string;
  readonly value: unknown;
}

/** Lists the variables and secrets of a container. */
function listContainerVariables(container: ecs.ContainerDefinition): ExistingVariable[] {
  const { environment, secrets } = container.renderContainerDefinition();
  return [
    ...((environment ?? []) as ecs.CfnTaskDefinition.KeyValuePairProperty[]).map(({ name, value }) => ({
      name: name!,
      value,
    })),
    ...((secrets ?? []) as ecs.CfnTaskDefinition.SecretProperty[]).map(({ name, valueFrom: value }) => ({
      name,
      value,
    })),
  ];
}

/**
 * Lists the variables of a Lambda function. Those of a singleton function are unknown.
 *
 * The values are not resolved, because they can depend on later changes of the app.
 */
function listFunctionVariables({ node }: IConstruct): ExistingVariable[] {
  const { environment } = (node.defaultChild ?? {}) as Partial<lambda.CfnFunction>;
  const rendered = Tokenization.isResolvable(environment) ? environment.resolve(NO_CONTEXT) : environment;
  return Object.entries<unknown>(rendered?.variables ?? {}).map(([name, value]) => ({ name, value }));
}

/** Lists the variables that exist with other values. */
function listConflicts(
  scope: IConstruct,
  existing: readonly ExistingVariable[],
  variables: readonly ClientVariable[],
): string[] {
  const resolve = (value: unknown) => JSON.stringify(Stack.of(scope).resolve(value));
  const isConflict = ({ name, value }: ClientVariable) =>
    existing.some(
      (variable) =>
        variable.name === name && resolve(variable.value) !== resolve(typeof value === 'string' ? value : value.arn),
    );
  return variables.filter(isConflict).map(({ name }) => name);
}
