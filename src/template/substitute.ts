import { checkLength } from './text-length';
import { isLiteral, selectClosedText, toText } from './values';

/** The values of parameters and pseudo parameters, by name. */
export type Values = Pick<ReadonlyMap<string, unknown>, 'get'>;

/** A variable `${Name}`, or a literal `${!Name}`. */
const VARIABLE = /\$\{(!?)([^}]*)\}/g;

/**
 * Replaces the variables in the text of `Fn::Sub`. Variables without a literal value stay in the text.
 *
 * @param variables the values of the variables of the function
 * @param values the values of parameters and pseudo parameters, by name
 * @returns the text, or another `Fn::Sub` if variables stay in the text
 */
export function substitute(text: string, variables: Readonly<Record<string, unknown>>, values: Values): unknown {
  const read = (name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : values.get(name);
    return isLiteral(value) ? toText(value) : undefined;
  };
  const closedText = selectClosedText(text);
  const rest = text.slice(closedText.length);
  const variableNames = [...closedText.matchAll(VARIABLE)].filter(([, escape]) => !escape);
  const names = variableNames.map(([, , name]) => name.trim());
  checkLength(names.reduce((length, name) => length + (read(name)?.length ?? 0), text.length));
  const unresolvedNames = names.filter((name) => read(name) === undefined);
  if (unresolvedNames.length === 0) {
    return closedText.replace(VARIABLE, (_, escape, name) => (escape ? `\${${name}}` : read(name.trim())!)) + rest;
  }
  const remaining = closedText.replace(VARIABLE, (variable, escape, name) =>
    escape ? variable : (escapeVariables(read(name.trim())) ?? variable),
  );
  const remainingText = remaining + rest;
  const remainingVariables = Object.entries(variables).filter(([name]) => unresolvedNames.includes(name));
  return {
    'Fn::Sub': remainingVariables.length > 0 ? [remainingText, Object.fromEntries(remainingVariables)] : remainingText,
  };
}

/** Escapes what would be a variable in the text of another `Fn::Sub`. */
function escapeVariables(text: string | undefined): string | undefined {
  return text?.replace(/\$\{(?!!)/g, '${!');
}
