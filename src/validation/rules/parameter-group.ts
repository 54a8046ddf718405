import { isNewerFamily } from './nodes/engine';
import { getOwn } from '../../private/records';
import { findClosest, findDuplicates } from '../../private/text';
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
  describeNameRequirement,
  createMetadataFactory,
  requiredProperty,
  rule,
  formatValue,
  tagRules,
  textFormat,
  formatValues,
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
    'choose the family of the engine version, such as valkey8',
  ),
  rule(metadata('FamilyInvalid', FAMILY), `${FAMILY} must be one of ${FAMILIES.join(', ')}`, (p) => {
    const family = p.text(FAMILY);
    if (family === undefined || FAMILIES.includes(family) || isNewerFamily(family)) {
      return undefined;
    }
    const [, engine = '', version = ''] = /^([a-z]+)([\d.x]+)$/.exec(family) ?? [];
    const suggestion = familyOf(engine, version) ?? findClosest(family, FAMILIES);
    const fix = suggestion ? `; did you mean "${suggestion}"` : '';
    return `${p.name(FAMILY)} must be one of ${FAMILIES.join(', ')}, got ${formatValue(family)}${fix}`;
  }),
  rule(
    { ...metadata('FamilyUnknown', FAMILY), severity: 'warning' },
    `${FAMILY} should be one that this library knows`,
    (p) => {
      const family = p.text(FAMILY);
      return family !== undefined && isNewerFamily(family)
        ? `${p.name(FAMILY)} ${family} is newer than this library, which cannot tell what parameters it has; upgrade the library`
        : undefined;
    },
  ),
  requiredProperty(metadata('DescriptionMissing', 'Description', CREATE), 'say what the group is for'),
  textFormat(
    metadata('NameInvalid', 'CacheParameterGroupName', CREATE),
    { max: LIMITS.parameterGroupName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.parameterGroupName.maxLength),
  ),
  rule(
    { ...metadata('NameIgnored', 'CacheParameterGroupName', TEMPLATE), severity: 'warning' },
    'CacheParameterGroupName is given by CloudFormation, which takes none',
    (p) =>
      p.has('CacheParameterGroupName')
        ? `${p.name('CacheParameterGroupName')} is given by CloudFormation, which takes none from a template; leave it out, and refer to the group`
        : undefined,
  ),
  rule(
    metadata('ParameterInvalid', 'Properties'),
    'Properties must not hold misspelled parameters, or parameters of other families',
    (p) => {
      const invalid = readUnknownParameters(p)
        .map(({ explanation }) => explanation)
        .filter(isResolved);
      return invalid.length > 0
        ? `${p.name('Properties')} must hold parameters of the family ${p.text(FAMILY)}, got ${invalid.join(', ')}`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ParameterUnknown', 'Properties'), severity: 'warning' },
    'Properties should hold parameters that this library knows',
    (p) => {
      const unknown = readUnknownParameters(p).filter(({ explanation }) => explanation === undefined);
      return unknown.length > 0
        ? `${p.name('Properties')} has ${unknown.map(({ name }) => name).join(', ')}, which this library does not know in the family ${p.text(FAMILY)}; check the name, or upgrade the library`
        : undefined;
    },
  ),
  rule(
    metadata('ParameterReadOnly', 'Properties'),
    'Properties must not hold parameters that ElastiCache sets itself',
    (p) => {
      const readOnly = readKnownParameters(p)
        .filter(({ fact }) => fact.modifiable === false)
        .map(({ name }) => name);
      if (readOnly.length === 0) {
        return undefined;
      }
      const pronoun = readOnly.length > 1 ? 'them' : 'it';
      return `${p.name('Properties')} must not hold ${readOnly.join(', ')}, which ElastiCache sets itself; leave ${pronoun} out`;
    },
  ),
  rule(metadata('ParameterValueInvalid', 'Properties'), 'every parameter must have a value that it allows', (p) => {
    const errors = readKnownParameters(p).flatMap(({ name, fact, value }) => {
      const error = fact.modifiable !== false && value !== undefined ? checkParameterValue(fact, value) : undefined;
      return error === undefined ? [] : [`${formatParameterName(p, name)} ${error}`];
    });
    return errors.length > 0 ? errors.join(', and ') : undefined;
  }),
  rule(
    metadata('ChunkSizeExceedsItemSize', 'Properties', UPGRADES),
    'slab_chunk_max must not be larger than max_item_size',
    (p) =>
      checkItemSizes(p, (item, chunk) =>
        chunk > item
          ? `${formatParameterName(p, 'slab_chunk_max')} must not be larger than ${formatParameterName(p, 'max_item_size')}, got ${chunk} and ${item}`
          : undefined,
      ),
  ),
  rule(
    metadata('ItemSizeNotMultipleOfChunkSize', 'Properties', UPGRADES),
    'max_item_size must be a multiple of slab_chunk_max',
    (p) =>
      checkItemSizes(p, (item, chunk) =>
        chunk > 0 && chunk <= item && item % chunk !== 0
          ? `${formatParameterName(p, 'max_item_size')} must be a multiple of ${formatParameterName(p, 'slab_chunk_max')}, got ${item} and ${chunk}`
          : undefined,
      ),
  ),
  rule(
    { ...metadata('KeyspaceEventsIneffective', 'Properties'), severity: 'warning' },
    'notify-keyspace-events needs K or E, else nothing is told',
    (p) => {
      const value = readKnownParameters(p).find(({ name }) => name === 'notify-keyspace-events')?.value;
      return value && !/[KE]/.test(value)
        ? `${formatParameterName(p, 'notify-keyspace-events')} tells nothing without K or E, got ${formatValue(value)}; add K for events by key, E for keys by event`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ClusterModeParametersUnused', 'Properties'), severity: 'warning' },
    'parameters of cluster mode do nothing without cluster-enabled yes',
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
      const [verb, pronoun] = unused.length > 1 ? ['do', 'them'] : ['does', 'it'];
      return `${p.name('Properties')} has ${unused.join(', ')}, which ${verb} nothing with cluster mode disabled; leave ${pronoun} out`;
    },
  ),
  ...tagRules(metadata),
  deletionPolicyRule(metadata),
];

function findParameterTable(p: PropertyReader) {
  const family = p.text(FAMILY);
  return family === undefined ? undefined : findParameters(family);
}

/** The parameters with their values. Unresolved values are undefined. */
function readParameters(p: PropertyReader): [string, string | undefined][] {
  const parameters = p.resolved('Properties');
  if (typeof parameters !== 'object') {
    return [];
  }
  return Object.entries(parameters!)
    .filter(([name]) => !isUnresolved(name))
    .map(([name, value]) => [name, isResolved(value) && typeof value !== 'object' ? String(value) : undefined]);
}

/** The parameters that the family has. */
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
  /** What the name means, if it is no new parameter. */
  readonly explanation?: string;
}

/** The parameters that the family does not have, as far as this library knows. */
function readUnknownParameters(p: PropertyReader): UnknownParameter[] {
  const table = findParameterTable(p);
  return readParameters(p).flatMap(([name]) =>
    !table || table.has(name) ? [] : [{ name, explanation: explainParameter(name, table) }],
  );
}

function explainParameter(name: string, table: ReadonlyMap<string, ParameterDefinition>): string | undefined {
  const suggestion =
    getOwn(REPLACED_PARAMETERS, name) ??
    findClosest(name.toLowerCase().replace(/[ _-]/g, table.has('max_item_size') ? '_' : '-'), table.keys());
  if (suggestion && table.has(suggestion)) {
    return `${formatValue(name)} (did you mean "${suggestion}")`;
  }
  const others = findFamiliesWithParameter(name);
  return others.length > 0 ? `${formatValue(name)} (of ${others.join(', ')})` : undefined;
}

/** Validates the item and chunk sizes of Memcached, which are specified or defaults. */
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

/** The error of a parameter value, or undefined if it is allowed. */
export function checkParameterValue({ type, allowed = {} }: ParameterDefinition, value: string): string | undefined {
  if (allowed.values) {
    return allowed.values.includes(value)
      ? undefined
      : `must be one of ${allowed.values.join(', ')}, got ${formatValue(value)}`;
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
  const alternatives = additional.map((special) => `${special} or `).join('');
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  return `must be ${alternatives}${kind}${formatRange(allowed)}, got ${formatValue(value)}`;
}

function formatRange({ min, max, exclusiveMin }: AllowedValues): string {
  if (max !== undefined) {
    return ` between ${min} and ${max}`;
  }
  if (min !== undefined) {
    return ` of at least ${min}`;
  }
  return exclusiveMin === undefined ? '' : ` above ${exclusiveMin}`;
}

function checkCharacters(characters: string, value: string): string | undefined {
  const invalid = [...new Set(value)].filter((letter) => !characters.includes(letter));
  return invalid.length > 0
    ? `must be made of the letters ${[...characters].join(' ')}, got ${formatValue(value)}, which has ${formatValues(invalid)}`
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
    return `must be pairs of a command and its new name, such as "flushall ${blocked}", got ${formatValue(value)}`;
  }
  if (notRenameable.length > 0) {
    return `must rename commands that can be renamed, got ${formatValues(notRenameable)}`;
  }
  if (invalidNames.length > 0) {
    return `must give new names of 1 to ${maxLength} letters and digits, got ${formatValues(invalidNames)}`;
  }
  if (commandNames.length > 0) {
    return `must give names that no command has, got ${formatValues(commandNames)}`;
  }
  return duplicates.length > 0
    ? `must hold nothing twice but "${blocked}", got ${formatValues(duplicates)} more than once`
    : undefined;
}
