import type { Assembly, NamedSymbol } from './assembly';
import { listSymbols } from './assembly';
import { checkDefault } from './defaults';
import type { Finding } from './finding';

/** Rules about docstrings that depend on their parts. Other languages show the parts separately. */
const RULES: Readonly<Record<string, { readonly message: string; isViolated(symbol: NamedSymbol): boolean }>> = {
  'Docstring.SummaryMissing': {
    message: 'Write a summary.',
    isViolated: ({ docs }) => !docs.summary?.trim(),
  },
  'Docstring.SemicolonInSummary': {
    message: 'The first sentence must not contain a semicolon, because jsii ends the summary there.',
    isViolated: ({ docs }) => docs.summary?.includes(';') ?? false,
  },
};

/** Checks the parts of each docstring of the API. */
export function checkDocstrings(assembly: Assembly): Finding[] {
  return Object.values(assembly.types).flatMap((type) =>
    listSymbols(type).flatMap((symbol) => checkSymbol(type.name, symbol)),
  );
}

function checkSymbol(source: string, symbol: NamedSymbol): Finding[] {
  const violated = Object.entries(RULES)
    .filter(([, { isViolated }]) => isViolated(symbol))
    .map(([rule, { message }]) => ({ rule, message }));
  const defaultErrors = symbol.docs.default === undefined ? [] : checkDefault(symbol.docs.default);
  return [...violated, ...defaultErrors].map((error) => ({
    group: 'docstrings',
    source,
    location: symbol.name,
    severity: 'error',
    ...error,
  }));
}
