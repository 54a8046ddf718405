import { readEntries } from './mappings';
import { findSolutions } from './solutions';
import { findReferencedNames, isObject, parseFunctionCall, readName, toText } from './values';
import { getOrCreate } from '../private/maps';

/** A value for which a condition can have another result. */
export interface ComparedValue {
  /** A text or a list. */
  readonly value: unknown;

  /** Whether the conditions depend on exactly this value, and not on a part of it. */
  readonly isExact: boolean;
}

/** The pseudo parameters that depend on the Region. */
export const DERIVED_NAMES: readonly string[] = ['AWS::Partition', 'AWS::URLSuffix'];

/** The sections in which a mapping is evaluated in every deployment, unless it depends on a condition. */
const SECTIONS = ['Conditions', 'Rules', 'Resources', 'Outputs'] as const;

/** The values that the conditions and rules of a template compare parameters with. */
export class ComparedValues {
  /** The parameters that are compared with values other than texts, so that each allowed value matters. */
  public readonly comparedWithOthers = new Set<string>();

  /** The keys of mappings to which a parameter is limited. CloudFormation rejects the template with other values. */
  public readonly mappingKeys = new Map<string, ReadonlySet<string>>();

  /** Whether a condition depends on the partition. */
  public readonly comparesPartitions: boolean;

  private readonly valuesByName = new Map<string, Map<string, ComparedValue>>();

  constructor(private readonly template: Readonly<Record<string, unknown>>) {
    const { Conditions, Rules } = template;
    this.collect([Conditions, Rules]);
    this.comparesPartitions = findReferencedNames([Conditions, Rules]).some((name) => DERIVED_NAMES.includes(name));
    SECTIONS.forEach((name) => this.collectMappingKeys(template[name]));
  }

  /** The values with which a parameter is compared. */
  public list(name: string): ComparedValue[] {
    return [...(this.valuesByName.get(name)?.values() ?? [])];
  }

  /** Collects the texts that each parameter is compared with. */
  private collect(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    const { name, argument } = parseFunctionCall(value) ?? {};
    if (name === 'Fn::Equals' || name === 'Fn::Contains') {
      const operands = toList(argument);
      this.addComparedTexts(operands, operands.flatMap(toTexts));
    }
    Object.values(value).forEach((element) => this.collect(element));
  }

  private addComparedTexts(operands: readonly unknown[], texts: readonly string[]): void {
    const { Mappings: mappings } = this.template;
    for (const operand of operands.flatMap((element) => (Array.isArray(element) ? element : [element]))) {
      for (const { name, value, isOnlyValue } of texts.flatMap((text) => findSolutions(operand, text, mappings))) {
        this.add(name, value, isOnlyValue);
      }
      if (parseFunctionCall(operand)?.name !== 'Ref' || texts.length === 0) {
        findReferencedNames(operand).forEach((name) => this.comparedWithOthers.add(name));
      }
    }
  }

  private add(name: string, value: unknown, isExact: boolean): void {
    const values = getOrCreate(this.valuesByName, name, () => new Map<string, ComparedValue>());
    const key = JSON.stringify(value);
    values.set(key, { value, isExact: isExact || values.get(key)?.isExact === true });
  }

  /** Collects the keys of mappings that parameters select in every deployment. */
  private collectMappingKeys(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    const { name, argument } = parseFunctionCall(value) ?? {};
    const hasCondition = isObject(value) && typeof value.Condition === 'string';
    if (hasCondition || name === 'Fn::If') {
      return;
    }
    if (name === 'Fn::FindInMap') {
      this.addMappingKeys(toList(argument));
    }
    Object.values(value).forEach((element) => this.collectMappingKeys(element));
  }

  private addMappingKeys([mapping, ...keys]: readonly unknown[]): void {
    const [topLevelKey, secondLevelKey, options] = keys;
    const entries = readEntries(this.template.Mappings, toText(mapping));
    if (!entries) {
      return;
    }
    const second = toText(secondLevelKey);
    const topLevelKeys = Object.keys(entries).filter(
      (key) => second === undefined || readEntries(entries, key)?.[second] !== undefined,
    );
    const secondLevelKeys = Object.keys(readEntries(entries, toText(topLevelKey)) ?? {});
    const hasDefault = options !== undefined;
    this.addKeys(topLevelKey, topLevelKeys, hasDefault);
    this.addKeys(secondLevelKey, secondLevelKeys, hasDefault);
  }

  private addKeys(reference: unknown, keys: readonly string[], hasDefault: boolean): void {
    const { name: functionName, argument } = parseFunctionCall(reference) ?? {};
    if (functionName !== 'Ref' || keys.length === 0) {
      return;
    }
    const name = readName(argument);
    // A Region in a mapping stands for other Regions, unless it is compared elsewhere.
    keys.forEach((key) => this.add(name, key, !name.startsWith('AWS::')));
    if (!hasDefault) {
      const limits = this.mappingKeys.get(name);
      this.mappingKeys.set(name, new Set(keys.filter((key) => limits?.has(key) ?? true)));
    }
  }
}

/** Returns the scalars of a value as text. */
export function toTexts(value: unknown): string[] {
  return toList(Array.isArray(value) ? value : [value])
    .map(toText)
    .filter((text) => text !== undefined);
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
