import type { Properties } from './property-reader';
import type { Relation, Rule, Severity } from './rule';
import { isKnown } from '../private/tokens';
import { KEY_PATTERN, LIMITS } from '../service-data/limits';
import { REGIONS_WITHOUT_CUSTOMER_KEYS } from '../service-data/regions';

const KEYS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html';

/** What every rule says of itself. */
export interface About {
  readonly id: string;
  readonly property: string;
  readonly see: string;
  readonly severity?: Severity;
}

/** Makes what the rules of one type say of themselves: their ids begin with the type. */
export type AboutOf = (id: string, property: string, see?: string) => About;

/** A demand that none of the common shapes has. */
export function rule(about: About, demand: string, check: Rule['check']): Rule {
  return { severity: 'error', ...about, demand, check };
}

/** A demand on a property that is given; when it is not, nothing more is read. */
function ruleWhenGiven(about: About, demand: string, check: Rule['check']): Rule {
  return rule(about, demand, (p) => (p.has(about.property) ? check(p) : undefined));
}

/** What works in a template but bites; the constructs of this library see to it themselves. */
export function advice(about: About, demand: string, check: Rule['check']): Rule {
  return forTemplates(rule({ ...about, severity: 'warning' }, demand, check));
}

/** A rule that does not ask the constructs of this library. */
export function forTemplates(asked: Rule): Rule {
  return { ...asked, check: (p) => (p.isConstruct ? undefined : asked.check(p)) };
}

/** A demand on how a resource goes together with others of its template. */
export function relation(about: About, demand: string, check: Relation['check']): Relation {
  return { severity: 'error', ...about, demand, check };
}

/** A property that must be there. */
export function required(about: About, wayOut: string): Rule {
  return rule(about, `${about.property} must be given`, (p) =>
    p.has(about.property) ? undefined : `${p.name(about.property)} must be given, got nothing; ${wayOut}`,
  );
}

/** A text of limited length that matches a pattern; `demand` says what the pattern does. */
export function text(
  about: About,
  limits: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp },
  demand: string,
): Rule {
  const { min = 0, max = Infinity, pattern } = limits;
  return ruleWhenGiven(about, `${about.property} ${demand}`, (p) => {
    const value = p.text(about.property);
    if (value === undefined || (value.length >= min && value.length <= max && (!pattern || pattern.test(value)))) {
      return undefined;
    }
    return `${p.name(about.property)} ${demand}, got ${shown(value)}`;
  });
}

/**
 * Advice for a name that ElastiCache stores in lower case, so that what is looked up, measured or allowed by the name
 * as written is not found.
 */
export function lowerCase(about: About): Rule {
  return ruleWhenGiven({ ...about, severity: 'warning' }, `${about.property} should be in lower case`, (p) => {
    const value = p.text(about.property);
    return value === undefined || value === value.toLowerCase()
      ? undefined
      : `${p.name(about.property)} is stored in lower case, so metrics and permissions for ${shown(value)} find nothing; write ${shown(value.toLowerCase())}`;
  });
}

/** A whole number within limits, or one of some special numbers. */
export function integer(
  about: About,
  limits: { readonly min: number; readonly max: number; readonly unit?: string; readonly or?: number[] },
): Rule {
  const or = limits.or ? ` or ${limits.or.join(', ')}` : '';
  const unit = limits.unit ? ` ${limits.unit}` : '';
  const demand = `must be a whole number between ${grouped(limits.min)} and ${grouped(limits.max)}${unit}${or}`;
  return ruleWhenGiven(about, `${about.property} ${demand}`, (p) => {
    const value = p.known(about.property);
    const number = p.number(about.property);
    if (value === undefined || limits.or?.includes(number!)) {
      return undefined;
    }
    if (number !== undefined && Number.isInteger(number) && number >= limits.min && number <= limits.max) {
      return undefined;
    }
    return `${p.name(about.property)} ${demand}, got ${number ?? JSON.stringify(value)}`;
  });
}

/** One of a closed list of words. */
export function oneOf(about: About, words: readonly string[]): Rule {
  const demand = `must be ${words.length > 1 ? 'one of ' : ''}${words.join(', ')}`;
  return ruleWhenGiven(about, `${about.property} ${demand}`, (p) => {
    const value = p.text(about.property);
    return value === undefined || words.includes(value)
      ? undefined
      : `${p.name(about.property)} ${demand}, got ${shown(value)}`;
  });
}

/** A list of limited length. */
export function count(
  about: About,
  limits: { readonly min?: number; readonly max: number; readonly things: string },
): Rule {
  const { min = 0, max, things } = limits;
  const demand = min > 0 ? `must hold ${min} to ${max} ${things}` : `must hold at most ${max} ${things}`;
  return ruleWhenGiven(about, `${about.property} ${demand}`, (p) => {
    const list = p.list(about.property);
    if (!list) {
      return undefined;
    }
    const sure = list.filter((element) => !isConditional(element)).length;
    return list.length >= min && sure <= max ? undefined : `${p.name(about.property)} ${demand}, got ${list.length}`;
  });
}

/** A list in which nothing stands twice. */
export function distinct(about: About): Rule {
  return ruleWhenGiven(about, `${about.property} must hold nothing twice`, (p) => {
    const texts = (p.list(about.property) ?? []).filter(isKnown).map(String);
    const twice = [...new Set(texts.filter((value, index) => texts.indexOf(value) !== index))];
    return twice.length > 0
      ? `${p.name(about.property)} must hold nothing twice, got ${twice.map(shown).join(', ')} more than once`
      : undefined;
  });
}

/** A list whose known elements match a pattern; `demand` says what the pattern does. */
export function each(about: About, pattern: RegExp, demand: string): Rule {
  return ruleWhenGiven(about, `${about.property} ${demand}`, (p) => {
    const wrong = (p.list(about.property) ?? []).filter(isKnown).filter((element) => !pattern.test(String(element)));
    return wrong.length > 0 ? `${p.name(about.property)} ${demand}, got ${wrong.map(shown).join(', ')}` : undefined;
  });
}

/** A list of ids of subnets (`subnet`) or security groups (`sg`), which begin with their kind. */
export function ids(about: About, kind: 'subnet' | 'sg'): Rule {
  return each(
    about,
    new RegExp(`^${kind}-`),
    `must hold ids of ${kind === 'sg' ? 'security groups' : 'subnets'}, such as ${kind}-0123456789abcdef0`,
  );
}

/** What names a key must not be the ARN of something else. */
export function keyForm(about: AboutOf): Rule {
  return text(
    about('KeyForm', 'KmsKeyId', KEYS),
    { pattern: KEY_PATTERN },
    'must be the id, the ARN or the alias of a key of AWS KMS',
  );
}

/** A property that only makes sense beside another one; `wayOut` says what to do. */
export function needs(about: About, other: string, wayOut: string): Rule {
  return ruleWhenGiven(about, `${about.property} needs ${other}`, (p) =>
    !p.has(other) ? `${p.name(about.property)} needs ${p.name(other)}, got none; ${wayOut}` : undefined,
  );
}

/** A property that excludes another one; `wayOut` says what to do. */
export function excludes(about: About, other: string, wayOut: string): Rule {
  return ruleWhenGiven(about, `${about.property} must not stand beside ${other}`, (p) =>
    p.has(other) ? `${p.name(about.property)} must not stand beside ${p.name(other)}, got both; ${wayOut}` : undefined,
  );
}

/** A property that must not be there at all; `why` says so in one sentence. */
export function absent(about: About, why: string, wayOut: string, when: (p: Properties) => boolean = () => true): Rule {
  return ruleWhenGiven(about, `${about.property} ${why}`, (p) =>
    when(p) ? `${p.name(about.property)} ${why}, got one; ${wayOut}` : undefined,
  );
}

/** No key of the user's own where AWS takes none; a template by itself does not tell its Region. */
export function keyInRegion(about: AboutOf): Rule {
  return ruleWhenGiven(
    about('KeyInRegion', 'KmsKeyId', KEYS),
    `KmsKeyId must be left out in ${REGIONS_WITHOUT_CUSTOMER_KEYS.join(' and ')}`,
    (p) =>
      REGIONS_WITHOUT_CUSTOMER_KEYS.includes(p.region ?? '')
        ? `${p.name('KmsKeyId')} must be left out in ${p.region}, where ElastiCache encrypts with a key of AWS only, got one; leave it out`
        : undefined,
  );
}

/** What all tags have to be, of whatever type. `about` is that of the type, so that each has ids of its own. */
export function tagRules(about: AboutOf): Rule[] {
  const see = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html';
  const {
    tags: { max },
    tagKey,
    tagValue,
  } = LIMITS;
  const keys = (p: Properties) =>
    (p.list('Tags') ?? []).map((_, index) => p.text(`Tags.${index}.Key`)).filter((key) => key !== undefined);
  return [
    count(about('TagCount', 'Tags', see), { max, things: 'tags' }),
    ruleWhenGiven(
      about('TagKeyForm', 'Tags', see),
      `a tag key must have ${tagKey.minLength} to ${tagKey.maxLength} characters and not begin with aws:`,
      (p) => {
        const wrong = keys(p).filter(
          (key) => key.length < tagKey.minLength || key.length > tagKey.maxLength || /^aws:/i.test(key),
        );
        return wrong.length > 0
          ? `${p.name('Tags')} must have keys of ${tagKey.minLength} to ${tagKey.maxLength} characters that do not begin with aws:, got ${wrong.map(shown).join(', ')}`
          : undefined;
      },
    ),
    ruleWhenGiven(
      about('TagValueForm', 'Tags', see),
      `a tag value must have at most ${tagValue.maxLength} characters`,
      (p) => {
        const wrong = (p.list('Tags') ?? [])
          .map((_, index) => p.text(`Tags.${index}.Value`))
          .filter((value) => value !== undefined && value.length > tagValue.maxLength);
        return wrong.length > 0
          ? `${p.name('Tags')} must have values of at most ${tagValue.maxLength} characters, got ${wrong.map(shown).join(', ')}`
          : undefined;
      },
    ),
    ruleWhenGiven(about('TagKeysDistinct', 'Tags', see), 'tag keys must differ', (p) => {
      const all = keys(p);
      const twice = [...new Set(all.filter((key, index) => all.indexOf(key) !== index))];
      return twice.length > 0
        ? `${p.name('Tags')} must have different keys, got ${twice.map(shown).join(', ')} more than once`
        : undefined;
    }),
  ];
}

/** What is there or not, as a condition of the template decides. */
function isConditional(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Fn::If' in value;
}

/** A minimum that must not exceed its maximum. */
export function ordered(about: About, maximum: string): Rule {
  return ruleWhenGiven(about, `${about.property} must not be larger than ${maximum}`, (p) => {
    const [least, most] = [p.number(about.property), p.number(maximum)];
    if (!least || !most || least <= most) {
      return undefined;
    } // 0 is no limit
    return `${p.name(about.property)} must not be larger than ${p.name(maximum)}, got ${grouped(least)} and ${grouped(most)}`;
  });
}

/** A value in an error: text in quotes, cut where it is long. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…"` : json;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ','); // toLocaleString loads the tables of all languages first
}

/** Whether a property is known to have one of some values. */
export function isOneOf(p: Properties, path: string, ...values: string[]): boolean {
  const value = p.text(path);
  return value !== undefined && values.includes(value);
}
