import { closest } from '../../private/closest';
import { isResolved, isUnresolved } from '../../private/tokens';
import { familyOf } from '../../service-data/engine-versions';
import { LIMITS, NAME_DEMAND, NAME_PATTERN } from '../../service-data/limits';
import { NODE_TYPES } from '../../service-data/node-types';
import type { AllowedValues, ParameterFact } from '../../service-data/parameters';
import {
  GONE_PARAMETER_FAMILIES,
  PARAMETERS,
  PARAMETER_FAMILIES,
  RENAMEABLE_COMMANDS,
  RENAMED_COMMAND,
  SUCCEEDED_PARAMETERS,
  familiesWith,
  parametersOf,
} from '../../service-data/parameters';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { crossResourceRule, required, rule, formatValue, tagRules, text } from '../rule-builders';
import type { TemplateResource } from '../template';
import { isNewerVersion } from './node-engine';

const PARAMETERS_PAGE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html';
const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html';
const UPGRADES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html';
const TEMPLATE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-parametergroup.html';
const FAMILY = 'CacheParameterGroupFamily';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';

const FAMILIES = [...Object.keys(PARAMETER_FAMILIES), ...GONE_PARAMETER_FAMILIES];

const metadata = (id: string, property: string, see: string = PARAMETERS_PAGE): RuleMetadataInput => ({
  id: `ParameterGroup.${id}`,
  property,
  see,
});

/** What AWS demands of `AWS::ElastiCache::ParameterGroup`. */
export const PARAMETER_GROUP_RULES: RuleSet = [
  required(metadata('FamilyGiven', FAMILY, CREATE), 'choose the family of the engine version, such as valkey8'),
  rule(metadata('FamilyKnown', FAMILY), `${FAMILY} must be one of ${FAMILIES.join(', ')}`, (p) => {
    const family = p.text(FAMILY);
    if (family === undefined || FAMILIES.includes(family) || isNewerFamily(family)) {
      return undefined;
    }
    const [, engine = '', version = ''] = /^([a-z]+)([\d.x]+)$/.exec(family) ?? [];
    const suggestion = familyOf(engine, version) ?? closest(family, FAMILIES);
    return `${p.name(FAMILY)} must be one of ${FAMILIES.join(', ')}, got ${formatValue(family)}${suggestion ? `; did you mean "${suggestion}"` : ''}`;
  }),
  rule(
    { ...metadata('FamilyFamiliar', FAMILY), severity: 'warning' },
    `${FAMILY} should be one that this library knows`,
    (p) => {
      const family = p.text(FAMILY);
      return family !== undefined && isNewerFamily(family)
        ? `${p.name(FAMILY)} ${family} is newer than this library, which cannot tell what parameters it has; upgrade the library`
        : undefined;
    },
  ),
  required(metadata('DescriptionGiven', 'Description', CREATE), 'say what the group is for'),
  text(
    metadata('NameForm', 'CacheParameterGroupName', CREATE),
    { max: LIMITS.parameterGroupName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.parameterGroupName.maxLength),
  ),
  rule(
    { ...metadata('NameIsGiven', 'CacheParameterGroupName', TEMPLATE), severity: 'warning' },
    'CacheParameterGroupName is given by CloudFormation, which takes none',
    (p) =>
      p.has('CacheParameterGroupName')
        ? `${p.name('CacheParameterGroupName')} is given by CloudFormation, which takes none from a template; leave it out, and refer to the group`
        : undefined,
  ),
  rule(metadata('ParametersKnown', 'Properties'), 'Properties must hold parameters that the family has', (p) => {
    const table = findParameterTable(p);
    const unknown = table
      ? readParameters(p)
          .filter(([name]) => !table.has(name))
          .map(([name]) => formatUnknownParameter(name, table))
      : [];
    return unknown.length > 0
      ? `${p.name('Properties')} must hold parameters of the family ${p.text(FAMILY)}, got ${unknown.join(', ')}`
      : undefined;
  }),
  rule(
    metadata('ParametersSettable', 'Properties'),
    'Properties must not hold parameters that ElastiCache sets itself',
    (p) => {
      const readOnly = readKnownParameters(p)
        .filter(({ fact }) => fact.modifiable === false)
        .map(({ name }) => name);
      return readOnly.length > 0
        ? `${p.name('Properties')} must not hold ${readOnly.join(', ')}, which ElastiCache sets itself; leave ${readOnly.length > 1 ? 'them' : 'it'} out`
        : undefined;
    },
  ),
  rule(metadata('ValuesAllowed', 'Properties'), 'every parameter must have a value that it allows', (p) => {
    const errors = readKnownParameters(p)
      .filter(({ fact, value }) => fact.modifiable !== false && value !== undefined)
      .map(({ name, fact, value }) => [name, checkParameterValue(fact, value!)] as const)
      .filter(([, error]) => error !== undefined);
    return errors.length > 0 ? errors.map(([name, error]) => `${formatParameterName(p, name)} ${error}`).join(', and ') : undefined;
  }),
  rule(metadata('ChunkFitsItem', 'Properties', UPGRADES), 'slab_chunk_max must not be larger than max_item_size', (p) =>
    checkItemSizes(p, (item, chunk) =>
      chunk > item
        ? `${formatParameterName(p, 'slab_chunk_max')} must not be larger than ${formatParameterName(p, 'max_item_size')}, got ${chunk} and ${item}`
        : undefined,
    ),
  ),
  rule(
    metadata('ItemIsWholeChunks', 'Properties', UPGRADES),
    'max_item_size must be a multiple of slab_chunk_max',
    (p) =>
      checkItemSizes(p, (item, chunk) =>
        chunk > 0 && chunk <= item && item % chunk !== 0
          ? `${formatParameterName(p, 'max_item_size')} must be a multiple of ${formatParameterName(p, 'slab_chunk_max')}, got ${item} and ${chunk}`
          : undefined,
      ),
  ),
  rule(
    { ...metadata('KeyspaceEventsDelivered', 'Properties'), severity: 'warning' },
    'notify-keyspace-events needs K or E, else nothing is told',
    (p) => {
      const value = readKnownParameters(p).find(({ name }) => name === 'notify-keyspace-events')?.value;
      return value && !/[KE]/.test(value)
        ? `${formatParameterName(p, 'notify-keyspace-events')} tells nothing without K or E, got ${formatValue(value)}; add K for events by key, E for keys by event`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ClusterModeParameters', 'Properties'), severity: 'warning' },
    'parameters of cluster mode do nothing without cluster-enabled yes',
    (p) => {
      const all = readKnownParameters(p);
      const mode = all.find(({ name }) => name === 'cluster-enabled');
      const unused =
        mode && (mode.value === undefined || mode.value === 'yes')
          ? []
          : all.map(({ name }) => name).filter((name) => /^cluster-(?!enabled)/.test(name));
      return unused.length > 0
        ? `${p.name('Properties')} has ${unused.join(', ')}, which ${unused.length > 1 ? 'do' : 'does'} nothing with cluster mode disabled; leave ${unused.length > 1 ? 'them' : 'it'} out`
        : undefined;
    },
  ),
  ...tagRules(metadata),
];

/** How the families of engines that go on are called, each with the version that the name tells. */
const FAMILY_PATTERNS = { valkey: /^valkey(\d+)$/, memcached: /^memcached(\d+\.\d+)$/ } as const;

/** Whether a family may be that of tomorrow's version. */
function isNewerFamily(family: string): boolean {
  return (['valkey', 'memcached'] as const).some((engine) => {
    const version = FAMILY_PATTERNS[engine].exec(family)?.[1];
    return version !== undefined && !FAMILIES.includes(family) && isNewerVersion(engine, `${version}.0`);
  });
}

function findParameterTable(p: PropertyReader) {
  const family = p.text(FAMILY);
  return family === undefined ? undefined : parametersOf(family);
}

/** The given parameters; the value is undefined where it is known only later. */
function readParameters(p: PropertyReader): [string, string | undefined][] {
  const specified = p.resolved('Properties');
  if (typeof specified !== 'object') {
    return [];
  }
  return Object.entries(specified!)
    .filter(([name]) => !isUnresolved(name))
    .map(([name, value]) => [name, isResolved(value) && typeof value !== 'object' ? String(value) : undefined]);
}

/** The given parameters of which the tables know. */
function readKnownParameters(
  p: PropertyReader,
): { readonly name: string; readonly fact: ParameterFact; readonly value?: string }[] {
  const table = findParameterTable(p);
  return readParameters(p).flatMap(([name, value]) =>
    table?.has(name) ? [{ name, fact: table.get(name)!, value }] : [],
  );
}

/** A parameter in the reader's words. */
function formatParameterName(p: PropertyReader, parameter: string): string {
  return `${p.name('Properties').slice(0, -1)}.${parameter}'`;
}

function formatUnknownParameter(name: string, table: ReadonlyMap<string, ParameterFact>): string {
  const suggestion =
    SUCCEEDED_PARAMETERS[name] ??
    closest(name.toLowerCase().replace(/[ _-]/g, table.has('max_item_size') ? '_' : '-'), table.keys());
  if (suggestion && table.has(suggestion)) {
    return `${formatValue(name)} (did you mean "${suggestion}")`;
  }
  const others = familiesWith(name);
  return others.length > 0 ? `${formatValue(name)} (of ${others.join(', ')})` : formatValue(name);
}

/**
 * A demand on the two sizes of Memcached, as they are given or by default; only versions before the first with chunks
 * do without.
 */
function checkItemSizes(p: PropertyReader, check: (item: number, chunk: number) => string | undefined): string | undefined {
  const specified = new Map(readKnownParameters(p).map((parameter) => [parameter.name, parameter]));
  const names = ['max_item_size', 'slab_chunk_max'];
  if (
    p.text(FAMILY) === 'memcached1.4' ? !names.every((name) => specified.has(name)) : !names.some((name) => specified.has(name))
  ) {
    return undefined;
  }
  const [item, chunk] = names.map((name) => {
    const parameter = specified.get(name);
    const value = parameter ? parameter.value : findParameterTable(p)?.get(name)?.default;
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
  });
  return item !== undefined && chunk !== undefined ? check(item, chunk) : undefined;
}

/** What is wrong with the value of a parameter: what it must be, and what came; undefined when nothing is. */
export function checkParameterValue({ type, allowed = {} }: ParameterFact, value: string): string | undefined {
  if (allowed.words) {
    return allowed.words.includes(value)
      ? undefined
      : `must be one of ${allowed.words.join(', ')}, got ${formatValue(value)}`;
  }
  if (allowed.letters !== undefined) {
    return checkLetters(allowed.letters, value);
  }
  if (allowed.renames) {
    return checkRenamedCommands(value);
  }
  if (type === 'integer' || type === 'float') {
    return checkNumber(type, allowed, value);
  }
  return undefined;
}

function checkNumber(
  type: 'integer' | 'float',
  { min = -Infinity, max = Infinity, above = -Infinity, or = [] }: AllowedValues,
  value: string,
): string | undefined {
  const hasValidFormat = type === 'integer' ? /^-?\d+$/.test(value) : /^-?\d+(\.\d+)?$/.test(value);
  const number = Number(value);
  if (hasValidFormat && ((number >= min && number <= max && number > above) || or.includes(number))) {
    return undefined;
  }

  const kind = type === 'integer' ? 'a whole number' : 'a number';
  const range =
    max < Infinity
      ? ` between ${min} and ${max}`
      : min > -Infinity
        ? ` of at least ${min}`
        : above > -Infinity
          ? ` above ${above}`
          : '';
  return `must be ${or.map((special) => `${special} or `).join('')}${kind}${range}, got ${formatValue(value)}`;
}

function checkLetters(letters: string, value: string): string | undefined {
  const invalid = [...new Set(value)].filter((letter) => !letters.includes(letter));
  return invalid.length > 0
    ? `must be made of the letters ${[...letters].join(' ')}, got ${formatValue(value)}, which has ${invalid.map(formatValue).join(', ')}`
    : undefined;
}

/** Pairs of a command and its new name, all between blanks. */
function checkRenamedCommands(value: string): string | undefined {
  const words = value.split(' ').filter((word) => word !== '');
  const commands = words.filter((_, index) => index % 2 === 0).map((command) => command.toUpperCase());
  const names = words.filter((_, index) => index % 2 === 1);
  const { maxLength, blocked } = RENAMED_COMMAND;

  const known = new Set(RENAMEABLE_COMMANDS);
  const unknown = commands.filter((command) => !known.has(command));
  const invalidNames = names.filter((name) => name.length > maxLength || !/^[a-z0-9]+$/i.test(name));
  const existingNames = names.filter((name) => known.has(name.toUpperCase()) && !commands.includes(name.toUpperCase()));
  const duplicates = [...findDuplicates(commands), ...findDuplicates(names.filter((name) => name !== blocked))];
  return [
    words.length % 2 === 1
      ? `must be pairs of a command and its new name, such as "flushall ${blocked}", got ${formatValue(value)}`
      : undefined,
    unknown.length > 0
      ? `must rename commands that can be renamed, got ${unknown.map(formatValue).join(', ')}`
      : undefined,
    invalidNames.length > 0
      ? `must give new names of 1 to ${maxLength} letters and digits, got ${invalidNames.map(formatValue).join(', ')}`
      : undefined,
    existingNames.length > 0 ? `must give names that no command has, got ${existingNames.map(formatValue).join(', ')}` : undefined,
    duplicates.length > 0
      ? `must hold nothing twice but "${blocked}", got ${duplicates.map(formatValue).join(', ')} more than once`
      : undefined,
  ].find((error) => error !== undefined);
}

function findDuplicates(words: string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

/** What AWS demands of a parameter group and what stands beside it. */
export const PARAMETER_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  crossResourceRule(
    {
      id: 'ParameterGroup.ItemFitsMemory',
      property: 'Properties',
      see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html',
    },
    'max_item_size must not exceed a quarter of what the node type has for data',
    (group) => {
      const [item, overhead] = ['max_item_size', 'memcached_connections_overhead'].map((name) => readSize(group, name));
      if (
        ![item, overhead].some(({ isSpecified: isSpecified }) => isSpecified) ||
        item.value === undefined ||
        overhead.value === undefined
      ) {
        return undefined;
      }
      for (const cluster of findClusters(group)) {
        const nodeType = cluster.properties.text('CacheNodeType')!;
        const megabytes = NODE_TYPES[nodeType]?.memcachedMegabytes;
        const largest =
          megabytes === undefined ? Infinity : (Math.max(0, megabytes - overhead.value) * 1024 * 1024) / 4;
        if (item.value > largest) {
          return `'Properties.max_item_size' must not exceed ${largest} for ${nodeType} of ${cluster}, a quarter of its memory for data, got ${item.value}; lower it, or choose a larger node type`;
        }
      }
      return undefined;
    },
  ),
];

function readSize(group: TemplateResource, parameter: string): { readonly isSpecified: boolean; readonly value?: number } {
  const path = `Properties.${parameter}`;
  return group.properties.has(path)
    ? { isSpecified: true, value: group.properties.number(path) }
    : { isSpecified: false, value: Number(PARAMETERS[parameter][0].default) };
}

function findClusters(group: TemplateResource): TemplateResource[] {
  return group.template
    .ofType(CLUSTER)
    .filter(
      (cluster) =>
        cluster.properties.text('CacheNodeType') !== undefined &&
        cluster.target('CacheParameterGroupName', group.type) === group,
    );
}
