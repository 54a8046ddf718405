import type { EvaluationScope } from './evaluate';
import { evaluate } from './evaluate';
import { isLiteral, isObject, toText } from './values';

/** A variable `${Name}`, or a literal `${!Name}`. */
const VARIABLE = /\$\{(!?)([^}]*)\}/g;

/**
 * Evaluates `Fn::Sub`. Variables that the scope does not determine stay in the text. Returns undefined if the argument
 * is invalid.
 */
export function evaluateSub(argument: unknown, scope: EvaluationScope): unknown {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string') {
    return undefined;
  }
  const values = isObject(variables) ? evaluate(variables, scope) : {};
  return substitute(text, values as Record<string, unknown>, scope);
}

function substitute(text: string, variables: Record<string, unknown>, scope: EvaluationScope): unknown {
  const read = (name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : scope.values.get(name);
    return isLiteral(value) ? toText(value) : undefined;
  };
  const names = [...text.matchAll(VARIABLE)].filter(([, escape]) => !escape).map(([, , name]) => name.trim());
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
