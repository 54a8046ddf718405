import { findReferencedNames, isObject, parseFunctionCall, readName, toText } from './values';
import { getOrCreate } from '../private/maps';

/** The values that the conditions and rules of a template compare parameters with. */
export class ComparedValues {
  /** The texts that each parameter is compared with. */
  public readonly texts = new Map<string, Set<string>>();

  /** The parameters that are compared with values other than texts, so that each allowed value matters. */
  public readonly comparedWithOthers = new Set<string>();

  constructor(private readonly template: Readonly<Record<string, unknown>>) {
    const { Conditions, Rules } = template;
    this.collect([Conditions, Rules]);
  }

  /** Collects the texts that each parameter is compared with, and the keys of mappings that it selects. */
  private collect(value: unknown): void {
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
    Object.values(value).forEach((element) => this.collect(element));
  }

  private addComparedTexts(operands: readonly unknown[], texts: readonly string[]): void {
    for (const operand of operands) {
      const call = parseFunctionCall(operand);
      if (call?.name === 'Ref') {
        const compared = getOrCreate(this.texts, readName(call.argument), () => new Set());
        texts.forEach((text) => compared.add(text));
      }
      if (call?.name !== 'Ref' || texts.length === 0) {
        findReferencedNames(operand).forEach((name) => this.comparedWithOthers.add(name));
      }
    }
  }

  private listMappingKeys(name: unknown): string[] {
    const { Mappings: mappings } = this.template;
    const mapping = isObject(mappings) && typeof name === 'string' ? mappings[name] : undefined;
    return isObject(mapping) ? Object.keys(mapping) : [];
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
