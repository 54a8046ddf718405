import { evaluate } from './evaluate';
import { findReferencedNames, isLiteral, isObject, parseFunctionCall, readName, toText } from './values';
import type { ChangedMap } from '../private/changed-map';

/** A value that is different from all texts that a template compares a parameter with. */
export const OTHER_VALUE = Symbol('other value');

/** The values that conditions are evaluated with. */
export interface Assignment {
  /** The values of parameters and pseudo parameters, by name. */
  readonly values: ChangedMap<string, unknown>;

  /** The results of comparisons that depend on other values, by their JSON. */
  readonly comparisons: ReadonlyMap<string, boolean>;
}

/** What an assignment lacks to evaluate a condition. */
export interface MissingValue {
  readonly kind: keyof Assignment;
  readonly name: string;
}

/** Evaluates the conditions of a template for one assignment. */
export class ConditionEvaluator {
  /** The first value that the evaluation lacked. */
  public missingValue?: MissingValue;

  private readonly results = new Map<string, boolean | undefined>();

  constructor(
    private readonly template: { readonly Conditions?: unknown; readonly Mappings?: unknown },
    private readonly assignment: Assignment,
    private readonly isParameter: (name: string) => boolean,
  ) {}

  /** Returns the value of a condition, or undefined if it is unknown, not defined, or refers to itself. */
  public evaluateNamed(name: string): boolean | undefined {
    if (!this.results.has(name)) {
      // The value while the condition is evaluated, in case that it refers to itself.
      this.results.set(name, undefined);
      const { Conditions: conditions } = this.template;
      const isDefined = isObject(conditions) && Object.hasOwn(conditions, name);
      this.results.set(name, isDefined ? this.evaluate(conditions[name]) : undefined);
    }
    return this.results.get(name);
  }

  /** Evaluates a condition function. */
  public evaluate(condition: unknown): boolean | undefined {
    const { name, argument } = parseFunctionCall(condition) ?? {};
    const operands = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Condition':
        return this.evaluateNamed(readName(argument));
      case 'Fn::Not':
        return negate(this.evaluate(operands[0]));
      case 'Fn::And':
        return this.combine(operands, false);
      case 'Fn::Or':
        return this.combine(operands, true);
      case 'Fn::Equals':
        return this.compare(operands);
      case 'Fn::Contains':
        return this.contains(operands);
      default:
        return undefined;
    }
  }

  /** Evaluates `Fn::And` or `Fn::Or`. One operand with the decisive value determines the result. */
  private combine(operands: readonly unknown[], decisiveValue: boolean): boolean | undefined {
    const results: (boolean | undefined)[] = [];
    for (const operand of operands) {
      results.push(this.evaluate(operand));
      if (results.at(-1) === decisiveValue) {
        return decisiveValue;
      }
    }
    return results.includes(undefined) ? undefined : !decisiveValue;
  }

  private contains([list, value]: readonly unknown[]): boolean | undefined {
    const elements = this.resolve(list);
    return Array.isArray(elements)
      ? this.combine(
          elements.map((element) => ({ 'Fn::Equals': [element, value] })),
          true,
        )
      : undefined;
  }

  /** Compares two values as text. */
  private compare(operands: readonly unknown[]): boolean | undefined {
    const [left, right] = operands.map((operand) => this.resolve(operand));
    const [leftKey, rightKey] = [left, right].map((value) => toText(value) ?? JSON.stringify(value));
    if (leftKey === rightKey) {
      return true;
    }
    return this.areDifferent(left, right) ? false : this.readComparison([left, right]);
  }

  /** Whether two values that are not equal remain different at deployment. */
  private areDifferent(left: unknown, right: unknown): boolean {
    const others = [left, right].filter((operand) => !isLiteral(operand));
    return others.length <= 1 && others.every((operand) => this.isOtherValue(operand));
  }

  /** Returns the result that the assignment contains for a comparison. */
  private readComparison(operands: readonly unknown[]): boolean | undefined {
    const parameter = findReferencedNames(operands).find(
      (name) => this.isParameter(name) && !this.assignment.values.has(name),
    );
    if (parameter !== undefined) {
      this.missingValue ??= { kind: 'values', name: parameter };
      return undefined;
    }
    const name = JSON.stringify([...operands].map((operand) => JSON.stringify(operand)).sort());
    const result = this.assignment.comparisons.get(name);
    if (result === undefined) {
      this.missingValue ??= { kind: 'comparisons', name };
    }
    return result;
  }

  private resolve(value: unknown): unknown {
    return evaluate(value, {
      values: { get: (name) => this.readValue(name) },
      mappings: this.template.Mappings,
      getCondition: (name) => this.evaluateNamed(name),
    });
  }

  /** Returns a value that is a text or a list. */
  private readValue(name: string): unknown {
    const value = this.assignment.values.get(name);
    return value === OTHER_VALUE ? undefined : value;
  }

  private isOtherValue(value: unknown): boolean {
    const { name, argument } = parseFunctionCall(value) ?? {};
    return name === 'Ref' && this.assignment.values.get(readName(argument)) === OTHER_VALUE;
  }
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
