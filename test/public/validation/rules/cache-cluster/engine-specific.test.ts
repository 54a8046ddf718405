import { checkCluster, REDIS } from './cluster';

const LOG = {
  LogType: 'slow-log',
  LogFormat: 'json',
  DestinationType: 'cloudwatch-logs',
  DestinationDetails: { CloudWatchLogsDetails: { LogGroup: '/cache' } },
};

test.each([
  ['SnapshotRetentionLimit', 1],
  ['SnapshotName', 'nightly'],
  ['SnapshotArns', ['arn:aws:s3:::bucket/dump.rdb']],
  ['SnapshotArns', { Ref: 'Files' }],
  ['LogDeliveryConfigurations', [LOG]],
])('fails with %s, which only Redis OSS supports', (property, value) => {
  expect(checkCluster({ [property]: value })).toEqual([
    `CacheCluster.${property}RequiresRedis: '${property}' but got memcached`,
  ]);
  expect(checkCluster({ [property]: value }, REDIS)).toEqual([]);
});

test('fails with a snapshot window for Memcached', () => {
  expect(checkCluster({ SnapshotWindow: '05:00-06:00' })).toContain(
    "CacheCluster.SnapshotWindowRequiresRedis: 'SnapshotWindow' but got memcached",
  );
  expect(checkCluster({ SnapshotWindow: '05:00-06:00', SnapshotRetentionLimit: 1 }, REDIS)).toEqual([]);
});

test('accepts empty values of properties that only Redis OSS supports', () => {
  expect(checkCluster({ SnapshotRetentionLimit: 0, SnapshotArns: [], LogDeliveryConfigurations: [] })).toEqual([]);
});

test.each([
  ['1.5.16', false],
  ['1.6.6', false],
  ['1.6.12', true],
  ['1.6.22', true],
])('requires Memcached 1.6.12 for TLS, got %s', (EngineVersion, fine) => {
  expect(checkCluster({ EngineVersion, TransitEncryptionEnabled: true })).toEqual(
    fine ? [] : [`CacheCluster.TlsUnsupportedByVersion: 'TransitEncryptionEnabled' but got Memcached ${EngineVersion}`],
  );
  expect(checkCluster({ EngineVersion, TransitEncryptionEnabled: false })).toEqual([]);
});

test('fails with TLS for Redis OSS', () => {
  expect(checkCluster({ TransitEncryptionEnabled: true }, REDIS)).toEqual([
    "CacheCluster.TlsRequiresReplicationGroup: 'TransitEncryptionEnabled' but got redis",
  ]);
});

test('accepts TLS in the default VPC with a warning', () => {
  expect(checkCluster({ TransitEncryptionEnabled: true, CacheSubnetGroupName: undefined })).toEqual([
    "CacheCluster.SubnetGroupMissing: 'CacheSubnetGroupName'",
  ]);
});
