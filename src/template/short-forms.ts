/** The short forms whose long forms do not begin with `Fn::`. */
const KEYS_WITHOUT_PREFIX = new Set(['Ref', 'Condition']);

/**
 * Converts a YAML tag with its argument to the long form of the function: `!Sub text` to `{ 'Fn::Sub': 'text' }`.
 * Unknown tags, such as `!Rain::Constant`, become functions as well, so their values are unresolved.
 */
export function toLongForm(tag: string, argument: unknown): Record<string, unknown> {
  const name = tag.startsWith('!') ? tag.slice(1) : tag;
  const key = KEYS_WITHOUT_PREFIX.has(name) ? name : `Fn::${name}`;
  return { [key]: normalizeArgument(key, argument) };
}

/** Converts the text `Resource.Attribute` of `Fn::GetAtt` to a list. The name of the attribute can contain periods. */
export function normalizeArgument(key: string, argument: unknown): unknown {
  if (key !== 'Fn::GetAtt' || typeof argument !== 'string' || !argument.includes('.')) {
    return argument;
  }
  const dot = argument.indexOf('.');
  return [argument.slice(0, dot), argument.slice(dot + 1)];
}
