import { isNewerFamily } from './nodes/engine';
import { getOwn } from '../../private/records';
import { findClosest, findDuplicates, formatList } from '../../private/text';
import { isResolved, isUnresolved } from '../../private/tokens';
import { familyOf } from '../../service-data/engine-versions';
import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { AllowedValues, ParameterDefinition } from '../../service-data/parameters';
import {
  DISCONTINUED_PARAMETER_FAMILIES,
  PARAMETER_FAMILIES,
  RENAMEABLE_COMMANDS,
  RENAMED_COMMAND,
  REPLACED_PARAMETERS,
  findFamiliesWithParameter,
  findParameters,
} from '../../service-data/parameters';
import type { PropertyReader } from '../property-reader';
import type { RuleSet } from '../rule';
import {
  NAME_FIX,
  describeNameRequirement,
  createMetadataFactory,
  requiredProperty,
  rule,
  formatValue,
  tagRules,
  textFormat,
  formatValues,
  formatAmount,
} from '../rule-builders';
import { deletionPolicyRule } from './resource';

const PARAMETERS_PAGE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html';
const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html';
const UPGRADES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html';
const TEMPLATE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-parametergroup.html';
const FAMILY = 'CacheParameterGroupFamily';

/** Memcached 1.4 does not divide items into chunks by default. */
const FAMILY_WITHOUT_CHUNKS = 'memcached1.4';

const FAMILIES = [...Object.keys(PARAMETER_FAMILIES), ...DISCONTINUED_PARAMETER_FAMILIES];

const metadata = createMetadataFactory('ParameterGroup', PARAMETERS_PAGE);

export const PARAMETER_GROUP_RULES: RuleSet = [
  requiredProperty(
    metadata('FamilyMissing', FAMILY, CREATE),
    'Set it to the family of the engine version, such as valkey8.',
  ),
  rule(metadata('FamilyInvalid', FAMILY), `${FAMILY} must be ${formatList(FAMILIES, 'or')}`, (p) => {
    const family = p.text(FAMILY);
    if (family === undefined || FAMILIES.includes(family.toLowerCase()) || isNewerFamily(family)) {
      return undefined;
    }
    const [, engine = '', version = ''] = /^([a-z]+)([\d.x]+)$/.exec(family) ?? [];
    const fix = suggestFamily(family, familyOf(engine, version));
    const requirement = p.isConstruct ? 'must belong to the family' : 'must be';
    return `${p.name(FAMILY)} ${requirement} ${formatList(FAMILIES, 'or')}, but got ${formatValue(family)}. ${fix}`;
  }),
  rule({ ...metadata('FamilyNotLowercase', FAMILY), severity: 'warning' }, `${FAMILY} should be in lowercase`, (p) => {
    const family = p.text(FAMILY) ?? '';
    const documented = family.toLowerCase();
    return family !== documented && FAMILIES.includes(documented)
      ? `${p.name(FAMILY)} should ${p.isConstruct ? 'have a parameter group family' : 'be'} in lowercase, as in the documentation of ElastiCache, but got ${formatValue(family)}. Use ${formatValue(documented)}.`
      : undefined;
  }),
  rule(
    { ...metadata('FamilyUnknown', FAMILY), severity: 'warning' },
    `${FAMILY} should be a family that this version of cdk-elasticache supports`,
    (p) => {
      const family = p.text(FAMILY);
      return family !== undefined && isNewerFamily(family)
        ? `${p.name(FAMILY)} specifies the family ${family}, which this version of cdk-elasticache does not support yet, so the parameters are not validated. Check the family, or upgrade cdk-elasticache.`
        : undefined;
    },
  ),
  requiredProperty(
    metadata('DescriptionMissing', 'Description', CREATE),
    'Describe the purpose of the parameter group.',
  ),
  textFormat(
    metadata('NameInvalid', 'CacheParameterGroupName', CREATE),
    { max: LIMITS.parameterGroupName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.parameterGroupName.maxLength),
    NAME_FIX,
  ),
  // CloudFormation accepts the read-only property, but does not send it to ElastiCache:
  // https://github.com/aws-cloudformation/cfn-lint/blob/main/src/cfnlint/rules/resources/properties/ReadOnly.py
  rule(
    { ...metadata('NameIgnored', 'CacheParameterGroupName', TEMPLATE), severity: 'warning' },
    'CacheParameterGroupName should not be specified, because CloudFormation ignores it and generates the name',
    (p) =>
      p.has('CacheParameterGroupName')
        ? `${p.name('CacheParameterGroupName')} is ignored, because CloudFormation generates the name. Remove ${p.name('CacheParameterGroupName')}, and use Ref to get the generated name.`
        : undefined,
  ),
  rule(
    metadata('ParameterInvalid', 'Properties'),
    'Properties must not contain misspelled parameters, or parameters of other families',
    (p) => {
      const invalid = readUnknownParameters(p)
        .map(({ explanation }) => explanation)
        .filter((explanation) => explanation !== undefined);
      return invalid.length > 0
        ? `${p.name('Properties')} must contain only parameters of the family ${p.text(FAMILY)}, but got ${formatList(invalid.map(({ description }) => description))}.${invalid.map(({ fix }) => fix).join('')}`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ParameterUnknown', 'Properties'), severity: 'warning' },
    'Properties should contain only parameters that this version of cdk-elasticache supports',
    (p) => {
      const unknown = readUnknownParameters(p).filter(({ explanation }) => explanation === undefined);
      return unknown.length > 0
        ? `${p.name('Properties')} should contain only parameters that this version of cdk-elasticache supports for the family ${p.text(FAMILY)}, but got ${formatList(unknown.map(({ name }) => name))}. Check the spelling, or upgrade cdk-elasticache.`
        : undefined;
    },
  ),
  rule(
    metadata('ParameterReadOnly', 'Properties'),
    'Properties must not contain parameters that only ElastiCache can set',
    (p) => {
      const readOnly = readKnownParameters(p)
        .filter(({ fact }) => fact.modifiable === false)
        .map(({ name }) => name);
      if (readOnly.length === 0) {
        return undefined;
      }
      const object = readOnly.length > 1 ? 'these parameters' : 'this parameter';
      return `${p.name('Properties')} must not contain parameters that only ElastiCache can set, but got ${formatList(readOnly)}. Remove ${object}.`;
    },
  ),
  rule(metadata('ParameterValueInvalid', 'Properties'), 'every parameter must have an allowed value', (p) => {
    const errors = readKnownParameters(p).flatMap(({ name, fact, value }) => {
      if (fact.modifiable === false || value === undefined) {
        return [];
      }
      const error = checkBoolean(fact, p.resolved(`Properties.${name}`)) ?? checkParameterValue(fact, value);
      return error === undefined ? [] : [`${formatParameterName(p, name)} ${error}`];
    });
    return errors.length > 0 ? errors.join(' ') : undefined;
  }),
  rule(
    metadata('ChunkSizeExceedsItemSize', 'Properties', UPGRADES),
    'slab_chunk_max must not exceed max_item_size',
    (p) =>
      checkItemSizes(p, (item, chunk) =>
        chunk > item
          ? `${formatParameterName(p, 'slab_chunk_max')} must not exceed ${formatParameterName(p, 'max_item_size')}, which is ${formatAmount(item, 'bytes')}, but got ${formatAmount(chunk, 'bytes')}. Reduce slab_chunk_max, or increase max_item_size.`
          : undefined,
      ),
  ),
  rule(
    metadata('ItemSizeNotMultipleOfChunkSize', 'Properties', UPGRADES),
    'max_item_size must be a multiple of slab_chunk_max',
    (p) =>
      checkItemSizes(p, (item, chunk) =>
        chunk > 0 && chunk <= item && item % chunk !== 0
          ? `${formatParameterName(p, 'max_item_size')} must be a multiple of ${formatParameterName(p, 'slab_chunk_max')}, which is ${formatAmount(chunk, 'bytes')}, but got ${formatAmount(item, 'bytes')}. Use a multiple of ${formatAmount(chunk, 'bytes')}.`
          : undefined,
      ),
  ),
  rule(
    { ...metadata('KeyspaceEventsIneffective', 'Properties'), severity: 'warning' },
    'notify-keyspace-events should contain K or E, because the parameter otherwise has no effect',
    (p) => {
      const value = readKnownParameters(p).find(({ name }) => name === 'notify-keyspace-events')?.value;
      return value && !/[KE]/.test(value)
        ? `${formatParameterName(p, 'notify-keyspace-events')} has no effect without K or E, but got ${formatValue(value)}. Add K for keyspace events, or E for keyevent events.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ClusterModeParametersUnused', 'Properties'), severity: 'warning' },
    'Properties should not contain parameters that have no effect when cluster mode is disabled',
    (p) => {
      const parameters = readKnownParameters(p);
      const clusterEnabled = parameters.find(({ name }) => name === 'cluster-enabled');
      if (clusterEnabled && (clusterEnabled.value ?? 'yes') === 'yes') {
        return undefined;
      }
      const unused = parameters.map(({ name }) => name).filter((name) => /^cluster-(?!enabled)/.test(name));
      if (unused.length === 0) {
        return undefined;
      }
      const object = unused.length > 1 ? 'these parameters' : 'this parameter';
      return `${p.name('Properties')} should not contain parameters that have no effect when cluster mode is disabled, but got ${formatList(unused)}. Remove ${object}, or set cluster-enabled to yes.`;
    },
  ),
  ...tagRules(metadata),
  deletionPolicyRule(metadata),
];

/** @param exact the family of the engine version that the user specified instead of a family */
function suggestFamily(family: string, exact: string | undefined): string {
  if (exact !== undefined) {
    return `Use "${exact}".`;
  }
  const closest = findClosest(family, FAMILIES);
  return closest === undefined ? 'Use one of these families.' : `Did you mean "${closest}"?`;
}

function findParameterTable(p: PropertyReader) {
  const family = p.text(FAMILY);
  return family === undefined ? undefined : findParameters(family);
}

/** Reads the parameters with their values. Unresolved values are undefined. */
function readParameters(p: PropertyReader): [string, string | undefined][] {
  const parameters = p.resolved('Properties');
  if (typeof parameters !== 'object') {
    return [];
  }
  return Object.entries(parameters!)
    .filter(([name]) => !isUnresolved(name))
    .map(([name, value]) => [name, isResolved(value) && typeof value !== 'object' ? String(value) : undefined]);
}

/** Reads the parameters that belong to the family. */
function readKnownParameters(
  p: PropertyReader,
): { readonly name: string; readonly fact: ParameterDefinition; readonly value?: string }[] {
  const table = findParameterTable(p);
  return readParameters(p).flatMap(([name, value]) =>
    table?.has(name) ? [{ name, fact: table.get(name)!, value }] : [],
  );
}

/** Formats a parameter as part of the property or prop that contains it. */
function formatParameterName(p: PropertyReader, parameter: string): string {
  return `${p.name('Properties').slice(0, -1)}.${parameter}'`;
}

interface UnknownParameter {
  readonly name: string;
  /** The probable mistake with its fix, or undefined if the parameter can be new. */
  readonly explanation?: { readonly description: string; readonly fix: string };
}

/** Reads the parameters that do not belong to the family in this version of the library. */
function readUnknownParameters(p: PropertyReader): UnknownParameter[] {
  const table = findParameterTable(p);
  return readParameters(p).flatMap(([name]) =>
    !table || table.has(name) ? [] : [{ name, explanation: explainParameter(name, table) }],
  );
}

function explainParameter(
  name: string,
  table: ReadonlyMap<string, ParameterDefinition>,
): UnknownParameter['explanation'] {
  const replacement = getOwn(REPLACED_PARAMETERS, name);
  if (replacement !== undefined && table.has(replacement)) {
    return { description: formatValue(name), fix: ` Use "${replacement}".` };
  }
  const spelling = name.toLowerCase().replace(/[ _-]/g, table.has('max_item_size') ? '_' : '-');
  const suggestion = findClosest(spelling, table.keys());
  if (suggestion !== undefined) {
    const fix = suggestion === spelling ? ` Use "${suggestion}".` : ` Did you mean "${suggestion}"?`;
    return { description: formatValue(name), fix };
  }
  const others = findFamiliesWithParameter(name);
  return others.length > 0
    ? {
        description: `${formatValue(name)} of ${formatList(others)}`,
        fix: ` Remove "${name}", or use a family that has the parameter.`,
      }
    : undefined;
}

/** Validates the item and chunk sizes of Memcached. A size that is not specified has its default value. */
function checkItemSizes(
  p: PropertyReader,
  check: (item: number, chunk: number) => string | undefined,
): string | undefined {
  const specified = new Map(readKnownParameters(p).map((parameter) => [parameter.name, parameter]));
  const names = ['max_item_size', 'slab_chunk_max'];
  const needsBoth = p.text(FAMILY) === FAMILY_WITHOUT_CHUNKS;
  const isComparable = needsBoth
    ? names.every((name) => specified.has(name))
    : names.some((name) => specified.has(name));
  if (!isComparable) {
    return undefined;
  }
  const [item, chunk] = names.map((name) => {
    const parameter = specified.get(name);
    const value = parameter ? parameter.value : findParameterTable(p)?.get(name)?.default;
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
  });
  return item !== undefined && chunk !== undefined ? check(item, chunk) : undefined;
}

/** Returns the error of a Boolean, which is the value of a word such as `yes` without quotes in YAML. */
function checkBoolean({ allowed = {} }: ParameterDefinition, value: unknown): string | undefined {
  const word = value === true ? 'yes' : 'no';
  return typeof value === 'boolean' && allowed.values?.includes(word)
    ? `must be ${formatList(allowed.values, 'or')}, but got the Boolean ${value}, which is the value of ${word} without quotes in YAML. Put the value in quotes: "${word}".`
    : undefined;
}

/** Returns the error of a parameter value, or undefined if the value is allowed. */
export function checkParameterValue({ type, allowed = {} }: ParameterDefinition, value: string): string | undefined {
  if (allowed.values) {
    return allowed.values.includes(value)
      ? undefined
      : `must be ${formatList(allowed.values, 'or')}, but got ${formatValue(value)}. Use one of these values.`;
  }
  if (allowed.characters !== undefined) {
    return checkCharacters(allowed.characters, value);
  }
  if (allowed.isCommandRenames) {
    return checkRenamedCommands(value);
  }
  if (type === 'integer' || type === 'float') {
    return checkNumber(type, allowed, value);
  }
  return undefined;
}

function checkNumber(type: 'integer' | 'float', allowed: AllowedValues, value: string): string | undefined {
  const { min = -Infinity, max = Infinity, exclusiveMin = -Infinity, additional = [] } = allowed;
  const number = Number(value);
  const hasValidFormat = type === 'integer' ? /^-?\d+$/.test(value) : /^-?\d+(\.\d+)?$/.test(value);
  const isInRange = number >= min && number <= max && number > exclusiveMin;
  const isAllowed = isInRange || additional.includes(number);
  if (hasValidFormat && isAllowed) {
    return undefined;
  }
  const alternatives = additional.map((special) => `, or ${special}`).join('');
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  return `must be ${kind}${formatRange(allowed)}${alternatives}, but got ${formatValue(value)}. ${formatNumberFix(allowed, hasValidFormat ? number : undefined, kind)}`;
}

/** @param number the number, or undefined if the value does not have the format of a number */
function formatNumberFix({ min, max, exclusiveMin }: AllowedValues, number: number | undefined, kind: string): string {
  if (number === undefined) {
    return `Use ${kind}.`;
  }
  if (max !== undefined && number > max) {
    return `Use at most ${max}.`;
  }
  return min === undefined ? `Use more than ${exclusiveMin}.` : `Use at least ${min}.`;
}

function formatRange({ min, max, exclusiveMin }: AllowedValues): string {
  if (max !== undefined) {
    return ` from ${min} to ${max}`;
  }
  if (min !== undefined) {
    return ` of at least ${min}`;
  }
  return exclusiveMin === undefined ? '' : ` greater than ${exclusiveMin}`;
}

function checkCharacters(characters: string, value: string): string | undefined {
  const invalid = [...new Set(value)].filter((letter) => !characters.includes(letter));
  return invalid.length > 0
    ? `must consist of the letters ${formatList([...characters])}, but got ${formatValue(value)}. Remove ${formatValues(invalid)}.`
    : undefined;
}

/** Validates pairs of a command and its new name, separated by spaces. */
function checkRenamedCommands(value: string): string | undefined {
  const words = value.split(' ').filter((word) => word !== '');
  const commands = words.filter((_, index) => index % 2 === 0).map((command) => command.toUpperCase());
  const names = words.filter((_, index) => index % 2 === 1);
  const { maxLength, blocked } = RENAMED_COMMAND;

  const renameable = new Set(RENAMEABLE_COMMANDS);
  const notRenameable = commands.filter((command) => !renameable.has(command));
  const invalidNames = names.filter((name) => name.length > maxLength || !/^[a-z0-9]+$/i.test(name));
  const commandNames = names.filter(
    (name) => renameable.has(name.toUpperCase()) && !commands.includes(name.toUpperCase()),
  );
  const duplicates = [...findDuplicates(commands), ...findDuplicates(names.filter((name) => name !== blocked))];

  if (words.length % 2 === 1) {
    return `must be pairs of a command and its new name, such as "flushall ${blocked}", but got ${formatValue(value)}. Add the missing command or name.`;
  }
  if (notRenameable.length > 0) {
    return `must contain only commands that can be renamed, but got ${formatValues(notRenameable)}. Remove the commands and their new names.`;
  }
  if (invalidNames.length > 0) {
    return `must contain new names of 1 to ${maxLength} letters and digits, but got ${formatValues(invalidNames)}. Use other new names.`;
  }
  if (commandNames.length > 0) {
    return `must contain new names that are not names of commands, but got ${formatValues(commandNames)}. Use other new names.`;
  }
  return duplicates.length > 0
    ? `must contain each command and each new name except "${blocked}" only once, but got ${formatValues(duplicates)} more than once. Remove the duplicates.`
    : undefined;
}
