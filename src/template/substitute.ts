import { checkLength } from './text-length';
import { isLiteral, toText } from './values';

/** A variable `${Name}`, or a literal `${!Name}`. */
const VARIABLE = /\$\{(!?)([^}]*)\}/g;

/**
 * Replaces the variables in the text of `Fn::Sub`. Variables without a literal value stay in the text.
 *
 * @param variables the values of the variables of the function
 * @param values the values of parameters and pseudo parameters, by name
 * @returns the text, or another `Fn::Sub` if variables stay in the text
 */
export function substitute(
  text: string,
  variables: Readonly<Record<string, unknown>>,
  values: ReadonlyMap<string, unknown>,
): unknown {
  const read = (name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : values.get(name);
    return isLiteral(value) ? toText(value) : undefined;
  };
  const names = [...text.matchAll(VARIABLE)].filter(([, escape]) => !escape).map(([, , name]) => name.trim());
  checkLength(names.reduce((length, name) => length + (read(name)?.length ?? 0), text.length));
  const unresolvedNames = names.filter((name) => read(name) === undefined);
  if (unresolvedNames.length === 0) {
    return text.replace(VARIABLE, (_, escape, name) => (escape ? `\${${name}}` : read(name.trim())!));
  }
  const remaining = text.replace(VARIABLE, (variable, escape, name) =>
    escape ? variable : (escapeVariables(read(name.trim())) ?? variable),
  );
  const remainingVariables = Object.entries(variables).filter(([name]) => unresolvedNames.includes(name));
  return { 'Fn::Sub': remainingVariables.length > 0 ? [remaining, Object.fromEntries(remainingVariables)] : remaining };
}

/** Escapes what would be a variable in the text of another `Fn::Sub`. */
function escapeVariables(text: string | undefined): string | undefined {
  return text?.replace(/\$\{(?!!)/g, '${!');
}
