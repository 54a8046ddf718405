import { checkCluster, REDIS } from './cluster';

const LOG = {
  LogType: 'slow-log',
  LogFormat: 'json',
  DestinationType: 'cloudwatch-logs',
  DestinationDetails: { CloudWatchLogsDetails: { LogGroup: '/cache' } },
};

test.each([
  ['SnapshotRetentionLimit', 1, 'snapshots outside serverless caches'],
  ['SnapshotName', 'nightly', 'snapshots outside serverless caches'],
  ['SnapshotArns', ['arn:aws:s3:::bucket/dump.rdb'], 'snapshots outside serverless caches'],
  ['SnapshotArns', { Ref: 'Files' }, 'snapshots outside serverless caches'],
  ['LogDeliveryConfigurations', [LOG], 'logs to deliver'],
])('fails with %s, which only Redis OSS supports', (property, value, what) => {
  expect(checkCluster({ [property]: value })).toEqual([
    `'${property}' is for Redis OSS, got memcached, which has no ${what}; leave it out`,
  ]);
  expect(checkCluster({ [property]: value }, REDIS)).toEqual([]);
});

test('fails with a snapshot window for Memcached', () => {
  expect(checkCluster({ SnapshotWindow: '05:00-06:00' })).toContain(
    "'SnapshotWindow' is for Redis OSS, got memcached, which has no snapshots outside serverless caches; leave it out",
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
    fine
      ? []
      : [
          `'TransitEncryptionEnabled' needs Memcached 1.6.12 or later, got Memcached ${EngineVersion}; raise 'EngineVersion', or leave 'TransitEncryptionEnabled' out`,
        ],
  );
  expect(checkCluster({ EngineVersion, TransitEncryptionEnabled: false })).toEqual([]);
});

test('fails with TLS for Redis OSS', () => {
  expect(checkCluster({ TransitEncryptionEnabled: true }, REDIS)).toEqual([
    "'TransitEncryptionEnabled' of a cluster is for Memcached, got redis; use AWS::ElastiCache::ReplicationGroup for Redis OSS with TLS",
  ]);
});

test('fails with TLS without a subnet group', () => {
  expect(checkCluster({ TransitEncryptionEnabled: true, CacheSubnetGroupName: undefined })).toEqual([
    "'CacheSubnetGroupName' must be given with 'TransitEncryptionEnabled', got nothing; give a subnet group",
  ]);
});
