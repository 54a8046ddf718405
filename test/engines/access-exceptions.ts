import { splitRules } from './access-engine';

/** Rules that engines support and ElastiCache rejects: passwords are set by its API, and `reset` would remove them. */
const FORBIDDEN = /^\(?(nopass|resetpass|reset|sanitize-payload|skip-sanitize-payload|[<>#!].*)\)?$/i;

export function hasForbiddenRules(text: string): boolean {
  return splitRules(text).some((word) => FORBIDDEN.test(word));
}

/** Whether an engine accepts the string by mistake: Valkey 8.0 reads past the end of `%`, and crashes later. */
export function isEngineBug(engine: string, text: string): boolean {
  return engine === 'valkey-8.0' && splitRules(text).some((word) => /^[("']*%["')]*$/.test(word));
}
