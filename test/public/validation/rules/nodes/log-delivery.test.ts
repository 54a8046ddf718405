import { checkGroup } from '../replication-group/group';

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
const checkLogs = (...LogDeliveryConfigurations: object[]) => checkGroup({ LogDeliveryConfigurations });

test('accepts both logs with different destinations', () => {
  expect([
    checkLogs(SLOW, ENGINE),
    checkLogs({ ...SLOW, DestinationDetails: { Ref: 'Details' } }),
    checkLogs({ 'Fn::If': ['Logs', SLOW, ENGINE] }),
  ]).toEqual([[], [], []]);
});

test.each([
  [{ LogType: 'slowlog' }, 'ReplicationGroup.LogTypeInvalid: \'LogDeliveryConfigurations\' but got "slowlog"'],
  [{ LogFormat: 'xml' }, 'ReplicationGroup.LogFormatInvalid: \'LogDeliveryConfigurations\' but got "xml"'],
  [{ DestinationType: 's3' }, 'ReplicationGroup.LogDestinationTypeInvalid: \'LogDeliveryConfigurations\' but got "s3"'],
  [{ LogFormat: undefined }, "ReplicationGroup.LogIncomplete: 'LogDeliveryConfigurations'"],
  [{ DestinationDetails: undefined }, "ReplicationGroup.LogIncomplete: 'LogDeliveryConfigurations'"],
  [{ DestinationType: 'kinesis-firehose' }, "ReplicationGroup.LogDestinationMismatch: 'LogDeliveryConfigurations'"],
  [{ DestinationDetails: {} }, "ReplicationGroup.LogDestinationMismatch: 'LogDeliveryConfigurations'"],
  [
    { DestinationDetails: { CloudWatchLogsDetails: {} } },
    "ReplicationGroup.LogDestinationMismatch: 'LogDeliveryConfigurations'",
  ],
])('fails with the log configuration %j', (properties, error) => {
  expect(checkLogs({ ...SLOW, ...properties })).toEqual([error]);
});

test('fails with more than two logs and with duplicate log types', () => {
  expect(checkLogs(SLOW, ENGINE, { ...SLOW, LogFormat: 'text' })).toEqual([
    "ReplicationGroup.TooManyLogs: 'LogDeliveryConfigurations' but got 3",
    "ReplicationGroup.DuplicateLogTypes: 'LogDeliveryConfigurations' but got slow-log more than once",
  ]);
});

test.each([
  ['4.0.10', false, false],
  ['5.0.6', false, false],
  ['6.0', true, false],
  ['6.2', true, true],
  ['6.x', true, true],
  ['7.1', true, true],
])('validates the log types that Redis OSS %s supports', (EngineVersion, slow, engine) => {
  const checkLog = (log: object) =>
    checkGroup({ Engine: 'redis', EngineVersion, CacheNodeType: 'cache.m5.large', LogDeliveryConfigurations: [log] });
  const errors = [
    `ReplicationGroup.LogUnsupportedByVersion: 'LogDeliveryConfigurations' but got Redis OSS ${EngineVersion}`,
  ];

  expect(checkLog(SLOW)).toEqual(slow ? [] : errors);
  expect(checkLog(ENGINE)).toEqual(engine ? [] : errors);
});
