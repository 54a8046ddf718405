import type { Properties } from './properties';
import type { Rule, Severity } from './rule';

/** What every rule says of itself. */
export interface About {
  readonly id: string;
  readonly property: string;
  readonly see: string;
  readonly severity?: Severity;
}

/** A demand that none of the common shapes has. */
export function rule(about: About, demand: string, check: Rule['check']): Rule {
  return { severity: 'error', ...about, demand, check };
}

/** A property that must be there. */
export function required(about: About, wayOut: string): Rule {
  return rule(about, `${about.property} must be given`, p => p.has(about.property) ? undefined : `${p.name(about.property)} must be given, got nothing; ${wayOut}`);
}

/** A text of limited length that matches a pattern; `demand` says what the pattern does. */
export function text(about: About, limits: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp }, demand: string): Rule {
  const { min = 0, max = Infinity, pattern } = limits;
  return rule(about, `${about.property} ${demand}`, (p) => {
    const value = p.text(about.property);
    if (value === undefined || (value.length >= min && value.length <= max && (!pattern || pattern.test(value)))) { return undefined; }
    return `${p.name(about.property)} ${demand}, got ${shown(value)}`;
  });
}

/** A whole number within limits, or one of some special numbers. */
export function integer(about: About, limits: { readonly min: number; readonly max: number; readonly unit: string; readonly or?: number[] }): Rule {
  const or = limits.or ? ` or ${limits.or.join(', ')}` : '';
  const demand = `must be a whole number between ${grouped(limits.min)} and ${grouped(limits.max)} ${limits.unit}${or}`;
  return rule(about, `${about.property} ${demand}`, (p) => {
    const value = p.known(about.property);
    const number = p.number(about.property);
    if (value === undefined || limits.or?.includes(number!)) { return undefined; }
    if (number !== undefined && Number.isInteger(number) && number >= limits.min && number <= limits.max) { return undefined; }
    return `${p.name(about.property)} ${demand}, got ${number ?? JSON.stringify(value)}`;
  });
}

/** One of a closed list of words. */
export function oneOf(about: About, words: readonly string[]): Rule {
  const demand = `must be ${words.length > 1 ? 'one of ' : ''}${words.join(', ')}`;
  return rule(about, `${about.property} ${demand}`, (p) => {
    const value = p.text(about.property);
    return value === undefined || words.includes(value) ? undefined : `${p.name(about.property)} ${demand}, got ${shown(value)}`;
  });
}

/** A list of limited length. */
export function count(about: About, limits: { readonly min?: number; readonly max: number; readonly things: string }): Rule {
  const { min = 0, max, things } = limits;
  const demand = min > 0 ? `must hold ${min} to ${max} ${things}` : `must hold at most ${max} ${things}`;
  return rule(about, `${about.property} ${demand}`, (p) => {
    const size = p.list(about.property)?.length;
    return size === undefined || (size >= min && size <= max) ? undefined : `${p.name(about.property)} ${demand}, got ${size}`;
  });
}

/** A minimum that must not exceed its maximum. */
export function ordered(about: About, maximum: string): Rule {
  return rule(about, `${about.property} must not be larger than ${maximum}`, (p) => {
    const [least, most] = [p.number(about.property), p.number(maximum)];
    if (!least || !most || least <= most) { return undefined; } // 0 is no limit
    return `${p.name(about.property)} must not be larger than ${p.name(maximum)}, got ${grouped(least)} and ${grouped(most)}`;
  });
}

/** A value in an error: text in quotes, cut where it is long. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…"` : json;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** Whether a property is known to have one of some values. */
export function isOneOf(p: Properties, path: string, ...values: string[]): boolean {
  const value = p.text(path);
  return value !== undefined && values.includes(value);
}
