import { clusterFaults, REDIS } from './cluster';

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
])('fails with what only Redis OSS has: %s', (property, value, what) => {
  expect(clusterFaults({ [property]: value })).toEqual([
    `'${property}' is for Redis OSS, got memcached, which has no ${what}; leave it out`,
  ]);
  expect(clusterFaults({ [property]: value }, REDIS)).toEqual([]);
});

test('fails with a snapshot window', () => {
  expect(clusterFaults({ SnapshotWindow: '05:00-06:00' })).toContain(
    "'SnapshotWindow' is for Redis OSS, got memcached, which has no snapshots outside serverless caches; leave it out",
  );
  expect(clusterFaults({ SnapshotWindow: '05:00-06:00', SnapshotRetentionLimit: 1 }, REDIS)).toEqual([]);
});

test('takes an explicit nothing', () => {
  expect(clusterFaults({ SnapshotRetentionLimit: 0, SnapshotArns: [], LogDeliveryConfigurations: [] })).toEqual([]);
});

test.each([
  ['1.5.16', false],
  ['1.6.6', false],
  ['1.6.12', true],
  ['1.6.22', true],
])('talks TLS from Memcached 1.6.12 on: %s', (EngineVersion, fine) => {
  expect(clusterFaults({ EngineVersion, TransitEncryptionEnabled: true })).toEqual(
    fine
      ? []
      : [
          `'TransitEncryptionEnabled' needs Memcached 1.6.12 or later, got Memcached ${EngineVersion}; raise 'EngineVersion', or leave 'TransitEncryptionEnabled' out`,
        ],
  );
  expect(clusterFaults({ EngineVersion, TransitEncryptionEnabled: false })).toEqual([]);
});

test('fails with TLS for Redis OSS', () => {
  expect(clusterFaults({ TransitEncryptionEnabled: true }, REDIS)).toEqual([
    "'TransitEncryptionEnabled' of a cluster is for Memcached, got redis; use AWS::ElastiCache::ReplicationGroup for Redis OSS with TLS",
  ]);
});

test('fails with TLS outside a subnet group', () => {
  expect(clusterFaults({ TransitEncryptionEnabled: true, CacheSubnetGroupName: undefined })).toEqual([
    "'CacheSubnetGroupName' must be given with 'TransitEncryptionEnabled', got nothing; give a subnet group",
  ]);
});
