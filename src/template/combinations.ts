import type { Assignment, MissingValue } from './condition-evaluator';
import { ConditionEvaluator, OTHER_VALUE } from './condition-evaluator';
import type { ParameterDeclaration } from './parameters';
import { toParameterValue } from './parameters';
import { findReferencedNames, isObject, isPseudoParameter, parseFunctionCall, readName, toText } from './values';
import { getOrCreate } from '../private/maps';

/** The maximum number of assignments that are evaluated. */
const MAX_ASSIGNMENTS = 4096;

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

  /** The values of parameters and pseudo parameters that are specified for the deployment. */
  readonly specifiedValues: ReadonlyMap<string, unknown>;
}

/**
 * Finds the combinations of the given conditions that can occur. Each condition is evaluated from the parameters, so
 * combinations of conditions that exclude each other do not occur.
 */
export class ConditionEnumerator {
  /** The texts that each parameter is compared with. */
  private readonly comparedTexts = new Map<string, Set<string>>();

  /** The parameters that are compared with values other than texts, so that each allowed value matters. */
  private readonly comparedWithOthers = new Set<string>();

  constructor(private readonly inputs: ConditionInputs) {
    const { Conditions, Rules } = inputs.template;
    this.collectComparedTexts([Conditions, Rules]);
  }

  /** @param limit the maximum number of combinations */
  public findCombinations(names: readonly string[], limit: number): Combinations {
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
        if (missingValue) {
          this.listCandidates(missingValue).forEach((candidate, index) => {
            (queues[changes + Math.min(index, 1)] ??= []).push(assign(assignment, missingValue, candidate));
          });
        } else if (this.satisfiesRules(assignment)) {
          const conditions = new Map(results.filter((entry): entry is [string, boolean] => entry[1] !== undefined));
          const assigned = [...assignment.values.keys()].filter((name) => !this.inputs.specifiedValues.has(name));
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
    const declaration = this.inputs.parameters.get(name);
    const { default: defaultValue, allowedValues = [], type = 'String' } = declaration ?? {};
    const isAllowed = (text: string) => declaration?.allows(text) ?? true;
    const defaults = Array.isArray(defaultValue) ? [defaultValue] : toTexts(defaultValue).filter(isAllowed);
    const knownTexts = defaults.map(String);
    const compared = [...(this.comparedTexts.get(name) ?? [])].filter(
      (text) => isAllowed(text) && !knownTexts.includes(text),
    );
    knownTexts.push(...compared);
    // All allowed values that are compared with nothing have the same effect.
    const uncompared = allowedValues.filter((value) => !knownTexts.includes(value));
    const others = this.comparedWithOthers.has(name) ? uncompared : uncompared.slice(0, 1);
    const candidates = [...defaults, ...[...compared, ...others].map((text) => toParameterValue(type, text))];
    return allowedValues.length === 0 ? [...candidates, OTHER_VALUE] : candidates;
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

  /** Collects the texts that each parameter is compared with, and the keys of mappings that it selects. */
  private collectComparedTexts(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    const { name, argument } = parseFunctionCall(value) ?? {};
    if (name === 'Fn::Equals' || name === 'Fn::Contains') {
      const operands = toList(argument);
      this.addComparedTexts(operands, operands.flatMap(toTexts));
    } else if (name === 'Fn::FindInMap') {
      const [mapping, ...keys] = toList(argument);
      this.addComparedTexts(keys, this.listMappingKeys(mapping));
    }
    Object.values(value).forEach((element) => this.collectComparedTexts(element));
  }

  private addComparedTexts(operands: readonly unknown[], texts: readonly string[]): void {
    for (const operand of operands) {
      const call = parseFunctionCall(operand);
      if (call?.name === 'Ref') {
        const compared = getOrCreate(this.comparedTexts, readName(call.argument), () => new Set());
        texts.forEach((text) => compared.add(text));
      }
      if (call?.name !== 'Ref' || texts.length === 0) {
        findReferencedNames(operand).forEach((name) => this.comparedWithOthers.add(name));
      }
    }
  }

  private listMappingKeys(name: unknown): string[] {
    const { Mappings: mappings } = this.inputs.template;
    const mapping = isObject(mappings) && typeof name === 'string' ? mappings[name] : undefined;
    return isObject(mapping) ? Object.keys(mapping) : [];
  }
}

function assign(assignment: Assignment, { kind, name }: MissingValue, value: unknown): Assignment {
  return { ...assignment, [kind]: new Map<string, unknown>(assignment[kind]).set(name, value) };
}

function toTexts(value: unknown): string[] {
  return toList(Array.isArray(value) ? value : [value])
    .map(toText)
    .filter((text) => text !== undefined);
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
