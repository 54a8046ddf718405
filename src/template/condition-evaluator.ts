import { DERIVED_NAMES } from './compared-values';
import { evaluate } from './evaluate';
import { findMissingKeys } from './mappings';
import { findReferencedNames, isLiteral, isObject, parseFunctionCall, readName, toText } from './values';
import type { ChangedMap } from '../private/changed-map';
import { findPartition, getUrlSuffix } from '../service-data/regions';

/** Begins texts that no template contains. JSON does not escape the character. */
const OTHER_TEXT_PREFIX = '\uE000';

/** The number of elements of a list that stands for others. */
const OTHER_LIST_LENGTH = 6;

/**
 * A value of a parameter that stands for others with the same effect on conditions. Only conditions are evaluated with
 * it: the value of the parameter is unknown.
 */
export class RepresentativeValue {
  constructor(public readonly value: unknown) {}
}

/** Creates a value that is different from all texts that a template compares a parameter with. */
export function createOtherValue(name: string, isList: boolean): RepresentativeValue {
  const text = OTHER_TEXT_PREFIX + name;
  return new RepresentativeValue(
    isList ? Array.from({ length: OTHER_LIST_LENGTH }, (_, index) => `${text}.${index}`) : text,
  );
}

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

  /** Whether CloudFormation rejects the values, because a mapping does not contain their keys. */
  public isRejected = false;

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

  /** Whether two values that are not equal remain different at deployment. Two other values can be equal. */
  private areDifferent(left: unknown, right: unknown): boolean {
    return [left, right].every(isLiteral) && ![left, right].every(isOther);
  }

  /** Returns the result that the assignment contains for a comparison. */
  private readComparison(operands: readonly unknown[]): boolean | undefined {
    const parameter = findReferencedNames(operands)
      .filter((name) => this.isParameter(name))
      .map((name) => (DERIVED_NAMES.includes(name) ? 'AWS::Region' : name))
      .find((name) => !this.assignment.values.has(name));
    if (parameter !== undefined) {
      this.missingValue ??= { kind: 'values', name: parameter };
      return undefined;
    }
    const name = JSON.stringify(operands.map((operand) => JSON.stringify(operand ?? null)).sort());
    const result = this.assignment.comparisons.get(name) ?? this.findExclusion(operands);
    if (result === undefined) {
      this.missingValue ??= { kind: 'comparisons', name };
    }
    return result;
  }

  /** Returns false if the assignment determines that a compared value is equal to another text. */
  private findExclusion(operands: readonly unknown[]): false | undefined {
    const texts = operands.map((operand) => JSON.stringify(operand ?? null));
    const isExcluded = [...this.assignment.comparisons].some(([name, isEqual]) => {
      const others = isEqual ? (JSON.parse(name) as string[]) : [];
      const [text, ...furtherTexts] = texts.filter((candidate) => !others.includes(candidate));
      const [otherText] = others.filter((candidate) => !texts.includes(candidate));
      return furtherTexts.length === 0 && isScalar(text) && isScalar(otherText);
    });
    return isExcluded ? false : undefined;
  }

  /** Returns a value, or the partition or domain of an assigned Region. */
  private readValue(name: string): unknown {
    const region = DERIVED_NAMES.includes(name) ? this.readValue('AWS::Region') : undefined;
    if (typeof region === 'string' && !isOther(region)) {
      const partition = findPartition(region);
      return name === 'AWS::Partition' || partition === undefined ? partition : getUrlSuffix(partition);
    }
    const value = this.assignment.values.get(name);
    return value instanceof RepresentativeValue ? value.value : value;
  }

  private resolve(value: unknown): unknown {
    const { Mappings: mappings } = this.template;
    const resolved = evaluate(value, {
      values: { get: (name) => this.readValue(name) },
      mappings,
      getCondition: (name) => this.evaluateNamed(name),
    });
    this.isRejected ||= findMissingKeys(resolved, mappings).length > 0;
    return resolved;
  }
}

/** Whether a value contains a text that stands for others. */
function isOther(value: unknown): boolean {
  return JSON.stringify([value]).includes(OTHER_TEXT_PREFIX);
}

/** Whether a JSON text is a string, number, or Boolean that is determined. */
function isScalar(json: string): boolean {
  const value: unknown = JSON.parse(json);
  return isLiteral(value) && toText(value) !== undefined;
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
