import type { PropertyReader } from './property-reader';
import type { CrossResourceRule, Rule, Severity } from './rule';
import { isResolved } from '../private/tokens';
import { KEY_PATTERN, LIMITS } from '../service-data/limits';
import { REGIONS_WITHOUT_CUSTOMER_KEYS } from '../service-data/regions';

const KEYS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html';

/** What every rule says of itself. */
export interface RuleMetadataInput {
  readonly id: string;
  readonly property: string;
  readonly see: string;
  readonly severity?: Severity;
}

/** Makes what the rules of one type say of themselves: their ids begin with the type. */
export type RuleMetadataFactory = (id: string, property: string, see?: string) => RuleMetadataInput;

/** A demand that none of the common shapes has. */
export function rule(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  return { severity: 'error', ...metadata, description: description, check };
}

/** A demand on a property that is given; when it is not, nothing more is read. */
function propertyRule(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  return rule(metadata, description, (p) => (p.has(metadata.property) ? check(p) : undefined));
}

/** What works in a template but bites; the constructs of this library see to it themselves. */
export function advice(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  return forTemplates(rule({ ...metadata, severity: 'warning' }, description, check));
}

/** A rule that does not ask the constructs of this library. */
export function forTemplates(asked: Rule): Rule {
  return { ...asked, check: (p) => (p.isConstruct ? undefined : asked.check(p)) };
}

/** A demand on how a resource goes together with others of its template. */
export function crossResourceRule(
  metadata: RuleMetadataInput,
  description: string,
  check: CrossResourceRule['check'],
): CrossResourceRule {
  return { severity: 'error', ...metadata, description: description, check };
}

/** A property that must be there. */
export function required(metadata: RuleMetadataInput, fix: string): Rule {
  return rule(metadata, `${metadata.property} must be given`, (p) =>
    p.has(metadata.property) ? undefined : `${p.name(metadata.property)} must be given, got nothing; ${fix}`,
  );
}

/** A text of limited length that matches a pattern; `demand` says what the pattern does. */
export function text(
  metadata: RuleMetadataInput,
  limits: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp },
  description: string,
): Rule {
  const { min = 0, max = Infinity, pattern } = limits;
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const value = p.text(metadata.property);
    if (value === undefined || (value.length >= min && value.length <= max && (!pattern || pattern.test(value)))) {
      return undefined;
    }
    return `${p.name(metadata.property)} ${description}, got ${formatValue(value)}`;
  });
}

/**
 * Advice for a name that ElastiCache stores in lower case, so that what is looked up, measured or allowed by the name
 * as written is not found.
 */
export function lowerCase(metadata: RuleMetadataInput): Rule {
  return propertyRule({ ...metadata, severity: 'warning' }, `${metadata.property} should be in lower case`, (p) => {
    const value = p.text(metadata.property);
    return value === undefined || value === value.toLowerCase()
      ? undefined
      : `${p.name(metadata.property)} is stored in lower case, so metrics and permissions for ${formatValue(value)} find nothing; write ${formatValue(value.toLowerCase())}`;
  });
}

/** A whole number within limits, or one of some special numbers. */
export function integer(
  metadata: RuleMetadataInput,
  limits: { readonly min: number; readonly max: number; readonly unit?: string; readonly or?: number[] },
): Rule {
  const or = limits.or ? ` or ${limits.or.join(', ')}` : '';
  const unit = limits.unit ? ` ${limits.unit}` : '';
  const description = `must be a whole number between ${formatNumber(limits.min)} and ${formatNumber(limits.max)}${unit}${or}`;
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const value = p.resolved(metadata.property);
    const number = p.number(metadata.property);
    if (value === undefined || limits.or?.includes(number!)) {
      return undefined;
    }
    if (number !== undefined && Number.isInteger(number) && number >= limits.min && number <= limits.max) {
      return undefined;
    }
    return `${p.name(metadata.property)} ${description}, got ${number ?? JSON.stringify(value)}`;
  });
}

/** One of a closed list of words. */
export function oneOf(metadata: RuleMetadataInput, words: readonly string[]): Rule {
  const description = `must be ${words.length > 1 ? 'one of ' : ''}${words.join(', ')}`;
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const value = p.text(metadata.property);
    return value === undefined || words.includes(value)
      ? undefined
      : `${p.name(metadata.property)} ${description}, got ${formatValue(value)}`;
  });
}

/** A list of limited length. */
export function count(
  metadata: RuleMetadataInput,
  limits: { readonly min?: number; readonly max: number; readonly things: string },
): Rule {
  const { min = 0, max, things } = limits;
  const description = min > 0 ? `must hold ${min} to ${max} ${things}` : `must hold at most ${max} ${things}`;
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const list = p.list(metadata.property);
    if (!list) {
      return undefined;
    }
    const sure = list.filter((element) => !isConditional(element)).length;
    return list.length >= min && sure <= max
      ? undefined
      : `${p.name(metadata.property)} ${description}, got ${list.length}`;
  });
}

/** A list in which nothing stands twice. */
export function distinct(metadata: RuleMetadataInput): Rule {
  return propertyRule(metadata, `${metadata.property} must hold nothing twice`, (p) => {
    const texts = (p.list(metadata.property) ?? []).filter(isResolved).map(String);
    const twice = [...new Set(texts.filter((value, index) => texts.indexOf(value) !== index))];
    return twice.length > 0
      ? `${p.name(metadata.property)} must hold nothing twice, got ${twice.map(formatValue).join(', ')} more than once`
      : undefined;
  });
}

/** A list whose known elements match a pattern; `demand` says what the pattern does. */
export function each(metadata: RuleMetadataInput, pattern: RegExp, description: string): Rule {
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const wrong = (p.list(metadata.property) ?? [])
      .filter(isResolved)
      .filter((element) => !pattern.test(String(element)));
    return wrong.length > 0
      ? `${p.name(metadata.property)} ${description}, got ${wrong.map(formatValue).join(', ')}`
      : undefined;
  });
}

/** A list of ids of subnets (`subnet`) or security groups (`sg`), which begin with their kind. */
export function ids(metadata: RuleMetadataInput, kind: 'subnet' | 'sg'): Rule {
  return each(
    metadata,
    new RegExp(`^${kind}-`),
    `must hold ids of ${kind === 'sg' ? 'security groups' : 'subnets'}, such as ${kind}-0123456789abcdef0`,
  );
}

/** What names a key must not be the ARN of something else. */
export function keyFormat(metadata: RuleMetadataFactory): Rule {
  return text(
    metadata('KeyForm', 'KmsKeyId', KEYS),
    { pattern: KEY_PATTERN },
    'must be the id, the ARN or the alias of a key of AWS KMS',
  );
}

/** A property that only makes sense beside another one; `wayOut` says what to do. */
export function needs(metadata: RuleMetadataInput, other: string, fix: string): Rule {
  return propertyRule(metadata, `${metadata.property} needs ${other}`, (p) =>
    !p.has(other) ? `${p.name(metadata.property)} needs ${p.name(other)}, got none; ${fix}` : undefined,
  );
}

/** A property that excludes another one; `wayOut` says what to do. */
export function excludes(metadata: RuleMetadataInput, other: string, fix: string): Rule {
  return propertyRule(metadata, `${metadata.property} must not stand beside ${other}`, (p) =>
    p.has(other) ? `${p.name(metadata.property)} must not stand beside ${p.name(other)}, got both; ${fix}` : undefined,
  );
}

/** A property that must not be there at all; `why` says so in one sentence. */
export function absent(
  metadata: RuleMetadataInput,
  why: string,
  fix: string,
  when: (p: PropertyReader) => boolean = () => true,
): Rule {
  return propertyRule(metadata, `${metadata.property} ${why}`, (p) =>
    when(p) ? `${p.name(metadata.property)} ${why}, got one; ${fix}` : undefined,
  );
}

/** No key of the user's own where AWS takes none; a template by itself does not tell its Region. */
export function keyInRegion(metadata: RuleMetadataFactory): Rule {
  return propertyRule(
    metadata('KeyInRegion', 'KmsKeyId', KEYS),
    `KmsKeyId must be left out in ${REGIONS_WITHOUT_CUSTOMER_KEYS.join(' and ')}`,
    (p) =>
      REGIONS_WITHOUT_CUSTOMER_KEYS.includes(p.region ?? '')
        ? `${p.name('KmsKeyId')} must be left out in ${p.region}, where ElastiCache encrypts with a key of AWS only, got one; leave it out`
        : undefined,
  );
}

/** What all tags have to be, of whatever type. `about` is that of the type, so that each has ids of its own. */
export function tagRules(metadata: RuleMetadataFactory): Rule[] {
  const see = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html';
  const {
    tags: { max },
    tagKey,
    tagValue,
  } = LIMITS;
  const keys = (p: PropertyReader) =>
    (p.list('Tags') ?? []).map((_, index) => p.text(`Tags.${index}.Key`)).filter((key) => key !== undefined);
  return [
    count(metadata('TagCount', 'Tags', see), { max, things: 'tags' }),
    propertyRule(
      metadata('TagKeyForm', 'Tags', see),
      `a tag key must have ${tagKey.minLength} to ${tagKey.maxLength} characters and not begin with aws:`,
      (p) => {
        const wrong = keys(p).filter(
          (key) => key.length < tagKey.minLength || key.length > tagKey.maxLength || /^aws:/i.test(key),
        );
        return wrong.length > 0
          ? `${p.name('Tags')} must have keys of ${tagKey.minLength} to ${tagKey.maxLength} characters that do not begin with aws:, got ${wrong.map(formatValue).join(', ')}`
          : undefined;
      },
    ),
    propertyRule(
      metadata('TagValueForm', 'Tags', see),
      `a tag value must have at most ${tagValue.maxLength} characters`,
      (p) => {
        const wrong = (p.list('Tags') ?? [])
          .map((_, index) => p.text(`Tags.${index}.Value`))
          .filter((value) => value !== undefined && value.length > tagValue.maxLength);
        return wrong.length > 0
          ? `${p.name('Tags')} must have values of at most ${tagValue.maxLength} characters, got ${wrong.map(formatValue).join(', ')}`
          : undefined;
      },
    ),
    propertyRule(metadata('TagKeysDistinct', 'Tags', see), 'tag keys must differ', (p) => {
      const all = keys(p);
      const twice = [...new Set(all.filter((key, index) => all.indexOf(key) !== index))];
      return twice.length > 0
        ? `${p.name('Tags')} must have different keys, got ${twice.map(formatValue).join(', ')} more than once`
        : undefined;
    }),
  ];
}

/** What is there or not, as a condition of the template decides. */
function isConditional(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Fn::If' in value;
}

/** A minimum that must not exceed its maximum. */
export function ordered(metadata: RuleMetadataInput, maximum: string): Rule {
  return propertyRule(metadata, `${metadata.property} must not be larger than ${maximum}`, (p) => {
    const [least, most] = [p.number(metadata.property), p.number(maximum)];
    if (!least || !most || least <= most) {
      return undefined;
    } // 0 is no limit
    return `${p.name(metadata.property)} must not be larger than ${p.name(maximum)}, got ${formatNumber(least)} and ${formatNumber(most)}`;
  });
}

/** A value in an error: text in quotes, cut where it is long. */
export function formatValue(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…"` : json;
}

function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ','); // toLocaleString loads the tables of all languages first
}

/** Whether a property is known to have one of some values. */
export function isOneOf(p: PropertyReader, path: string, ...values: string[]): boolean {
  const value = p.text(path);
  return value !== undefined && values.includes(value);
}
