import { supports } from '../../service-data/engine-versions';
import { LIMITS } from '../../service-data/limits';
import { REGIONS_WITHOUT_FIREHOSE } from '../../service-data/regions';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { count, rule, formatValue } from '../rule-builders';
import { readEngine, formatEngine, formatSince } from './node-engine';

const LOGS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html';
const PROPERTY = 'LogDeliveryConfigurations';

/** The types of logs, each with the feature that its engine versions have. */
const LOG_TYPES = { 'slow-log': 'slowLogDelivery', 'engine-log': 'engineLogDelivery' } as const;

/** The kinds of destinations, each with what describes it. */
const DESTINATIONS: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'CloudWatchLogsDetails.LogGroup',
  'kinesis-firehose': 'KinesisFirehoseDetails.DeliveryStream',
};

/** What the rules of node-based caches demand of the delivery of logs. */
export function logDeliveryRules(metadata: RuleMetadataFactory): Rule[] {
  const logMetadata = (id: string) => metadata(id, PROPERTY, LOGS);
  return [
    count(logMetadata('LogCount'), { ...LIMITS.logDeliveries, things: 'logs' }),
    logValueRule(logMetadata('LogTypeKnown'), 'LogType', Object.keys(LOG_TYPES)),
    logValueRule(logMetadata('LogDestinationKnown'), 'DestinationType', Object.keys(DESTINATIONS)),
    logValueRule(logMetadata('LogFormatKnown'), 'LogFormat', ['json', 'text']),
    rule(logMetadata('LogComplete'), 'each log must have LogType, DestinationType, LogFormat and DestinationDetails', (p) => {
      const missing = listLogPaths(p)
        .flatMap((entry) =>
          ['LogType', 'DestinationType', 'LogFormat', 'DestinationDetails'].map((key) => `${entry}.${key}`),
        )
        .filter((path) => !p.has(path));
      return missing.length > 0
        ? `${p.name(PROPERTY)} must say everything of each log, got no ${missing.map((path) => path.slice(PROPERTY.length + 1)).join(', ')}; give it`
        : undefined;
    }),
    rule(logMetadata('LogDestinationFits'), 'DestinationDetails must describe a destination of DestinationType', (p) => {
      const errors = listLogPaths(p)
        .map((entry) => checkDestination(p, entry))
        .filter((error) => error !== undefined);
      return errors.length > 0
        ? `${p.name(PROPERTY)} must describe where each log goes: ${errors.join('; ')}`
        : undefined;
    }),
    rule(
      logMetadata('LogDestinationInRegion'),
      `DestinationType must not be kinesis-firehose in ${REGIONS_WITHOUT_FIREHOSE.join(', ')}`,
      (p) =>
        readLogValues(p, 'DestinationType').includes('kinesis-firehose') && REGIONS_WITHOUT_FIREHOSE.includes(p.region ?? '')
          ? `${p.name(PROPERTY)} must not go to Amazon Data Firehose in ${p.region}, where ElastiCache delivers no logs to it; use CloudWatch Logs`
          : undefined,
    ),
    rule(logMetadata('LogTypesDistinct'), 'each LogType must stand once', (p) => {
      const types = readLogValues(p, 'LogType');
      const duplicates = [...new Set(types.filter((type, index) => types.indexOf(type) !== index))];
      return duplicates.length > 0
        ? `${p.name(PROPERTY)} must have each log once, got ${duplicates.join(', ')} twice; keep one destination of it`
        : undefined;
    }),
    rule(logMetadata('LogsNeedVersion'), 'each LogType must be one that the engine version has', (p) => {
      const engine = readEngine(p);
      const errors = readLogValues(p, 'LogType')
        .filter(isLogType)
        .filter(
          (type) => engine && engine.name !== 'memcached' && !supports(engine.name, engine.version, LOG_TYPES[type]),
        )
        .map((type) => `the ${type} needs ${formatSince(LOG_TYPES[type], engine!.name)}`);
      return errors.length > 0
        ? `${p.name(PROPERTY)} must suit the engine version: ${errors.join(', ')}, got ${formatEngine(engine!)}; raise it, or leave the log out`
        : undefined;
    }),
  ];
}

function listLogPaths(p: PropertyReader): string[] {
  return (p.list(PROPERTY) ?? []).map((_, index) => `${PROPERTY}.${index}`);
}

function readLogValues(p: PropertyReader, key: string): string[] {
  return listLogPaths(p)
    .map((entry) => p.text(`${entry}.${key}`))
    .filter((value) => value !== undefined);
}

function logValueRule(metadata: ReturnType<RuleMetadataFactory>, key: string, allowed: readonly string[]): Rule {
  return rule(metadata, `${key} of a log must be one of ${allowed.join(', ')}`, (p) => {
    const invalid = readLogValues(p, key).filter((value) => !allowed.includes(value));
    return invalid.length > 0
      ? `${p.name(PROPERTY)} must have ${key} ${allowed.join(' or ')}, got ${invalid.map(formatValue).join(', ')}`
      : undefined;
  });
}

function isLogType(type: string): type is keyof typeof LOG_TYPES {
  return Object.hasOwn(LOG_TYPES, type);
}

function checkDestination(p: PropertyReader, entry: string): string | undefined {
  const type = p.text(`${entry}.DestinationType`);
  if (
    type === undefined ||
    !Object.hasOwn(DESTINATIONS, type) ||
    p.resolved(`${entry}.DestinationDetails`) === undefined
  ) {
    return undefined;
  }
  const others = Object.keys(DESTINATIONS).filter(
    (other) => other !== type && p.has(`${entry}.DestinationDetails.${DESTINATIONS[other].split('.')[0]}`),
  );
  if (others.length > 0) {
    return `${type} goes with ${DESTINATIONS[type]}, got ${DESTINATIONS[others[0]].split('.')[0]}`;
  }
  return p.has(`${entry}.DestinationDetails.${DESTINATIONS[type]}`)
    ? undefined
    : `${type} needs ${DESTINATIONS[type]}, got none`;
}
