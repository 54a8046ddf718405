import type { ResourceSource } from './deployed-resource';
import { DeployedResource } from './deployed-resource';
import { findConditionNames } from '../../template/entry-inputs';
import { isLoopKey } from '../../template/loops';
import type { ParameterValues } from '../../template/template-evaluator';
import { TemplateEvaluator } from '../../template/template-evaluator';
import { findReferencedNames, isPseudoParameter, parseFunctionCall, readName, toObject } from '../../template/values';
import { isElastiCacheResource } from '../read-templates';

/** A deployed template with the values of its parameters. */
export class DeployedTemplate implements ResourceSource {
  /** The template without the loops whose collections are known. */
  public readonly definition: Readonly<Record<string, unknown>>;

  /** All ElastiCache resources, in the order of the template. */
  public readonly resources: readonly DeployedResource[];

  /** The keys of the other loops that create ElastiCache resources, and of the resources in loops with such a loop. */
  public readonly loopKeys: readonly string[];

  /** Whether the original template contains loops. */
  public readonly hasLoops: boolean;

  private readonly values: ParameterValues;
  private readonly evaluator: TemplateEvaluator;
  private readonly evaluatedResources = new Map<string, unknown>();
  private readonly knownConditions = new Map<string, ReadonlyMap<string, boolean>>();

  /**
   * @param definition the template
   * @param values the values of parameters in the stack. A parameter without a value is unknown, because the stack can
   * have another value than the default.
   */
  constructor(definition: Readonly<Record<string, unknown>>, values: ParameterValues) {
    const parameters = Object.entries(toObject(definition.Parameters));
    this.values = new Map(
      parameters.map(([name, parameter]) => [name, isSecret(parameter) ? undefined : values.get(name)]),
    );
    this.evaluator = new TemplateEvaluator(definition, this.values);
    this.definition = this.evaluator.template;
    this.hasLoops = containsLoop(definition);
    const original = toObject(definition.Resources);
    const entries = Object.entries(toObject(this.definition.Resources));
    // A resource with a loop whose collection is unknown is complete only in the original template.
    this.resources = entries
      .map(([key, entry]) => [key, containsLoop(entry) ? original[key] : entry] as const)
      .filter(([, entry]) => isElastiCacheResource(entry))
      .map(([logicalId, entry]) => new DeployedResource(logicalId, toObject(entry), this));
    const logicalIds = this.resources.map(({ logicalId }) => logicalId);
    this.loopKeys = entries
      .filter(([key, entry]) => isElastiCacheResource(entry) || isLoopOfResources(key, entry))
      .map(([key]) => key)
      .filter((key) => !logicalIds.includes(key));
  }

  public findUnknownParameters(value: unknown): string[] {
    return this.findParameters(value).filter((name) => !this.isSecret(name) && this.values.get(name) === undefined);
  }

  public findSecretParameters(value: unknown): string[] {
    return this.findParameters(value).filter((name) => this.isSecret(name));
  }

  public evaluateResource(logicalId: string): unknown {
    if (!this.evaluatedResources.has(logicalId)) {
      const resource = this.evaluator.evaluateResource(logicalId) ?? this.evaluateMissingResource(logicalId);
      this.evaluatedResources.set(logicalId, resource);
    }
    return this.evaluatedResources.get(logicalId);
  }

  public findKnownConditions(logicalId: string): ReadonlyMap<string, boolean> {
    if (!this.knownConditions.has(logicalId)) {
      this.knownConditions.set(logicalId, this.evaluator.findKnownConditions(logicalId));
    }
    return this.knownConditions.get(logicalId)!;
  }

  public findPseudoParameters(value: unknown): string[] {
    return this.findNames(value).filter(isPseudoParameter);
  }

  /** Evaluates a resource that the stack does not contain, because its condition is false. */
  private evaluateMissingResource(logicalId: string): unknown {
    const { Condition: _, ...resource } = toObject(toObject(this.definition.Resources)[logicalId]);
    const definition = { ...this.definition, Resources: { [logicalId]: resource } };
    return new TemplateEvaluator(definition, this.values).evaluateResource(logicalId);
  }

  /** Finds the parameters to which a value and its conditions refer. */
  private findParameters(value: unknown): string[] {
    return this.findNames(value).filter((name) => this.values.has(name));
  }

  /** Finds the names to which a value and its conditions refer. */
  private findNames(value: unknown): string[] {
    return [...new Set([value, ...this.findConditions(value)].flatMap(findReferencedNames))];
  }

  private isSecret(name: string): boolean {
    return isSecret(toObject(this.definition.Parameters)[name]);
  }

  /** Finds the conditions of a value, and those that they combine. */
  private findConditions(value: unknown, knownNames: readonly string[] = []): unknown[] {
    const names = [...findConditionNames(value), ...findCombinedNames(value)].filter(
      (name) => !knownNames.includes(name),
    );
    const conditions = toObject(this.definition.Conditions);
    return names.flatMap((name) => [
      conditions[name],
      ...this.findConditions(conditions[name], [...knownNames, ...names]),
    ]);
  }

  /** Lists all values that a parameter can have. Undefined if they are not known. */
  public listPossibleValues(name: string): readonly string[] | undefined {
    const parameter = this.evaluator.parameters.get(name);
    return parameter?.isStored ? undefined : parameter?.possibleTexts;
  }
}

/** Finds the names of the conditions that a condition combines. */
function findCombinedNames(value: unknown): string[] {
  const { name, argument } = parseFunctionCall(value) ?? {};
  const members = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return name === 'Condition' ? [readName(argument)] : members.flatMap(findCombinedNames);
}

/** Whether the code must not contain the value of a parameter. */
function isSecret(parameter: unknown): boolean {
  return String(toObject(parameter).NoEcho).toLowerCase() === 'true';
}

function containsLoop(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.keys(value).some(isLoopKey) || Object.values(value).some(containsLoop);
}

/** Whether an entry of the resources is a loop that creates ElastiCache resources. */
function isLoopOfResources(key: string, entry: unknown): boolean {
  return isLoopKey(key) && containsElastiCacheResource(entry);
}

function containsElastiCacheResource(value: unknown): boolean {
  const members = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return isElastiCacheResource(value) || members.some(containsElastiCacheResource);
}
