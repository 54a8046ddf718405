import { findPlaceholderTool } from '../private/placeholders';

/** Whether a value is an object, but not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Converts a scalar to text, as CloudFormation does. Returns undefined for lists and objects. */
export function toText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

/** Reads a name, for example of a parameter. Returns an empty text for other values. */
export function readName(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** An intrinsic function with its argument. */
export interface FunctionCall {
  readonly name: string;
  readonly argument: unknown;
}

/** Parses an object whose only key is `Ref`, `Condition`, or a function such as `Fn::Sub`. */
export function parseFunctionCall(value: unknown): FunctionCall | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const [name, ...otherKeys] = Object.keys(value);
  const isFunction = name === 'Ref' || name === 'Condition' || name?.startsWith('Fn::');
  return isFunction && otherKeys.length === 0 ? { name, argument: value[name] } : undefined;
}

/** Whether a value is `AWS::NoValue`, with which CloudFormation removes a property or an element. */
export function isNoValue(value: unknown): boolean {
  return isObject(value) && value.Ref === 'AWS::NoValue';
}

/** Whether a name is that of a pseudo parameter with a value, such as `AWS::Region`. */
export function isPseudoParameter(name: string): boolean {
  return name.startsWith('AWS::') && name !== 'AWS::NoValue';
}

/** Whether a value contains no intrinsic functions, no dynamic references, and no placeholders of other tools. */
export function isLiteral(value: unknown): boolean {
  if (typeof value === 'string') {
    return !value.includes('{{resolve:') && findPlaceholderTool(value) === undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  return parseFunctionCall(value) === undefined && Object.values(value).every(isLiteral);
}

/** Returns a value if it is an object, and an empty object otherwise. */
export function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** Returns the type of a resource, or an empty text if it has none. */
export function readType(resource: unknown): string {
  return isObject(resource) && typeof resource.Type === 'string' ? resource.Type : '';
}

/** Finds the names to which `Ref` and the variables of `Fn::Sub` refer, in a part of a template. */
export function findReferencedNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  if (name === 'Ref') {
    return [readName(argument)];
  }
  if (name === 'Fn::Sub') {
    return findVariables(argument);
  }
  return Object.values(value).flatMap(findReferencedNames);
}

function findVariables(argument: unknown): string[] {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  const names = [...selectClosedText(readName(text)).matchAll(/\$\{([^!][^}]*)\}/g)].map(([, name]) => name.trim());
  const ownNames = isObject(variables) ? variables : {};
  return [...names.filter((name) => !Object.hasOwn(ownNames, name)), ...findReferencedNames(variables)];
}

/** Returns the text up to the last brace that can close a variable. Patterns search the rest for every open brace. */
export function selectClosedText(text: string): string {
  return text.slice(0, text.lastIndexOf('}') + 1);
}
