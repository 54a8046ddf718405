import type { Combination, Combinations } from './combinations';
import { ConditionEnumerator } from './combinations';
import { ComparedValues } from './compared-values';
import { RepresentativeValue } from './condition-evaluator';
import type { EvaluatedSection } from './entry-evaluator';
import { EntryEvaluator } from './entry-evaluator';
import { readEntryInputs } from './entry-inputs';
import type { TemplatePath } from './loops';
import { expandLoops } from './loops';
import type { ParameterDeclaration } from './parameters';
import { parseParameters, toParameterValue } from './parameters';
import { isPseudoParameter, readName, toText } from './values';
import { ChangedMap } from '../private/changed-map';

/** The values of parameters and pseudo parameters, by name. The value of an unknown parameter is undefined. */
export type ParameterValues = ReadonlyMap<string, unknown>;

/** The values of parameters and pseudo parameters in a combination, with the changes to the default values. */
export type EvaluatedValues = ChangedMap<string, unknown>;

/** The resources and outputs of a template that exist, and its declared parameters. */
export interface EvaluatedTemplate {
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly resources: EvaluatedSection;
  readonly outputs: EvaluatedSection;

  /** The template before the evaluation, which also contains the resources whose condition is false. */
  readonly source: Readonly<Record<string, unknown>>;
}

/** The values that a parameter can have in addition to its default. */
export interface PossibleValues {
  readonly values: readonly string[];

  /** Whether the values are the allowed values of the parameter, and not the keys of a mapping. */
  readonly isAllowed: boolean;
  readonly hasDefault: boolean;
}

/** The nested stack that has the values of parameters, for messages. */
export interface NestedStackSource {
  /** The nested stack and the file of its parent stack. */
  readonly description: string;

  /** The conditions under which the stack has the values, as in `if condition 'IsProd' is true`. */
  readonly cause?: string;
}

/** A resource in one combination of conditions. */
export interface ResourceVariant {
  readonly conditions: ReadonlyMap<string, boolean>;

  /** The evaluated resource, or undefined if it does not exist. */
  readonly resource: unknown;
}

/** Evaluates a template as CloudFormation does, as far as the template determines it. */
export class TemplateEvaluator {
  public readonly parameters: ReadonlyMap<string, ParameterDeclaration>;

  /** The template without the loops whose collections are determined. */
  public readonly template: Readonly<Record<string, unknown>>;

  /** The paths in the original template of the resources that loops create, by logical id. */
  public readonly resourcePaths: ReadonlyMap<string, TemplatePath>;

  private readonly specifiedValues: ParameterValues;

  /** The specified values, and the defaults of other parameters. Omits empty values. */
  private readonly values: ParameterValues;

  private readonly resources: EntryEvaluator;
  private readonly outputs: EntryEvaluator;
  private readonly comparedValues: ComparedValues;

  /**
   * @param values the values of parameters and pseudo parameters for the deployment. Other names are ignored, because
   * they can be names of resources.
   * @param nestedStack the nested stack that has the values, for messages
   */
  constructor(
    template: Readonly<Record<string, unknown>>,
    values: ParameterValues = new Map(),
    private readonly nestedStack?: NestedStackSource,
  ) {
    const unknownNames = [...values.keys()].filter((name) => values.get(name) === undefined);
    this.parameters = parseParameters(template.Parameters, unknownNames);
    const hasSpecifiedValue = (name: string) =>
      this.parameters.get(name)?.isStored === false || isPseudoParameter(name);
    this.specifiedValues = this.convert(
      [...values].filter(([name, value]) => value !== undefined && hasSpecifiedValue(name)),
    );
    const defaults = [...this.parameters.values()].map((parameter) => [parameter.name, parameter.default] as const);
    const resolved = new Map([...defaults, ...this.specifiedValues]);
    // An empty text usually means that the value is not specified.
    this.values = new Map([...resolved].filter(([, value]) => !isEmpty(value)));
    const { template: expanded, resourcePaths } = expandLoops(template, {
      values: this.values,
      mappings: template.Mappings,
      getCondition: () => undefined,
    });
    this.template = expanded;
    this.comparedValues = new ComparedValues(expanded);
    this.resourcePaths = resourcePaths;
    const scope = { values: new ChangedMap(this.values), mappings: template.Mappings, conditions: new Map() };
    this.resources = new EntryEvaluator(expanded.Resources, scope);
    this.outputs = new EntryEvaluator(expanded.Outputs, scope);
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
      comparedValues: this.comparedValues,
      specifiedValues: new ChangedMap(this.specifiedValues, this.convert(values)),
    }).findCombinations(names, limit);
  }

  /** Returns the values that parameters have in a combination. Omits values that are only available at deployment. */
  public readValues({ assignment }: Combination): EvaluatedValues {
    const changes = [...assignment.values.changes]
      .map(([name, value]) => [name, isUnknown(value) ? undefined : value] as const)
      .filter(([name, value]) => value !== this.values.get(name));
    return new ChangedMap(this.values, new Map(changes));
  }

  /**
   * Lists the values that a parameter can have in addition to its default: the allowed values, or the keys of the
   * mappings in which the template looks it up. Returns an empty list for a parameter with a specified value.
   */
  public listOtherValues(name: string): PossibleValues {
    const { allowedValues = [], default: defaultValue, isStored = false } = this.parameters.get(name) ?? {};
    // The allowed values of a parameter from Systems Manager are names of stored values.
    if (this.specifiedValues.has(name) || isStored) {
      return { values: [], isAllowed: true, hasDefault: false };
    }
    const isAllowed = allowedValues.length > 0;
    const values = isAllowed ? allowedValues : [...(this.comparedValues.mappingKeys.get(name) ?? [])];
    return {
      values: values.filter((value) => value !== defaultValue),
      isAllowed,
      hasDefault: defaultValue !== undefined,
    };
  }

  /**
   * Describes where the value of a parameter is from, as a sentence.
   *
   * @param message the message before the sentence
   */
  public describeSource(name: string, message: string): string {
    const { description, cause } = this.nestedStack ?? {};
    const condition = cause === undefined ? '' : ` ${cause}`;
    if (!this.specifiedValues.has(name)) {
      const value = this.describeValue(name, this.parameters.get(name)?.default, message);
      return `Parameter '${name}' has ${value} by default${condition}.`;
    }
    const value = this.describeValue(name, this.specifiedValues.get(name), message);
    const source = description === undefined ? '' : ` in ${description}`;
    return `Parameter '${name}' has ${value}${source}${condition}.`;
  }

  /** Names the value of a parameter if a message does not contain it. The values of secrets are not named. */
  public describeValue(name: string, value: unknown, message: string): string {
    const text = toText(value);
    const isNamed = text === undefined || message.includes(text) || this.parameters.get(name)?.isSecret;
    return isNamed ? 'this value' : `the value ${JSON.stringify(text)}`;
  }

  /** Returns the name of the condition of a resource, or an empty text if it has none. */
  public readConditionName(logicalId: string): string {
    return readName((this.template.Resources as Record<string, Record<string, unknown>>)[logicalId].Condition);
  }

  /**
   * Evaluates the resources and outputs of the template, without those whose condition is false. By default, all
   * conditions are unknown.
   */
  public evaluate(
    conditions: Combination['conditions'] = new Map(),
    values: EvaluatedValues = new ChangedMap(this.values),
  ): EvaluatedTemplate {
    const scope = { values, mappings: this.template.Mappings, conditions };
    return {
      parameters: this.parameters,
      resources: this.resources.evaluate(scope),
      outputs: this.outputs.evaluate(scope),
      source: this.template,
    };
  }

  /**
   * Evaluates a resource in all combinations of its conditions, beginning with the defaults. Returns undefined if there
   * are more combinations than the limit.
   */
  public evaluateVariants(logicalId: string, limit: number): ResourceVariant[] | undefined {
    const { conditionNames } = readEntryInputs((this.template.Resources as Record<string, unknown>)[logicalId]);
    const { combinations, isIncomplete } = this.findCombinations([...new Set(conditionNames)], new Map(), limit + 1);
    if (isIncomplete || combinations.length > limit) {
      return undefined;
    }
    return combinations.map((combination) => {
      const { conditions } = combination;
      const scope = { values: this.readValues(combination), mappings: this.template.Mappings, conditions };
      return { conditions, resource: this.resources.evaluateEntry(logicalId, scope) };
    });
  }

  /**
   * Evaluates a resource as far as all combinations of its conditions agree. Returns undefined if the resource exists
   * in none of them.
   */
  public evaluateResource(logicalId: string): unknown {
    const scope = {
      values: new ChangedMap(this.values),
      mappings: this.template.Mappings,
      conditions: this.findKnownConditions(logicalId),
    };
    return this.resources.evaluateEntry(logicalId, scope);
  }

  /** Finds the conditions of a resource that have the same value in all their combinations. */
  public findKnownConditions(logicalId: string): ReadonlyMap<string, boolean> {
    const { conditionNames } = readEntryInputs((this.template.Resources as Record<string, unknown>)[logicalId]);
    const { combinations, isIncomplete } = this.findCombinations(conditionNames);
    const results = conditionNames.map(
      (name) => [name, new Set(combinations.map(({ conditions }) => conditions.get(name)))] as const,
    );
    const known = results.flatMap(([name, [value, ...others]]) =>
      value === undefined || others.length > 0 || isIncomplete ? [] : [[name, value] as const],
    );
    return new Map(known);
  }

  private convert(values: Iterable<readonly [string, unknown]>): ParameterValues {
    return new Map(
      [...values].map(([name, value]) => {
        const type = this.parameters.get(name)?.type ?? 'String';
        return [name, toParameterValue(type, String(value))];
      }),
    );
  }
}

/** Whether the value of a parameter is unknown. An empty text usually means that the value is not specified. */
function isUnknown(value: unknown): boolean {
  return value instanceof RepresentativeValue || isEmpty(value);
}

function isEmpty(value: unknown): boolean {
  const elements = Array.isArray(value) ? value : [value];
  return elements.every((element) => element === undefined || element === '');
}
