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
])('fails with the log configuration %j', (properties, error) => {
  expect(checkLogs({ ...SLOW, ...properties })).toEqual([error]);
});

test('fails with more than two logs and with duplicate log types', () => {
  expect(checkLogs(SLOW, ENGINE, { ...SLOW, LogFormat: 'text' })).toEqual([
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
])('validates the log types that Redis OSS %s supports', (EngineVersion, slow, engine) => {
  const checkLog = (log: object) =>
    checkGroup({ Engine: 'redis', EngineVersion, CacheNodeType: 'cache.m5.large', LogDeliveryConfigurations: [log] });
  const formatErrors = (requirement: string) => [
    `'LogDeliveryConfigurations' must suit the engine version: the ${requirement}, got Redis OSS ${EngineVersion}; raise it, or leave the log out`,
  ];

  expect(checkLog(SLOW)).toEqual(slow ? [] : formatErrors('slow-log needs Valkey 7.2 or Redis OSS 6.0 or later'));
  expect(checkLog(ENGINE)).toEqual(engine ? [] : formatErrors('engine-log needs Valkey 7.2 or Redis OSS 6.2 or later'));
});
