import { isObject, toText } from './values';

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

  /** Whether the declaration allows a text. */
  allows(text: string): boolean;
}

/** Parses the section `Parameters` of a template. Omits declarations that are not valid. */
export function parseParameters(section: unknown): ReadonlyMap<string, ParameterDeclaration> {
  const entries = isObject(section) ? Object.entries(section) : [];
  return new Map(
    entries.flatMap(([name, declaration]) =>
      isObject(declaration) ? [[name, parseParameter(name, declaration)] as const] : [],
    ),
  );
}

function parseParameter(name: string, declaration: Record<string, unknown>): ParameterDeclaration {
  const type = toText(declaration.Type) ?? 'String';
  const isSecret = toText(declaration.NoEcho)?.toLowerCase() === 'true';
  const isStored = type.startsWith('AWS::SSM::Parameter::Value');
  const text = toText(declaration.Default);
  return {
    name,
    type,
    isSecret,
    isStored,
    default: isSecret || isStored || text === undefined ? undefined : toParameterValue(type, text),
    allowedValues: readTexts(declaration.AllowedValues),
    allows: (candidate) => isAllowed(declaration, candidate),
  };
}

/** Converts the text of a parameter to its value. `Ref` returns a list for list types. */
export function toParameterValue(type: string, text: string): unknown {
  return type === 'CommaDelimitedList' || type.startsWith('List<')
    ? text.split(',').map((element) => element.trim())
    : text;
}

function isAllowed(declaration: Record<string, unknown>, text: string): boolean {
  const { AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue } = declaration;
  const isOutside = (value: number, min: unknown, max: unknown) =>
    value < Number(toText(min) ?? -Infinity) || value > Number(toText(max) ?? Infinity);
  if (Array.isArray(AllowedValues) && !readTexts(AllowedValues).includes(text)) {
    return false;
  }
  if (isOutside(text.length, MinLength, MaxLength) || isOutside(Number(text), MinValue, MaxValue)) {
    return false;
  }
  return typeof AllowedPattern !== 'string' || (toPattern(AllowedPattern)?.test(text) ?? true);
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
