import type { Combination, Combinations } from './combinations';
import { ConditionEnumerator } from './combinations';
import { withoutOtherValues } from './condition-evaluator';
import type { EvaluationScope } from './evaluate';
import { evaluate } from './evaluate';
import type { TemplatePath } from './loops';
import { expandLoops } from './loops';
import type { ParameterDeclaration } from './parameters';
import { parseParameters, toParameterValue } from './parameters';
import { isObject, isPseudoParameter, readName } from './values';

/** The values of parameters and pseudo parameters, by name. */
export type ParameterValues = ReadonlyMap<string, unknown>;

/** Evaluates a template as CloudFormation does, as far as the template determines it. */
export class TemplateEvaluator {
  public readonly parameters: ReadonlyMap<string, ParameterDeclaration>;

  /** The template without the loops whose collections are determined. */
  public readonly template: Readonly<Record<string, unknown>>;

  /** The paths in the original template of the resources that loops create, by logical id. */
  public readonly resourcePaths: ReadonlyMap<string, TemplatePath>;

  private readonly specifiedValues: ParameterValues;

  /**
   * @param values the values of parameters and pseudo parameters for the deployment. Other names are ignored, because
   * they can be names of resources.
   */
  constructor(template: Readonly<Record<string, unknown>>, values: ParameterValues = new Map()) {
    this.parameters = parseParameters(template.Parameters);
    this.specifiedValues = new Map(
      [...values].filter(([name]) => this.parameters.has(name) || isPseudoParameter(name)),
    );
    const { template: expanded, resourcePaths } = expandLoops(template, {
      values: this.resolveValues(this.specifiedValues),
      mappings: template.Mappings,
      getCondition: () => undefined,
    });
    this.template = expanded;
    this.resourcePaths = resourcePaths;
  }

  /**
   * Finds the combinations of conditions that can occur.
   *
   * @param names the names of the conditions
   * @param values the values of parameters for which the combinations occur
   * @param limit the maximum number of combinations
   */
  public findCombinations(
    names: readonly string[],
    values: ParameterValues = new Map(),
    limit: number = Infinity,
  ): Combinations {
    return new ConditionEnumerator({
      template: this.template,
      parameters: this.parameters,
      specifiedValues: this.convert(new Map([...values, ...this.specifiedValues])),
    }).findCombinations(names, limit);
  }

  /** Returns the values that parameters have in a combination. Omits values that are only available at deployment. */
  public readValues({ assignment }: Combination): ParameterValues {
    return this.resolveValues(assignment.values);
  }

  /** Lists the allowed values of a declared parameter, without its default and without a specified value. */
  public listOtherAllowedValues(name: string): string[] {
    const { allowedValues, default: defaultValue } = this.parameters.get(name)!;
    return this.specifiedValues.has(name) ? [] : allowedValues.filter((value) => value !== defaultValue);
  }

  /** Describes where the value of a parameter is from, as a sentence. */
  public describeSource(name: string): string {
    return this.specifiedValues.has(name)
      ? `Parameter '${name}' has this value.`
      : `Parameter '${name}' has this value by default.`;
  }

  /** Returns the name of the condition of a resource, or an empty text if it has none. */
  public readConditionName(logicalId: string): string {
    return readName((this.template.Resources as Record<string, Record<string, unknown>>)[logicalId].Condition);
  }

  /** Evaluates the resources and outputs of the template, without those whose condition is false. */
  public evaluate({ conditions }: Combination, values: ParameterValues): Record<string, unknown> {
    const scope: EvaluationScope = {
      values,
      mappings: this.template.Mappings,
      getCondition: (name) => conditions.get(name),
    };
    return {
      ...this.template,
      Resources: evaluateSection(this.template.Resources, scope),
      Outputs: evaluateSection(this.template.Outputs, scope),
    };
  }

  /** Returns the specified values, and the defaults of other parameters. Omits empty values. */
  private resolveValues(specifiedValues: ParameterValues): ParameterValues {
    const defaults = [...this.parameters.values()].map((parameter) => [parameter.name, parameter.default] as const);
    const values = new Map([...defaults, ...specifiedValues]);
    // An empty text usually means that the value is not specified.
    return new Map([...this.convert(withoutOtherValues(values))].filter(([, value]) => !isEmpty(value)));
  }

  private convert(values: ParameterValues): ParameterValues {
    return new Map(
      [...values].map(([name, value]) => {
        const type = this.parameters.get(name)?.type ?? 'String';
        return [name, typeof value === 'string' ? toParameterValue(type, value) : value];
      }),
    );
  }
}

function evaluateSection(section: unknown, scope: EvaluationScope): unknown {
  if (!isObject(section)) {
    return section;
  }
  return Object.fromEntries(
    Object.entries(section).flatMap(([logicalId, entry]) => {
      const isExisting = readCondition(entry, scope);
      return isExisting === false ? [] : [[logicalId, evaluate(withoutCondition(entry, isExisting), scope)]];
    }),
  );
}

/** Whether a resource or output exists. Returns undefined if the value of its condition is unknown. */
function readCondition(entry: unknown, { getCondition }: EvaluationScope): boolean | undefined {
  const condition = isObject(entry) ? entry.Condition : undefined;
  return condition === undefined ? true : getCondition(readName(condition));
}

function withoutCondition(entry: unknown, isExisting: boolean | undefined): unknown {
  if (!isObject(entry) || !isExisting) {
    return entry;
  }
  const { Condition: _, ...rest } = entry;
  return rest;
}

function isEmpty(value: unknown): boolean {
  const elements = Array.isArray(value) ? value : [value];
  return elements.every((element) => element === undefined || element === '');
}
