import { isConditional, listElements, readElementTexts, toTexts } from './property-reader';
import type { PropertyReader } from './property-reader';
import type { Rule, RuleMetadata } from './rule';
import { EXISTING_CACHE_ADVICE, FindingSeverity } from './rule';
import { isIntegerInRange } from '../private/ranges';
import { findDuplicates, formatCount, formatList, pluralize } from '../private/text';
import { KEY_PATTERN, LIMITS, NAME_PATTERN } from '../service-data/limits';
import { REGIONS_WITHOUT_CUSTOMER_KEYS } from '../service-data/regions';
import { PAGES } from './rules/pages';
import { TemplateResource } from './template-resource';
import { isObject } from '../template/values';

/** The metadata of a rule without its description. The severity is `error` by default. */
export interface RuleMetadataInput extends Pick<
  RuleMetadata,
  'id' | 'property' | 'see' | 'impossible' | 'isForNewResources'
> {
  readonly severity?: RuleMetadata['severity'];
}

/** Creates the metadata of a rule of one resource type. The id of the rule begins with the type. */
export type RuleMetadataFactory = (id: string, property: string, see?: string) => RuleMetadataInput;

/**
 * Creates the metadata factory of a resource type.
 *
 * @param type the type without its service, such as `ServerlessCache`
 * @param defaultPage the AWS page of rules that do not specify one
 */
export function createMetadataFactory(type: string, defaultPage: string): RuleMetadataFactory {
  return (id, property, see = defaultPage) => ({ id: `${type}.${id}`, property, see });
}

/** Creates a rule with an arbitrary check. Errors that concern only new resources get the advice for existing ones. */
export function rule(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  const { severity = FindingSeverity.ERROR, isForNewResources } = metadata;
  const needsAdvice = isForNewResources === true && severity === FindingSeverity.ERROR;
  return { ...metadata, severity, description, check: needsAdvice ? addExistingCacheAdvice(check) : check };
}

function addExistingCacheAdvice(check: Rule['check']): Rule['check'] {
  return (p) => {
    const message = check(p);
    return message === undefined ? undefined : `${message} ${EXISTING_CACHE_ADVICE}`;
  };
}

/** Creates a rule that passes if its property is missing, without reading other properties. */
function propertyRule(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  return rule(metadata, description, (p) => (p.has(metadata.property) ? check(p) : undefined));
}

/** Creates a warning for templates only. The constructs of this library avoid the problem. */
export function advice(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  return forTemplates(rule({ ...metadata, severity: FindingSeverity.WARNING }, description, check));
}

/** Limits a rule to templates. */
export function forTemplates(other: Rule): Rule {
  return { ...other, check: (p) => (p.isConstruct ? undefined : other.check(p)) };
}

/** Creates a rule that also reads other resources, or tags. */
export function crossResourceRule(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  return { ...rule(metadata, description, check), isCrossResource: true };
}

/**
 * Creates a cross-resource rule that is evaluated at synthesis, because the values of other resources that it reads
 * often change after the construct is created.
 */
export function deferredRule(metadata: RuleMetadataInput, description: string, check: Rule['check']): Rule {
  return { ...crossResourceRule(metadata, description, check), isDeferred: true };
}

/** Creates a rule for templates only, such as one about references or resource attributes. */
export function templateRule(
  metadata: RuleMetadataInput,
  description: string,
  check: (resource: TemplateResource) => string | undefined,
): Rule {
  return rule(metadata, description, (resource) =>
    resource instanceof TemplateResource ? check(resource) : undefined,
  );
}

/**
 * Requires a property.
 *
 * @param fix the fix as a complete sentence
 */
export function requiredProperty(metadata: RuleMetadataInput, fix: string): Rule {
  return rule(metadata, `${metadata.property} must be specified`, (p) =>
    p.has(metadata.property) ? undefined : `${p.name(metadata.property)} is missing. ${fix}`,
  );
}

/**
 * Requires a string of a length within limits that matches a pattern.
 *
 * @param description the predicate of a sentence about the property, which describes the length and the pattern
 * @param fix the fix as a complete sentence, if the description is not sufficient
 */
export function textFormat(
  metadata: RuleMetadataInput,
  limits: { readonly min?: number; readonly max?: number; readonly pattern?: RegExp },
  description: string,
  fix: string = '',
): Rule {
  const { min = 0, max = Infinity, pattern } = limits;
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const value = p.text(metadata.property);
    if (value === undefined) {
      return undefined;
    }
    const hasValidLength = value.length >= min && value.length <= max;
    const matchesPattern = pattern?.test(value) ?? true;
    if (hasValidLength && matchesPattern) {
      return undefined;
    }
    const actual = hasValidLength ? formatValue(value) : pluralize(value.length, 'character');
    return `${p.name(metadata.property)} ${description}, but got ${actual}. ${fix}`.trimEnd();
  });
}

/** The fix for a resource name with another format than `NAME_PATTERN`. */
export const NAME_FIX = 'Use a name such as "sessions-1".';

/** Describes the format of resource names (`NAME_PATTERN`) in error messages. */
export function describeNameRequirement(maxLength: number, letters: string = 'letters'): string {
  return `must consist of 1 to ${maxLength} ${letters}, digits, and single hyphens, start with a letter, and not end with a hyphen`;
}

/** Creates a warning about names with uppercase letters, because ElastiCache stores names in lowercase. */
export function lowerCaseText(metadata: RuleMetadataInput): Rule {
  return propertyRule(
    { ...metadata, severity: FindingSeverity.WARNING },
    `${metadata.property} should be in lowercase`,
    (p) => {
      const value = p.text(metadata.property);
      const storedValue = value?.toLowerCase();
      return value === storedValue
        ? undefined
        : `${p.name(metadata.property)} should be in lowercase, but got ${formatValue(value)}. ` +
            'ElastiCache converts it to lowercase, so IAM policies and alarms with the original spelling have no effect. ' +
            (NAME_PATTERN.test(storedValue!) ? `Use ${formatValue(storedValue)}.` : 'Use lowercase letters.');
    },
  );
}

/** Requires a whole number within limits, or 0 with the meaning in `zero`. */
export function integerRange(
  metadata: RuleMetadataInput,
  limits: { readonly min: number; readonly max: number; readonly unit?: string; readonly zero?: string },
): Rule {
  const { min, max, unit, zero } = limits;
  // A number without a unit is a port, which has no thousands separators.
  const format = unit ? formatNumber : String;
  const alternative = zero === undefined ? '' : `, or 0 ${zero}`;
  const suffix = unit ? ` ${unit}` : '';
  const formatLimit = (limit: number) => (unit ? formatAmount(limit, unit) : format(limit));
  const isZeroAllowed = (value: number) => value === 0 && zero !== undefined;
  const description = `must be a whole number from ${format(min)} to ${format(max)}${suffix}${alternative}`;
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    // The schema rule `PropertyTypeInvalid` reports values that are not numbers.
    const value = p.number(metadata.property);
    if (value === undefined || isZeroAllowed(value) || isIntegerInRange(value, limits)) {
      return undefined;
    }
    const name = p.name(metadata.property);
    const fix = Number.isInteger(value)
      ? `Set ${name} to at ${value > max ? `most ${formatLimit(max)}` : `least ${formatLimit(min)}`}.`
      : 'Use a whole number.';
    return `${name} ${description}, but got ${format(value)}. ${fix}`;
  });
}

/**
 * Requires one of the values of a closed list.
 *
 * @param enumName the enum of the prop in constructs
 */
export function allowedValues(metadata: RuleMetadataInput, values: readonly string[], enumName?: string): Rule {
  const formatRequirement = (names: readonly string[]) => `must be ${formatList(names, 'or')}`;
  const fix = values.length > 1 ? 'Use one of these values.' : `Use ${values[0]}.`;
  return propertyRule(metadata, `${metadata.property} ${formatRequirement(values)}`, (p) => {
    const value = p.text(metadata.property);
    if (value === undefined || values.includes(value)) {
      return undefined;
    }
    const names = enumName === undefined ? values : values.map((each) => formatEnumValue(p, enumName, each));
    return `${p.name(metadata.property)} ${formatRequirement(names)}, but got ${formatValue(value)}. ${fix}`;
  });
}

/** Requires a list with a number of elements within limits. */
export function elementCount(
  metadata: RuleMetadataInput,
  limits: { readonly max: number; readonly things: string },
): Rule {
  const { max, things } = limits;
  const description = `must contain at most ${formatCount(max, things)}`;
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const list = p.list(metadata.property);
    if (!list) {
      return undefined;
    }
    const excess = countUnconditional(list) - max;
    return excess > 0
      ? `${p.name(metadata.property)} ${description}, but got ${list.length}. Remove at least ${formatCount(excess, things)}.`
      : undefined;
  });
}

/** Creates a warning about a list with more elements than the default quota, which AWS raises on request. */
export function elementQuota(
  metadata: RuleMetadataInput,
  limits: { readonly quota: number; readonly things: string },
): Rule {
  const { quota, things } = limits;
  const description = `should contain at most ${formatCount(quota, things)}, the default quota`;
  return propertyRule(
    { ...metadata, severity: FindingSeverity.WARNING },
    `${metadata.property} ${description}`,
    (p) => {
      const list = p.list(metadata.property) ?? [];
      return countUnconditional(list) > quota
        ? `${p.name(metadata.property)} ${description}, but got ${list.length}. Without a higher quota, the deployment fails. Request a quota increase before you deploy.`
        : undefined;
    },
  );
}

function countUnconditional(list: readonly unknown[]): number {
  return list.filter((element) => !isConditional(element)).length;
}

/** Requires a list without duplicates. */
export function distinctElements(metadata: RuleMetadataInput): Rule {
  return propertyRule(metadata, `${metadata.property} must contain distinct values`, (p) => {
    const duplicates = findDuplicates(toTexts(p.list(metadata.property)));
    return duplicates.length > 0
      ? `${p.name(metadata.property)} must contain distinct values, but got ${formatValues(duplicates)} more than once. Remove the duplicates.`
      : undefined;
  });
}

/**
 * Requires a list of objects that have all of the keys.
 *
 * @param thing the singular noun for the elements in messages
 */
export function completeElements(metadata: RuleMetadataInput, keys: readonly string[], thing: string): Rule {
  const verb = metadata.severity === FindingSeverity.WARNING ? 'should' : 'must';
  const requirement = `${verb} specify ${formatList(keys)} for each ${thing}`;
  return propertyRule(metadata, `${metadata.property} ${requirement}`, (p) => {
    const missing = listElements(p, metadata.property)
      .filter(({ value }) => isObject(value))
      .flatMap(({ path }) => keys.map((key) => `${path}.${key}`))
      .filter((path) => !p.has(path));
    return missing.length > 0 ? `${p.name(metadata.property)} ${requirement}. Add ${formatList(missing)}.` : undefined;
  });
}

/**
 * Requires a list whose resolved elements match a pattern.
 *
 * @param description the predicate of a sentence about the property, which describes the pattern
 * @param fix the fix as a complete sentence
 */
export function elementFormat(metadata: RuleMetadataInput, pattern: RegExp, description: string, fix: string): Rule {
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) => {
    const invalidElements = toTexts(p.list(metadata.property)).filter((element) => !pattern.test(element));
    return invalidElements.length > 0
      ? `${p.name(metadata.property)} ${description}, but got ${formatValues(invalidElements)}. ${fix}`
      : undefined;
  });
}

/** Requires a list of subnet ids or security group ids. The ids begin with the prefix `subnet-` or `sg-`. */
export function idFormat(metadata: RuleMetadataInput, prefix: 'subnet' | 'sg'): Rule {
  return elementFormat(
    metadata,
    new RegExp(`^${prefix}-`),
    `must contain ${prefix === 'sg' ? 'security group' : 'subnet'} ids such as ${prefix}-0123456789abcdef0`,
    `Use ids that begin with ${prefix}-.`,
  );
}

/** Requires the id, ARN, or alias of a KMS key. */
export function keyFormat(metadata: RuleMetadataFactory): Rule {
  return textFormat(
    metadata('KeyInvalid', 'KmsKeyId', PAGES.atRestEncryption),
    // The rule KeyEmpty reports an empty text.
    { max: LIMITS.keyId.maxLength, pattern: new RegExp(`^$|${KEY_PATTERN.source}`) },
    'must be the id, ARN, or alias of an AWS KMS key',
    'Use the key ARN, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.',
  );
}

/**
 * Creates a rule for a property that requires another one.
 *
 * @param formatFix returns the fix as a complete sentence
 */
export function dependentProperty(
  metadata: RuleMetadataInput,
  other: string,
  formatFix: (p: PropertyReader) => string,
): Rule {
  return propertyRule(metadata, `${metadata.property} requires ${other}`, (p) =>
    !p.has(other) ? `${p.name(metadata.property)} requires ${p.name(other)}. ${formatFix(p)}` : undefined,
  );
}

/**
 * Creates a rule for a property that cannot be combined with another one.
 *
 * @param formatFix returns the fix as a complete sentence
 */
export function exclusiveProperty(
  metadata: RuleMetadataInput,
  other: string,
  formatFix: (p: PropertyReader) => string,
): Rule {
  return propertyRule(metadata, `${metadata.property} cannot be combined with ${other}`, (p) =>
    p.has(other) ? `${p.name(metadata.property)} cannot be combined with ${p.name(other)}. ${formatFix(p)}` : undefined,
  );
}

/**
 * Rejects a property, always or under a condition.
 *
 * @param description the predicate of a sentence about the property
 * @param formatFix returns the fix as a complete sentence
 */
export function absentProperty(
  metadata: RuleMetadataInput,
  description: string,
  formatFix: (p: PropertyReader) => string,
  condition: (p: PropertyReader) => boolean = () => true,
): Rule {
  return propertyRule(metadata, `${metadata.property} ${description}`, (p) =>
    condition(p) ? `${p.name(metadata.property)} ${description}. ${formatFix(p)}` : undefined,
  );
}

/** Rejects customer managed keys in Regions that do not support them. */
export function keyRegion(metadata: RuleMetadataFactory): Rule {
  return propertyRule(
    metadata('KeyUnsupportedInRegion', 'KmsKeyId', PAGES.atRestEncryption),
    `KmsKeyId is not supported in ${formatList(REGIONS_WITHOUT_CUSTOMER_KEYS)}`,
    (p) =>
      REGIONS_WITHOUT_CUSTOMER_KEYS.includes(p.region ?? '')
        ? `${p.name('KmsKeyId')} is not supported in ${p.region}, where ElastiCache supports only AWS owned keys. Remove ${p.name('KmsKeyId')} to use an AWS owned key.`
        : undefined,
  );
}

/**
 * Creates the rules for tags.
 *
 * @param requiredKeys the keys of a tag that the schema of the resource type requires
 */
export function tagRules(
  metadata: RuleMetadataFactory,
  requiredKeys: readonly ('Key' | 'Value')[] = ['Key', 'Value'],
): Rule[] {
  const see = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html';
  const {
    tags: { max },
    tagKey,
    tagValue,
  } = LIMITS;
  const rules = [
    elementCount(metadata('TooManyTags', 'Tags', see), { max, things: 'tags' }),
    propertyRule(
      metadata('TagKeyInvalid', 'Tags', see),
      `a tag key must have ${tagKey.minLength} to ${tagKey.maxLength} characters and must not begin with "aws:"`,
      (p) => {
        const invalidKeys = readElementTexts(p, 'Tags', 'Key').filter(
          (key) => key.length < tagKey.minLength || key.length > tagKey.maxLength || /^aws:/i.test(key),
        );
        return invalidKeys.length > 0
          ? `${p.name('Tags')} must have keys of ${tagKey.minLength} to ${tagKey.maxLength} characters that do not begin with "aws:", but got ${formatValues(invalidKeys)}. Rename or remove the tags.`
          : undefined;
      },
    ),
    propertyRule(
      metadata('TagValueInvalid', 'Tags', see),
      `a tag value must have at most ${tagValue.maxLength} characters`,
      (p) => {
        const invalidValues = readElementTexts(p, 'Tags', 'Value').filter((value) => value.length > tagValue.maxLength);
        return invalidValues.length > 0
          ? `${p.name('Tags')} must have values of at most ${tagValue.maxLength} characters, but got ${formatValues(invalidValues)}. Shorten the values.`
          : undefined;
      },
    ),
    propertyRule(metadata('DuplicateTagKeys', 'Tags', see), 'tag keys must be distinct', (p) => {
      const duplicates = findDuplicates(readElementTexts(p, 'Tags', 'Key'));
      return duplicates.length > 0
        ? `${p.name('Tags')} must have distinct keys, but got ${formatValues(duplicates)} more than once. Remove the duplicates.`
        : undefined;
    }),
    completeElements(metadata('TagIncomplete', 'Tags', see), requiredKeys, 'tag'),
  ];
  // The tags of constructs are complete at synthesis.
  return rules.map((tagRule) => ({ ...tagRule, isCrossResource: true }));
}

/** Requires a minimum that does not exceed its maximum. 0 means no limit. */
export function orderedLimits(metadata: RuleMetadataInput, maximum: string, unit: string): Rule {
  return propertyRule(metadata, `${metadata.property} must not exceed ${maximum}`, (p) => {
    const [min, max] = [p.number(metadata.property), p.number(maximum)];
    if (!min || !max || min <= max) {
      return undefined;
    }
    const [minName, maxName] = [p.name(metadata.property), p.name(maximum)];
    return `${minName} must not exceed ${maxName}, which is ${formatAmount(max, unit)}, but got ${formatAmount(min, unit)}. Reduce ${minName}, or increase ${maxName}.`;
  });
}

/** Joins the different errors of several elements. Returns undefined if there are none. */
export function joinErrors(errors: readonly (string | undefined)[]): string | undefined {
  const distinct = new Set(errors.filter((error) => error !== undefined));
  return distinct.size > 0 ? [...distinct].join(' ') : undefined;
}

/** Formats a value for an error message as JSON, and truncates long values. */
export function formatValue(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…"` : json;
}

export function formatValues(values: readonly unknown[]): string {
  return formatList(values.map(formatValue));
}

/** Formats the value of a flag for the end of a problem, as in `, but got false`. A missing flag is omitted. */
export function formatFlag(p: PropertyReader, path: string): string {
  const value = p.flag(path);
  return value === undefined ? '' : `, but got ${value}`;
}

/** Formats a value of a property: as a member of its enum in constructs, and as its text in templates. */
export function formatEnumValue(p: PropertyReader, enumName: string, value: string): string {
  return p.isConstruct ? `${enumName}.${value.toUpperCase()}` : value;
}

/** Formats an amount with thousands separators and its unit, as in `1 byte` and `1,048,576 bytes`. */
export function formatAmount(amount: number, unit: string): string {
  return formatCount(formatNumber(amount), unit);
}

/** Formats a number with thousands separators. `toLocaleString` would load the data of all locales. */
function formatNumber(value: number): string {
  return String(value).replace(/(?<!\..*)\B(?=(\d{3})+(\.|$))/g, ',');
}

/** Whether a property has one of the values. */
export function isOneOf(p: PropertyReader, path: string, ...values: string[]): boolean {
  const value = p.text(path);
  return value !== undefined && values.includes(value);
}
