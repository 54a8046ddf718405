import { listPatternTexts } from './pattern-texts';
import { isObject, toText } from './values';

/** The maximum number of integers between the limits of a parameter that are listed. */
const MAX_INTEGERS = 100;

/** A parameter of a template. */
export interface ParameterDeclaration {
  readonly name: string;
  readonly type: string;
  readonly isSecret: boolean;

  /** Whether the parameter has the name of a parameter of Systems Manager, and `Ref` returns the value of that one. */
  readonly isStored: boolean;

  /** The default, which is a list for list types. Not set for values from Systems Manager and for secrets. */
  readonly default?: unknown;
  readonly allowedValues: readonly string[];

  /** All texts that the declaration allows. Not set if they are too many. */
  readonly possibleTexts?: readonly string[];

  /** Whether the declaration allows a text. */
  allows(text: string): boolean;
}

/**
 * Parses the section `Parameters` of a template. Omits declarations that are not valid.
 *
 * @param unknownNames the parameters that do not have their defaults
 */
export function parseParameters(
  section: unknown,
  unknownNames: readonly string[] = [],
): ReadonlyMap<string, ParameterDeclaration> {
  const entries = isObject(section) ? Object.entries(section) : [];
  return new Map(
    entries.flatMap(([name, declaration]) =>
      isObject(declaration) ? [[name, parseParameter(name, declaration, unknownNames.includes(name))] as const] : [],
    ),
  );
}

function parseParameter(name: string, declaration: Record<string, unknown>, isUnknown: boolean): ParameterDeclaration {
  const type = toText(declaration.Type) ?? 'String';
  const isSecret = toText(declaration.NoEcho)?.toLowerCase() === 'true';
  const isStored = type.startsWith('AWS::SSM::Parameter::Value');
  const text = toText(declaration.Default);
  const hasDefault = text !== undefined && !isUnknown && !isSecret && !isStored;
  return {
    name,
    type,
    isSecret,
    isStored,
    default: hasDefault ? toParameterValue(type, text) : undefined,
    allowedValues: readTexts(declaration.AllowedValues),
    possibleTexts: listPossibleTexts(type, declaration)?.filter((candidate) => isAllowed(type, declaration, candidate)),
    allows: (candidate) => isAllowed(type, declaration, candidate),
  };
}

/** Converts the text of a parameter to its value. `Ref` returns a list for list types. */
export function toParameterValue(type: string, text: string): unknown {
  return isListType(type) ? text.split(',').map((element) => element.trim()) : text;
}

/** Converts the value of a parameter to the text that CloudFormation receives. */
export function toParameterText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** Whether a parameter of a type is a list of texts. */
export function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/** Lists the texts of a parameter with allowed values, a pattern of alternatives, or a few integers. */
function listPossibleTexts(type: string, declaration: Record<string, unknown>): readonly string[] | undefined {
  const { AllowedValues, AllowedPattern } = declaration;
  const allowedValues = readTexts(AllowedValues);
  if (allowedValues.length > 0) {
    return allowedValues;
  }
  if (type === 'Number') {
    return listIntegers(declaration);
  }
  return typeof AllowedPattern === 'string' && !isListType(type) ? listPatternTexts(AllowedPattern) : undefined;
}

/** Numbers can have fractions, but a template that limits them to a few integers does not expect fractions. */
function listIntegers({ MinValue, MaxValue }: Record<string, unknown>): readonly string[] | undefined {
  const [min, max] = [MinValue, MaxValue].map((limit) => Number(toText(limit) ?? NaN));
  return Number.isInteger(min) && Number.isInteger(max) && max - min < MAX_INTEGERS
    ? Array.from({ length: Math.max(max - min + 1, 0) }, (_, index) => String(min + index))
    : undefined;
}

function isAllowed(type: string, declaration: Record<string, unknown>, text: string): boolean {
  const { AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue } = declaration;
  const isOutside = (value: number, min: unknown, max: unknown) =>
    value < Number(toText(min) ?? -Infinity) || value > Number(toText(max) ?? Infinity);
  if (Array.isArray(AllowedValues) && !readTexts(AllowedValues).includes(text)) {
    return false;
  }
  if (isOutside(text.length, MinLength, MaxLength) || isOutside(Number(text), MinValue, MaxValue)) {
    return false;
  }
  const pattern = typeof AllowedPattern === 'string' ? toPattern(AllowedPattern) : undefined;
  return [toParameterValue(type, text)].flat().every((element) => pattern?.test(String(element)) ?? true);
}

/** Returns undefined for patterns that only Java supports. */
function toPattern(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    return undefined;
  }
}

function readTexts(list: unknown): string[] {
  return Array.isArray(list) ? list.map(toText).filter((text) => text !== undefined) : [];
}
