import { formatEngine, formatSince, readEngine } from './engine';
import { findDuplicates } from '../../../private/text';
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

/** The log types, each with the feature that the engine version must support. */
const LOG_TYPES = { 'slow-log': 'slowLogDelivery', 'engine-log': 'engineLogDelivery' } as const;

type LogType = keyof typeof LOG_TYPES;

/** The destination types, each with the path of the destination in `DestinationDetails`. */
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
      'each log must have LogType, DestinationType, LogFormat, and DestinationDetails',
      (p) => {
        const missing = listElementPaths(p, CONFIGURATIONS)
          .flatMap((log) => REQUIRED_KEYS.map((key) => `${log}.${key}`))
          .filter((path) => !p.has(path))
          .map((path) => path.slice(CONFIGURATIONS.length + 1));
        return missing.length > 0
          ? `${p.name(CONFIGURATIONS)} must have LogType, DestinationType, LogFormat, and DestinationDetails for each log. Add ${missing.join(', ')}.`
          : undefined;
      },
    ),
    rule(
      logMetadata('LogDestinationMismatch'),
      'DestinationDetails must describe a destination of DestinationType',
      (p) => {
        const errors = listElementPaths(p, CONFIGURATIONS)
          .map((log) => checkDestination(p, log))
          .filter((error) => error !== undefined);
        return errors.length > 0
          ? `${p.name(CONFIGURATIONS)} must have DestinationDetails that match DestinationType. ${errors.join(' ')}`
          : undefined;
      },
    ),
    rule(
      logMetadata('FirehoseUnsupportedInRegion'),
      `DestinationType must not be kinesis-firehose in ${REGIONS_WITHOUT_FIREHOSE.join(', ')}`,
      (p) => {
        const logs = listElementPaths(p, CONFIGURATIONS).filter((log) =>
          isOneOf(p, `${log}.DestinationType`, FIREHOSE),
        );
        return logs.length > 0 && REGIONS_WITHOUT_FIREHOSE.includes(p.region ?? '')
          ? `${formatLogs(p, logs)} must not be delivered to Amazon Data Firehose in ${p.region}, where ElastiCache does not support it. Use CloudWatch Logs.`
          : undefined;
      },
    ),
    rule(logMetadata('DuplicateLogTypes'), 'LogTypes must be distinct', (p) => {
      const duplicates = findDuplicates(readElementTexts(p, CONFIGURATIONS, 'LogType'));
      return duplicates.length > 0
        ? `${p.name(CONFIGURATIONS)} must have one destination for each log, but got ${duplicates.join(', ')} more than once. Remove a destination.`
        : undefined;
    }),
    rule(logMetadata('LogUnsupportedByVersion'), 'each LogType must be one that the engine version supports', (p) => {
      const engine = readEngine(p);
      if (!engine || engine.name === 'memcached') {
        return undefined;
      }
      const unsupported = listElementPaths(p, CONFIGURATIONS)
        .map((log) => ({ log, type: p.text(`${log}.LogType`) ?? '' }))
        .filter(({ type }) => isLogType(type) && !supports(engine.name, engine.version, LOG_TYPES[type]));
      const requirements = unsupported.map(
        ({ type }) => `the ${type} requires ${formatSince(LOG_TYPES[type as LogType], engine.name)}`,
      );
      return unsupported.length > 0
        ? `${formatLogs(
            p,
            unsupported.map(({ log }) => log),
          )} must be supported by the engine version (${requirements.join(', ')}), but got ${formatEngine(engine)}. Use a later version, or remove the log.`
        : undefined;
    }),
  ];
}

/**
 * Requires destinations in the account and Region of the cache, since CloudFormation takes their names only, and log
 * groups with unique names.
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
  return deferredRule(metadata, 'the names of log groups must be unique in the account and Region', (cache) => {
    for (const log of listElementPaths(cache, CONFIGURATIONS)) {
      const logGroup = cache.target(`${log}.${LOG_GROUP_PATH}`, LOG_GROUP);
      const [namesake] = logGroup?.findNamesakes() ?? [];
      if (namesake) {
        return `${formatLogs(cache, [log])} must have a log group with a unique name in the account and Region, but got ${formatValue(logGroup?.text('LogGroupName'))}, which ${namesake} has too. Use another log group, or set ${cache.name('ReplicationGroupId')} if this library generates the name of the log group.`;
      }
    }
    return undefined;
  });
}

function logValueRule(metadata: RuleMetadataInput, key: string, allowed: readonly string[]): Rule {
  return rule(metadata, `${key} of a log must be one of ${allowed.join(', ')}`, (p) => {
    const invalid = readElementTexts(p, CONFIGURATIONS, key).filter((value) => !allowed.includes(value));
    return invalid.length > 0
      ? `${p.name(CONFIGURATIONS)} must have the ${key} ${allowed.join(' or ')}, but got ${formatValues(invalid)}.`
      : undefined;
  });
}

/** Formats the logs at paths: as the props of a construct, or as the property of a template. */
function formatLogs(p: PropertyReader, logs: readonly string[]): string {
  return [...new Set(logs.map((log) => p.name(p.isConstruct ? log : CONFIGURATIONS)))].join(' and ');
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
    return `The type ${type} requires ${DESTINATIONS[type]}, but got ${otherDetails}.`;
  }
  return p.has(`${details}.${DESTINATIONS[type]}`) ? undefined : `The type ${type} requires ${DESTINATIONS[type]}.`;
}
