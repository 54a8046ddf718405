import { formatEngine, formatSince, readEngine } from './engine';
import { findDuplicates, formatList } from '../../../private/text';
import { supports } from '../../../service-data/engine-versions';
import { LIMITS } from '../../../service-data/limits';
import { REGIONS_WITHOUT_FIREHOSE } from '../../../service-data/regions';
import { listElementPaths, readElementTexts } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory, RuleMetadataInput } from '../../rule-builders';
import { deferredRule, elementCount, formatValue, formatValues, isOneOf, rule } from '../../rule-builders';
import { sameAccountRule, sameRegionRule } from '../environment';
import { PAGES } from '../pages';

const CONFIGURATIONS = 'LogDeliveryConfigurations';
const FIREHOSE = 'kinesis-firehose';
const REQUIRED_KEYS = ['LogType', 'DestinationType', 'LogFormat', 'DestinationDetails'];

/** The log types, each with the engine feature that it requires. */
const LOG_TYPES = { 'slow-log': 'slowLogDelivery', 'engine-log': 'engineLogDelivery' } as const;

type LogType = keyof typeof LOG_TYPES;

/** The destination types, each with the path of the destination name in `DestinationDetails`. */
const DESTINATIONS: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'CloudWatchLogsDetails.LogGroup',
  [FIREHOSE]: 'KinesisFirehoseDetails.DeliveryStream',
};

const LOG_GROUP = 'AWS::Logs::LogGroup';
const LOG_GROUP_PATH = `DestinationDetails.${DESTINATIONS['cloudwatch-logs']}`;

export function logDeliveryRules(metadata: RuleMetadataFactory): Rule[] {
  const logMetadata = (id: string) => metadata(id, CONFIGURATIONS, PAGES.logDelivery);
  return [
    elementCount(logMetadata('TooManyLogs'), { ...LIMITS.logDeliveries, things: 'logs' }),
    logValueRule(logMetadata('LogTypeInvalid'), 'LogType', Object.keys(LOG_TYPES)),
    logValueRule(logMetadata('LogDestinationTypeInvalid'), 'DestinationType', Object.keys(DESTINATIONS)),
    logValueRule(logMetadata('LogFormatInvalid'), 'LogFormat', ['json', 'text']),
    rule(
      logMetadata('LogIncomplete'),
      'each log must specify LogType, DestinationType, LogFormat, and DestinationDetails',
      (p) => {
        const missing = listElementPaths(p, CONFIGURATIONS)
          .flatMap((log) => REQUIRED_KEYS.map((key) => `${log}.${key}`))
          .filter((path) => !p.has(path));
        return missing.length > 0
          ? `${p.name(CONFIGURATIONS)} must specify LogType, DestinationType, LogFormat, and DestinationDetails for each log. Add ${formatList(missing)}.`
          : undefined;
      },
    ),
    rule(logMetadata('LogDestinationMismatch'), 'DestinationDetails must match DestinationType', (p) => {
      const errors = listElementPaths(p, CONFIGURATIONS)
        .map((log) => checkDestination(p, log))
        .filter((error) => error !== undefined);
      return errors.length > 0
        ? `${p.name(CONFIGURATIONS)} must have DestinationDetails that match DestinationType. ${errors.join(' ')}`
        : undefined;
    }),
    rule(
      logMetadata('FirehoseUnsupportedInRegion'),
      `DestinationType kinesis-firehose is not supported in ${formatList(REGIONS_WITHOUT_FIREHOSE)}`,
      (p) => {
        const logs = listElementPaths(p, CONFIGURATIONS).filter((log) =>
          isOneOf(p, `${log}.DestinationType`, FIREHOSE),
        );
        return logs.length > 0 && REGIONS_WITHOUT_FIREHOSE.includes(p.region ?? '')
          ? `${formatLogs(p, logs)} must not use Amazon Data Firehose, because ElastiCache does not support it in ${p.region}. Use CloudWatch Logs.`
          : undefined;
      },
    ),
    rule(logMetadata('DuplicateLogTypes'), 'each LogType must be specified only once', (p) => {
      const duplicates = findDuplicates(readElementTexts(p, CONFIGURATIONS, 'LogType'));
      return duplicates.length > 0
        ? `${p.name(CONFIGURATIONS)} must specify each LogType only once, but got ${formatList(duplicates)} more than once. Remove the duplicates.`
        : undefined;
    }),
    rule(logMetadata('LogUnsupportedByVersion'), 'the engine version must support each LogType', (p) => {
      const engine = readEngine(p);
      if (!engine || engine.name === 'memcached') {
        return undefined;
      }
      const unsupported = listElementPaths(p, CONFIGURATIONS)
        .map((log) => ({ log, type: p.text(`${log}.LogType`) ?? '' }))
        .filter(({ type }) => isLogType(type) && !supports(engine.name, engine.version, LOG_TYPES[type]));
      const requirements = unsupported.map(({ log, type }) => {
        const since = formatSince(LOG_TYPES[type as LogType], engine.name);
        return p.isConstruct ? `${p.name(log)} requires ${since}` : `the log type ${type}, which requires ${since}`;
      });
      const distinct = [...new Set(requirements)];
      const problem = `${p.isConstruct ? '' : `${p.name(CONFIGURATIONS)} contains `}${distinct.join(', and ')}`;
      return unsupported.length > 0
        ? `${problem}, but got ${formatEngine(engine)}. Use a later ${p.name('EngineVersion')}, or remove the log.`
        : undefined;
    }),
  ];
}

/**
 * Reports destinations in another account or Region than the cache, and log groups whose names are not unique. The
 * properties specify destinations by name, so they must be in the environment of the cache.
 */
export function logDestinationRules(metadata: RuleMetadataFactory): Rule[] {
  const rules = [
    { type: LOG_GROUP, idPrefix: 'LogGroup', thing: 'a log group', elementPath: LOG_GROUP_PATH },
    {
      type: 'AWS::KinesisFirehose::DeliveryStream',
      idPrefix: 'DeliveryStream',
      thing: 'a delivery stream',
      elementPath: `DestinationDetails.${DESTINATIONS[FIREHOSE]}`,
    },
  ].flatMap(({ type, ...destination }) => {
    const options = { ...destination, property: CONFIGURATIONS, types: [type], see: PAGES.logDelivery };
    return [sameRegionRule(metadata, options), sameAccountRule(metadata, options)];
  });
  return [...rules, logGroupNameRule(metadata('LogGroupNameNotUnique', CONFIGURATIONS, PAGES.logDelivery))];
}

function logGroupNameRule(metadata: RuleMetadataInput): Rule {
  return deferredRule(metadata, 'the name of a log group must be unique in the account and Region', (cache) => {
    for (const log of listElementPaths(cache, CONFIGURATIONS)) {
      const logGroup = cache.target(`${log}.${LOG_GROUP_PATH}`, LOG_GROUP);
      const [namesake] = logGroup?.findNamesakes() ?? [];
      if (namesake) {
        const name = formatValue(logGroup?.text('LogGroupName'));
        const isGenerated = cache.isConstruct && String(logGroup).startsWith(String(cache).replace(/'$/, '/'));
        const fix = isGenerated
          ? `Change the name of ${namesake}, or set ${cache.name('ReplicationGroupId')} to another id.`
          : 'Change one of the names.';
        return (
          `${formatLogs(cache, [log])} must use a log group with a unique name in the account and Region, but got ${name}, ` +
          `which is also the name of ${cache.isConstruct ? `the log group ${namesake}` : namesake}. ${fix}`
        );
      }
    }
    return undefined;
  });
}

function logValueRule(metadata: RuleMetadataInput, key: string, allowed: readonly string[]): Rule {
  return rule(metadata, `the ${key} of each log must be ${formatList(allowed, 'or')}`, (p) => {
    const invalid = readElementTexts(p, CONFIGURATIONS, key).filter((value) => !allowed.includes(value));
    return invalid.length > 0
      ? `${p.name(CONFIGURATIONS)} must use the ${key} ${formatList(allowed, 'or')}, but got ${formatValues(invalid)}. Use one of these values.`
      : undefined;
  });
}

/** Formats the props of the logs in a construct, or the name of the property in a template. */
function formatLogs(p: PropertyReader, logs: readonly string[]): string {
  return formatList([...new Set(logs.map((log) => p.name(p.isConstruct ? log : CONFIGURATIONS)))]);
}

function isLogType(type: string): type is LogType {
  return Object.hasOwn(LOG_TYPES, type);
}

function checkDestination(p: PropertyReader, log: string): string | undefined {
  const type = p.text(`${log}.DestinationType`);
  const details = `${log}.DestinationDetails`;
  if (type === undefined || !Object.hasOwn(DESTINATIONS, type) || p.resolved(details) === undefined) {
    return undefined;
  }
  const otherDetails = Object.keys(DESTINATIONS)
    .filter((other) => other !== type)
    .map((other) => DESTINATIONS[other].split('.')[0])
    .find((key) => p.has(`${details}.${key}`));
  if (otherDetails !== undefined) {
    return `For the DestinationType ${type}, specify ${DESTINATIONS[type].split('.')[0]} instead of ${otherDetails}.`;
  }
  return p.has(`${details}.${DESTINATIONS[type]}`)
    ? undefined
    : `For the DestinationType ${type}, specify ${DESTINATIONS[type]}.`;
}
