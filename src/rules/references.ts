/** A piece of a text: the text itself, or what a resource (or parameter) gives. */
export type Part = string | Reference;

/** What a resource gives: its `Ref`, or one of its attributes. */
export interface Reference {
  readonly logicalId: string;
  readonly attribute?: string;
}

/** The pieces of a text that CloudFormation puts together; undefined for what cannot be known. */
export function partsOf(value: unknown): Part[] | undefined {
  if (typeof value === 'string') {
    return value.includes('{{resolve:') ? undefined : [value];
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const entries = Object.entries(value);
  if (entries.length !== 1) {
    return undefined;
  }
  const [name, argument] = entries[0];
  switch (name) {
    case 'Ref':
      return [{ logicalId: String(argument) }];
    case 'Fn::GetAtt':
      return [dotted(Array.isArray(argument) ? argument.map(String).join('.') : String(argument))];
    case 'Fn::Join':
      return Array.isArray(argument) && Array.isArray(argument[1])
        ? joined(String(argument[0]), argument[1])
        : undefined;
    case 'Fn::Sub':
      return typeof argument === 'string'
        ? substituted(argument, {})
        : Array.isArray(argument)
          ? substituted(String(argument[0]), argument[1] ?? {})
          : undefined;
    default:
      return undefined;
  }
}

/**
 * A name as ElastiCache stores it: in lower case; of an ARN the name at its end, of a global datastore what follows the
 * prefix of its Region.
 */
export function nameOf(type: string, text: string): string {
  const name = (text.startsWith('arn:') ? text.split(/[:/]/).pop()! : text).toLowerCase();
  return type === 'AWS::ElastiCache::GlobalReplicationGroup' ? name.replace(/^[a-z]{5}-/, '') : name;
}

/** All references that stand anywhere in a template. */
export function referencesIn(value: unknown): Reference[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  const own = (partsOf(value) ?? []).filter((part) => typeof part !== 'string');
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function dotted(name: string): Reference {
  const dot = name.indexOf('.');
  return dot < 0 ? { logicalId: name } : { logicalId: name.slice(0, dot), attribute: name.slice(dot + 1) };
}

function joined(separator: string, values: unknown[]): Part[] | undefined {
  const parts: Part[] = [];
  for (const [index, value] of values.entries()) {
    const more = partsOf(value);
    if (!more) {
      return undefined;
    }
    parts.push(...(index > 0 ? [separator] : []), ...more);
  }
  return merged(parts);
}

function substituted(text: string, values: Record<string, unknown>): Part[] | undefined {
  const parts: Part[] = [];
  for (const [, before, literal, name] of text.matchAll(/([^$]+|\$(?!\{))|\$\{!([^}]*)\}|\$\{([^}]*)\}/g)) {
    const more =
      name === undefined
        ? [before ?? `\${${literal}}`]
        : Object.hasOwn(values, name)
          ? partsOf(values[name])
          : [dotted(name)];
    if (!more) {
      return undefined;
    }
    parts.push(...more);
  }
  return merged(parts);
}

/** Neighbouring texts as one, and no empty ones. */
function merged(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result[result.length - 1];
    if (typeof part === 'string' && typeof last === 'string') {
      result[result.length - 1] = last + part;
    } else if (part !== '') {
      result.push(part);
    }
  }
  return result;
}
