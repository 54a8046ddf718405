import { supports } from '../../service-data/engine-versions';
import { LIMITS } from '../../service-data/limits';
import { REGIONS_WITHOUT_FIREHOSE } from '../../service-data/regions';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { count, rule, formatValue } from '../rule-builders';
import { engineOf, engineWords, sinceWords } from './node-engine';

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
  const logs = (id: string) => metadata(id, PROPERTY, LOGS);
  return [
    count(logs('LogCount'), { ...LIMITS.logDeliveries, things: 'logs' }),
    oneWord(logs('LogTypeKnown'), 'LogType', Object.keys(LOG_TYPES)),
    oneWord(logs('LogDestinationKnown'), 'DestinationType', Object.keys(DESTINATIONS)),
    oneWord(logs('LogFormatKnown'), 'LogFormat', ['json', 'text']),
    rule(logs('LogComplete'), 'each log must have LogType, DestinationType, LogFormat and DestinationDetails', (p) => {
      const missing = entries(p)
        .flatMap((entry) =>
          ['LogType', 'DestinationType', 'LogFormat', 'DestinationDetails'].map((key) => `${entry}.${key}`),
        )
        .filter((path) => !p.has(path));
      return missing.length > 0
        ? `${p.name(PROPERTY)} must say everything of each log, got no ${missing.map((path) => path.slice(PROPERTY.length + 1)).join(', ')}; give it`
        : undefined;
    }),
    rule(logs('LogDestinationFits'), 'DestinationDetails must describe a destination of DestinationType', (p) => {
      const faults = entries(p)
        .map((entry) => destinationFault(p, entry))
        .filter((fault) => fault !== undefined);
      return faults.length > 0
        ? `${p.name(PROPERTY)} must describe where each log goes: ${faults.join('; ')}`
        : undefined;
    }),
    rule(
      logs('LogDestinationInRegion'),
      `DestinationType must not be kinesis-firehose in ${REGIONS_WITHOUT_FIREHOSE.join(', ')}`,
      (p) =>
        words(p, 'DestinationType').includes('kinesis-firehose') && REGIONS_WITHOUT_FIREHOSE.includes(p.region ?? '')
          ? `${p.name(PROPERTY)} must not go to Amazon Data Firehose in ${p.region}, where ElastiCache delivers no logs to it; use CloudWatch Logs`
          : undefined,
    ),
    rule(logs('LogTypesDistinct'), 'each LogType must stand once', (p) => {
      const types = words(p, 'LogType');
      const twice = [...new Set(types.filter((type, index) => types.indexOf(type) !== index))];
      return twice.length > 0
        ? `${p.name(PROPERTY)} must have each log once, got ${twice.join(', ')} twice; keep one destination of it`
        : undefined;
    }),
    rule(logs('LogsNeedVersion'), 'each LogType must be one that the engine version has', (p) => {
      const engine = engineOf(p);
      const faults = words(p, 'LogType')
        .filter(isLogType)
        .filter(
          (type) => engine && engine.name !== 'memcached' && !supports(engine.name, engine.version, LOG_TYPES[type]),
        )
        .map((type) => `the ${type} needs ${sinceWords(LOG_TYPES[type], engine!.name)}`);
      return faults.length > 0
        ? `${p.name(PROPERTY)} must suit the engine version: ${faults.join(', ')}, got ${engineWords(engine!)}; raise it, or leave the log out`
        : undefined;
    }),
  ];
}

function entries(p: PropertyReader): string[] {
  return (p.list(PROPERTY) ?? []).map((_, index) => `${PROPERTY}.${index}`);
}

function words(p: PropertyReader, key: string): string[] {
  return entries(p)
    .map((entry) => p.text(`${entry}.${key}`))
    .filter((value) => value !== undefined);
}

function oneWord(metadata: ReturnType<RuleMetadataFactory>, key: string, known: readonly string[]): Rule {
  return rule(metadata, `${key} of a log must be one of ${known.join(', ')}`, (p) => {
    const wrong = words(p, key).filter((value) => !known.includes(value));
    return wrong.length > 0
      ? `${p.name(PROPERTY)} must have ${key} ${known.join(' or ')}, got ${wrong.map(formatValue).join(', ')}`
      : undefined;
  });
}

function isLogType(type: string): type is keyof typeof LOG_TYPES {
  return Object.hasOwn(LOG_TYPES, type);
}

function destinationFault(p: PropertyReader, entry: string): string | undefined {
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
