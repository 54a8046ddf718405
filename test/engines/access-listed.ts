/**
 * Rules that the engines know and ElastiCache does not take in an access string: passwords, which come by its API, and
 * what would undo them.
 */
const FORBIDDEN = /^\(?(nopass|resetpass|reset|sanitize-payload|skip-sanitize-payload|[<>#!].*)\)?$/i;

/** Whether a string holds a rule that ElastiCache forbids. */
export function forbiddenRules(text: string): boolean {
  return text.split(/[ \t\n\v\f\r]+/).some((word) => FORBIDDEN.test(word));
}

/**
 * What an engine takes by mistake: Valkey 8.0 reads `%` beyond its end, and stops when it is asked for the rule later.
 */
export function isMistake(engine: string, text: string): boolean {
  return engine === 'valkey-8.0' && text.split(/[ \t\n\v\f\r]+/).some((word) => /^[("']*%["')]*$/.test(word));
}
