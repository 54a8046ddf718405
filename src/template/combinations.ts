import type { ComparedValues } from './compared-values';
import { toTexts } from './compared-values';
import type { Assignment, MissingValue } from './condition-evaluator';
import { ConditionEvaluator, createOtherValue, RepresentativeValue } from './condition-evaluator';
import type { ParameterDeclaration } from './parameters';
import { isListType, toParameterText, toParameterValue } from './parameters';
import { isObject, isPseudoParameter } from './values';
import type { ChangedMap } from '../private/changed-map';
import { getOrCreate } from '../private/maps';
import { REGIONS_BY_PARTITION } from '../service-data/generated/regions';
import { REGION_PATTERN } from '../service-data/regions';

/** The maximum number of assignments that are evaluated. */
const MAX_ASSIGNMENTS = 4096;

const KNOWN_REGIONS = Object.values(REGIONS_BY_PARTITION).flat();

/** A combination of condition values that can occur, with values of the parameters for which it occurs. */
export interface Combination {
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly assignment: Assignment;

  /** The parameters to which the combination assigns a value. */
  readonly assignedParameters: ReadonlySet<string>;
}

export interface Combinations {
  /** The combinations, beginning with those that differ least from the defaults of the parameters. */
  readonly combinations: readonly Combination[];

  /** Whether there can be further combinations. */
  readonly isIncomplete: boolean;
}

/** The parts of a template that determine its conditions. */
interface ConditionInputs {
  readonly template: Readonly<Record<string, unknown>>;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;

  readonly comparedValues: ComparedValues;

  /** The values of parameters and pseudo parameters that are specified for the deployment. */
  readonly specifiedValues: ChangedMap<string, unknown>;
}

/**
 * Finds the combinations of the given conditions that can occur. Each condition is evaluated from the parameters, so
 * combinations of conditions that exclude each other do not occur.
 */
export class ConditionEnumerator {
  constructor(private readonly inputs: ConditionInputs) {}

  /** @param limit the maximum number of combinations */
  public findCombinations(names: readonly string[], limit: number): Combinations {
    const possible = this.enumerate(names, limit, ({ isRejected }) => !isRejected);
    const isFound = possible.isIncomplete || possible.combinations.length > 0;
    // If CloudFormation rejects all values, the resources with the rejected values are validated.
    return isFound ? possible : this.enumerate(names, limit, () => true);
  }

  private enumerate(
    names: readonly string[],
    limit: number,
    isPossible: (evaluator: ConditionEvaluator) => boolean,
  ): Combinations {
    const combinations = new Map<string, Combination>();
    // The assignments by the number of values that differ from the defaults.
    const queues: Assignment[][] = [[{ values: this.inputs.specifiedValues, comparisons: new Map() }]];
    let count = 0;
    for (let changes = 0; changes < queues.length; changes++) {
      for (const assignment of queues[changes]) {
        count += 1;
        if (count > MAX_ASSIGNMENTS || combinations.size === limit) {
          return { combinations: [...combinations.values()], isIncomplete: true };
        }
        const evaluator = this.createEvaluator(assignment);
        const results = names.map((name) => [name, evaluator.evaluateNamed(name)] as const);
        const { missingValue } = evaluator;
        if (!isPossible(evaluator)) {
          continue;
        }
        if (missingValue) {
          this.listCandidates(missingValue).forEach((candidate, index) => {
            (queues[changes + Math.min(index, 1)] ??= []).push(assign(assignment, missingValue, candidate));
          });
        } else if (this.satisfiesRules(assignment)) {
          const conditions = new Map(results.filter((entry): entry is [string, boolean] => entry[1] !== undefined));
          const assigned = [...assignment.values.changes.keys()].filter(
            (name) => !this.inputs.specifiedValues.has(name),
          );
          getOrCreate(combinations, JSON.stringify(results), () => ({
            conditions,
            assignment,
            assignedParameters: new Set(assigned),
          }));
        }
      }
    }
    return { combinations: [...combinations.values()], isIncomplete: false };
  }

  private createEvaluator(assignment: Assignment): ConditionEvaluator {
    const { template, parameters } = this.inputs;
    return new ConditionEvaluator(template, assignment, (name) => parameters.has(name) || isPseudoParameter(name));
  }

  /** Lists the values to try, beginning with the default. */
  private listCandidates({ kind, name }: MissingValue): readonly unknown[] {
    if (kind === 'comparisons') {
      return [false, true];
    }
    const keys = this.inputs.comparedValues.mappingKeys.get(name);
    const candidates = this.listValues(name);
    const mapped = candidates.filter((candidate) => keys?.has(String(readCandidate(candidate))));
    return mapped.length > 0 ? mapped : candidates;
  }

  private listValues(name: string): readonly unknown[] {
    const { comparedValues, parameters } = this.inputs;
    const declaration = parameters.get(name);
    const { default: defaultValue, type = 'String' } = declaration ?? {};
    const isAllowed = (value: unknown) => declaration?.allows(toParameterText(value)) ?? true;
    const defaults = Array.isArray(defaultValue) ? [defaultValue] : toTexts(defaultValue).filter(isAllowed);
    const known = new Set(defaults.map(toParameterText));
    const compared = comparedValues.list(name).filter(({ value }) => isAllowed(value) && this.canHave(name, value));
    const newValues = compared.filter(({ value }) => !known.has(toParameterText(value)));
    const comparedCandidates = newValues.map(({ value, isExact }) => {
      known.add(toParameterText(value));
      const converted = typeof value === 'string' ? toParameterValue(type, value) : value;
      return isExact ? converted : new RepresentativeValue(converted);
    });
    const possibleTexts = this.listPossibleTexts(name);
    if (possibleTexts === undefined) {
      return [...defaults, ...comparedCandidates, createOtherValue(name, isListType(type))];
    }
    // All allowed values that are compared with nothing have the same effect.
    const otherTexts = possibleTexts.filter((text) => !known.has(text));
    const others = (comparedValues.comparedWithOthers.has(name) ? otherTexts : otherTexts.slice(0, 1)).map((text) =>
      toParameterValue(type, text),
    );
    const otherCandidates = declaration ? others : otherTexts.map((text) => new RepresentativeValue(text));
    return [...defaults, ...comparedCandidates, ...otherCandidates];
  }

  /** Lists all values that a parameter can have. Returns undefined if they are too many. */
  private listPossibleTexts(name: string): readonly string[] | undefined {
    const { comparedValues, parameters } = this.inputs;
    if (name === 'AWS::Region') {
      const dependsOnParts = comparedValues.comparesPartitions || comparedValues.comparedWithOthers.has(name);
      return dependsOnParts ? KNOWN_REGIONS : undefined;
    }
    return parameters.get(name)?.possibleTexts;
  }

  /** Whether a Region has the format of Regions. Other parameters can have all values. */
  private canHave(name: string, value: unknown): boolean {
    return name !== 'AWS::Region' || this.listPossibleTexts(name) === undefined || REGION_PATTERN.test(String(value));
  }

  /** Whether no assertion of the section `Rules` rejects the assignment. */
  private satisfiesRules(assignment: Assignment): boolean {
    const { Rules: rules } = this.inputs.template;
    const evaluator = this.createEvaluator(assignment);
    return Object.values(isObject(rules) ? rules : {}).every((rule) => {
      const { RuleCondition: condition, Assertions: assertions } = isObject(rule) ? rule : {};
      const isApplicable = condition === undefined || evaluator.evaluate(condition) === true;
      const isRejected = (assertion: unknown) => isObject(assertion) && evaluator.evaluate(assertion.Assert) === false;
      return !isApplicable || !Array.isArray(assertions) || !assertions.some(isRejected);
    });
  }
}

function assign({ values, comparisons }: Assignment, { kind, name }: MissingValue, value: unknown): Assignment {
  return kind === 'values'
    ? { values: values.with(name, value), comparisons }
    : { values, comparisons: new Map(comparisons).set(name, value === true) };
}

function readCandidate(candidate: unknown): unknown {
  return candidate instanceof RepresentativeValue ? candidate.value : candidate;
}
