import { groupFaults } from '../replication-group/group';

const SLOW = {
  LogType: 'slow-log',
  LogFormat: 'json',
  DestinationType: 'cloudwatch-logs',
  DestinationDetails: { CloudWatchLogsDetails: { LogGroup: '/cache' } },
};
const ENGINE = {
  LogType: 'engine-log',
  LogFormat: 'text',
  DestinationType: 'kinesis-firehose',
  DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'cache' } },
};
const logs = (...LogDeliveryConfigurations: object[]) => groupFaults({ LogDeliveryConfigurations });

test('both logs can be delivered, each in its way', () => {
  expect([
    logs(SLOW, ENGINE),
    logs({ ...SLOW, DestinationDetails: { Ref: 'Details' } }),
    logs({ 'Fn::If': ['Logs', SLOW, ENGINE] }),
  ]).toEqual([[], [], []]);
});

test.each([
  [{ LogType: 'slowlog' }, '\'LogDeliveryConfigurations\' must have LogType slow-log or engine-log, got "slowlog"'],
  [{ LogFormat: 'xml' }, '\'LogDeliveryConfigurations\' must have LogFormat json or text, got "xml"'],
  [
    { DestinationType: 's3' },
    '\'LogDeliveryConfigurations\' must have DestinationType cloudwatch-logs or kinesis-firehose, got "s3"',
  ],
  [
    { LogFormat: undefined },
    "'LogDeliveryConfigurations' must say everything of each log, got no 0.LogFormat; give it",
  ],
  [
    { DestinationDetails: undefined },
    "'LogDeliveryConfigurations' must say everything of each log, got no 0.DestinationDetails; give it",
  ],
  [
    { DestinationType: 'kinesis-firehose' },
    "'LogDeliveryConfigurations' must describe where each log goes: kinesis-firehose goes with KinesisFirehoseDetails.DeliveryStream, got CloudWatchLogsDetails",
  ],
  [
    { DestinationDetails: {} },
    "'LogDeliveryConfigurations' must describe where each log goes: cloudwatch-logs needs CloudWatchLogsDetails.LogGroup, got none",
  ],
  [
    { DestinationDetails: { CloudWatchLogsDetails: {} } },
    "'LogDeliveryConfigurations' must describe where each log goes: cloudwatch-logs needs CloudWatchLogsDetails.LogGroup, got none",
  ],
])('fails with a log that is described otherwise: %j', (properties, fault) => {
  expect(logs({ ...SLOW, ...properties })).toEqual([fault]);
});

test('fails with more logs than there are, and with one twice', () => {
  expect(logs(SLOW, ENGINE, { ...SLOW, LogFormat: 'text' })).toEqual([
    "'LogDeliveryConfigurations' must hold at most 2 logs, got 3",
    "'LogDeliveryConfigurations' must have each log once, got slow-log twice; keep one destination of it",
  ]);
});

test.each([
  ['4.0.10', false, false],
  ['5.0.6', false, false],
  ['6.0', true, false],
  ['6.2', true, true],
  ['6.x', true, true],
  ['7.1', true, true],
])('logs come with the versions of Redis OSS: %s', (EngineVersion, slow, engine) => {
  const faults = (log: object) =>
    groupFaults({ Engine: 'redis', EngineVersion, CacheNodeType: 'cache.m5.large', LogDeliveryConfigurations: [log] });
  const needs = (words: string) => [
    `'LogDeliveryConfigurations' must suit the engine version: the ${words}, got Redis OSS ${EngineVersion}; raise it, or leave the log out`,
  ];

  expect(faults(SLOW)).toEqual(slow ? [] : needs('slow-log needs Valkey 7.2 or Redis OSS 6.0 or later'));
  expect(faults(ENGINE)).toEqual(engine ? [] : needs('engine-log needs Valkey 7.2 or Redis OSS 6.2 or later'));
});
