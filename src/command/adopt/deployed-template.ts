import type { ResourceSource } from './deployed-resource';
import { DeployedResource } from './deployed-resource';
import type { ParameterValues } from '../../template/template-evaluator';
import { TemplateEvaluator } from '../../template/template-evaluator';
import { toObject } from '../../template/values';
import { isElastiCacheResource } from '../read-templates';

/** A deployed template with the values of its parameters. */
export class DeployedTemplate implements ResourceSource {
  /** All ElastiCache resources, in the order of the template. */
  public readonly resources: readonly DeployedResource[];

  private readonly values: ParameterValues;
  private readonly evaluator: TemplateEvaluator;
  private readonly evaluatedResources = new Map<string, unknown>();

  /**
   * @param definition the template
   * @param values the values of parameters in the stack. A parameter without a value is unknown, because the stack can
   * have another value than the default.
   */
  constructor(
    public readonly definition: Readonly<Record<string, unknown>>,
    values: ParameterValues,
  ) {
    const names = Object.keys(toObject(definition.Parameters));
    this.values = new Map(names.map((name) => [name, this.isSecret(name) ? undefined : values.get(name)]));
    this.evaluator = new TemplateEvaluator(definition, this.values);
    this.resources = Object.entries(toObject(definition.Resources))
      .filter(([, resource]) => isElastiCacheResource(resource))
      .map(([logicalId, resource]) => new DeployedResource(logicalId, toObject(resource), this));
  }

  public isUnknownParameter(name: string): boolean {
    return this.values.has(name) && this.values.get(name) === undefined;
  }

  public evaluateResource(logicalId: string): unknown {
    if (!this.evaluatedResources.has(logicalId)) {
      this.evaluatedResources.set(logicalId, this.evaluator.evaluateResource(logicalId));
    }
    return this.evaluatedResources.get(logicalId);
  }

  /** Lists all values that a parameter can have. Undefined if they are not known. */
  public listPossibleValues(name: string): readonly string[] | undefined {
    const parameter = this.evaluator.parameters.get(name);
    return parameter?.isStored ? undefined : parameter?.possibleTexts;
  }

  /** Whether the code must not contain the value of a parameter. */
  private isSecret(name: string): boolean {
    const { NoEcho } = toObject(toObject(this.definition.Parameters)[name]);
    return String(NoEcho).toLowerCase() === 'true';
  }
}
