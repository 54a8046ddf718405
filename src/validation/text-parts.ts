/** A part of a text: literal text, or a reference that CloudFormation replaces with a value. */
type TextPart = string | Reference;

/** A reference to a resource or parameter: `Ref`, or `Fn::GetAtt` with an attribute. */
export interface Reference {
  readonly logicalId: string;
  readonly attribute?: string;
}

/** Parses the text to which a value or an intrinsic function resolves. Returns undefined if it cannot be parsed. */
export function parseTextParts(value: unknown): TextPart[] | undefined {
  if (typeof value === 'string') {
    return value.includes('{{resolve:') ? undefined : [value];
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const entries = Object.entries(value);
  return entries.length === 1 ? parseFunction(...entries[0]) : undefined;
}

/** Finds all references in a part of a template. */
export function findReferences(value: unknown): Reference[] {
  if (!isObject(value)) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(findReferences);
  }
  const references = (parseTextParts(value) ?? []).filter((part) => typeof part !== 'string');
  return [...references, ...Object.values(value).flatMap(findReferences)];
}

/** Finds the path of the innermost function in a part of a template that contains a reference. */
export function findReferencePath(value: unknown, reference: Reference): (string | number)[] | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, member] of entries) {
    const path = findReferencePath(member, reference);
    if (path) {
      return [key, ...path];
    }
  }
  const isReferenced = (parseTextParts(value) ?? []).some(
    (part) =>
      typeof part !== 'string' && part.logicalId === reference.logicalId && part.attribute === reference.attribute,
  );
  return isReferenced ? Object.keys(value) : undefined;
}

/** Reads the literal parts of a text, without references and tokens. */
export function readLiteralText(value: unknown): string {
  const parts = parseTextParts(value) ?? [];
  return parts
    .filter((part) => typeof part === 'string')
    .join('')
    .replace(/\$\{Token\[[^\]]*\]\}/g, '');
}

/**
 * Finds the references in a text that `Fn::Join` or `Fn::Sub` builds, including dynamic references such as
 * `{{resolve:secretsmanager:…}}`.
 */
export function findTextReferences(value: unknown): Reference[] {
  if (!isObject(value)) {
    return [];
  }
  const isJoined = 'Fn::Join' in value || 'Fn::Sub' in value;
  return isJoined ? findReferences(value) : [];
}

/** Removes a literal prefix and returns the remaining part. Returns undefined unless exactly one part remains. */
export function removePrefix(parts: readonly TextPart[] | undefined, prefix: string): TextPart | undefined {
  const [first, ...rest] = parts ?? [];
  if (prefix === '') {
    return rest.length === 0 ? first : undefined;
  }
  if (typeof first !== 'string' || !first.startsWith(prefix)) {
    return undefined;
  }
  const remainder = first.slice(prefix.length);
  const remainingParts = remainder === '' ? rest : [remainder, ...rest];
  return remainingParts.length === 1 ? remainingParts[0] : undefined;
}

function parseFunction(name: string, argument: unknown): TextPart[] | undefined {
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? [{ logicalId: argument }] : undefined;
    case 'Fn::GetAtt':
      return parseGetAtt(argument);
    case 'Fn::Join':
      return parseJoin(argument);
    case 'Fn::Sub':
      return parseSub(argument);
    default:
      return undefined;
  }
}

function parseGetAtt(argument: unknown): TextPart[] | undefined {
  const names = Array.isArray(argument) ? argument : [argument];
  return names.every((name) => typeof name === 'string') ? [parseReference(names.join('.'))] : undefined;
}

/** Parses `LogicalId` or `LogicalId.Attribute`. */
function parseReference(name: string): Reference {
  const dot = name.indexOf('.');
  return dot < 0 ? { logicalId: name } : { logicalId: name.slice(0, dot), attribute: name.slice(dot + 1) };
}

function parseJoin(argument: unknown): TextPart[] | undefined {
  if (!Array.isArray(argument) || !Array.isArray(argument[1])) {
    return undefined;
  }
  const [separator, values] = argument;
  if (typeof separator !== 'string') {
    return undefined;
  }
  const parts: TextPart[] = [];
  for (const [index, value] of values.entries()) {
    const valueParts = parseTextParts(value);
    if (!valueParts) {
      return undefined;
    }
    if (index > 0) {
      parts.push(separator);
    }
    parts.push(...valueParts);
  }
  return mergeText(parts);
}

function parseSub(argument: unknown): TextPart[] | undefined {
  if (typeof argument === 'string') {
    return parseSubText(argument, {});
  }
  const [text, values] = Array.isArray(argument) ? argument : [];
  return typeof text === 'string' ? parseSubText(text, isObject(values) ? { ...values } : {}) : undefined;
}

/** The maximum number of parts of a text that is parsed. Nested variables can multiply the number of parts. */
const MAX_PARTS = 1000;

function parseSubText(text: string, values: Record<string, unknown>): TextPart[] | undefined {
  const parts: TextPart[] = [];
  for (const [, before, literal, name] of text.matchAll(/([^$]+|\$(?!\{))|\$\{!([^}]*)\}|\$\{([^}]*)\}/g)) {
    const variableParts = name === undefined ? [before ?? `\${${literal}}`] : parseSubVariable(name, values);
    if (!variableParts || parts.length > MAX_PARTS) {
      return undefined;
    }
    parts.push(...variableParts);
  }
  return mergeText(parts);
}

function parseSubVariable(name: string, values: Record<string, unknown>): TextPart[] | undefined {
  return Object.hasOwn(values, name) ? parseTextParts(values[name]) : [parseReference(name)];
}

/** Merges adjacent literal texts and removes empty texts. */
function mergeText(parts: readonly TextPart[]): TextPart[] {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (typeof part === 'string' && typeof last === 'string') {
      merged[merged.length - 1] = last + part;
    } else if (part !== '') {
      merged.push(part);
    }
  }
  return merged;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
