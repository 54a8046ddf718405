import * as fs from 'fs';
import * as path from 'path';
import { AUTO_SCALING, LIMITS } from '../../src/service-data/limits';

/** The page that has the limits below what is written by hand. */
export const LIMITS_PAGE = path.join(__dirname, '..', '..', 'docs', 'costs-and-limits.md');

/** The line after which everything is made. */
const HEADING = '## Limits';

const API = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/';
const ALARMS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html';

interface Row {
  readonly what: string;
  readonly unit: string;
  readonly see: string;
}

const row = (what: string, unit: string, see: string): Row => ({ what, unit, see });

/** What each limit is about, in the order of the page. */
const ROWS: Readonly<Record<keyof typeof LIMITS, Row>> = {
  serverlessCacheName: row('name of a serverless cache', 'characters', `${API}CreateServerlessCache.html`),
  serverlessDescription: row('its description', 'characters', `${API}CreateServerlessCache.html`),
  serverlessStorageGb: row('its storage, minimum and maximum', 'GB', `${API}DataStorage.html`),
  serverlessEcpuPerSecond: row(
    'its request rate, minimum and maximum',
    'ElastiCache Processing Units per second',
    `${API}ECPUPerSecond.html`,
  ),
  serverlessSecurityGroups: row('its security groups', '', `${API}CreateServerlessCache.html`),
  snapshotRetentionDays: row('how long automatic snapshots are kept', 'days', `${API}CreateReplicationGroup.html`),
  snapshotName: row('name of a snapshot', 'characters', `${API}CreateSnapshot.html`),
  serverlessSnapshotsPerDay: row('manual snapshots of a serverless cache', 'a day', `${GUIDE}quota-limits.html`),
  userId: row('id of a user', 'characters', `${API}CreateUser.html`),
  userName: row('name of a user', 'characters', `${API}CreateUser.html`),
  userGroupId: row('id of a user group', 'characters', `${API}CreateUserGroup.html`),
  usersPerGroup: row('users of a user group', '', `${GUIDE}quota-limits.html`),
  passwords: row('passwords of a user', '', `${API}CreateUser.html`),
  passwordLength: row('a password', 'characters', `${API}CreateUser.html`),
  replicationGroupId: row('id of a replication group', 'characters', `${API}CreateReplicationGroup.html`),
  clusterName: row('name of a Memcached cluster', 'characters', `${API}CreateCacheCluster.html`),
  authTokenLength: row('an AUTH token', 'characters', `${API}CreateReplicationGroup.html`),
  userGroupsPerCache: row('user groups of a cache', '', `${API}CreateReplicationGroup.html`),
  nodesWithoutShards: row(
    'nodes of a replication group, cluster mode disabled',
    '',
    `${API}CreateReplicationGroup.html`,
  ),
  shards: row('shards of a replication group', '', `${API}CreateReplicationGroup.html`),
  replicasPerShard: row('replicas of a shard', '', `${API}CreateReplicationGroup.html`),
  slots: row('slots of a shard, first and last', '', `${API}NodeGroupConfiguration.html`),
  logDeliveries: row('log deliveries of a replication group', '', `${API}CreateReplicationGroup.html`),
  port: row('port of a node-based cache', '', `${API}CreateReplicationGroup.html`),
  globalDatastoreMembers: row('replication groups of a global datastore', '', `${GUIDE}Redis-Global-Datastore.html`),
  parameterGroupName: row('name of a parameter group', 'characters', `${API}CreateCacheParameterGroup.html`),
  subnetGroupName: row('name of a subnet group', 'characters', `${API}CreateCacheSubnetGroup.html`),
  subnetsPerGroup: row('subnets of a subnet group', '', `${GUIDE}quota-limits.html`),
  maintenanceWindowMinutes: row('the maintenance window', 'minutes', `${API}CreateReplicationGroup.html`),
  snapshotWindowMinutes: row('the snapshot window', 'minutes', `${API}CreateReplicationGroup.html`),
  tags: row('tags of a resource', '', `${GUIDE}Tagging-Resources.html`),
  tagKey: row('key of a tag', 'characters', `${GUIDE}Tagging-Resources.html`),
  tagValue: row('value of a tag', 'characters', `${GUIDE}Tagging-Resources.html`),
  nodesOfShards: row('nodes of a replication group with shards', '', `${GUIDE}quota-limits.html`),
  memcachedNodes: row('nodes of a Memcached cluster', '', `${GUIDE}quota-limits.html`),
  alarmMetrics: row('metrics that one alarm watches', '', ALARMS),
};

/** What auto scaling may do. */
const SCALING_ROWS: Readonly<Record<keyof typeof AUTO_SCALING, Row>> = {
  shards: row('shards under auto scaling', '', `${GUIDE}AutoScaling.html`),
  replicas: row('replicas of a shard under auto scaling', '', `${GUIDE}AutoScaling.html`),
  replicaCpuTargetPercent: row('target of the CPU when replicas scale', 'percent', `${GUIDE}AutoScaling.html`),
  replicaReservedMemoryPercent: row('reserved memory when replicas scale', 'percent', `${GUIDE}AutoScaling.html`),
};

/** How the facts name a bound, and how the page does. */
const BOUNDS: readonly [string, (bound: string) => string][] = [
  ['quota', (bound) => `${bound} by the quota at first`],
  ['maxBeforeRedis506', (bound) => `${bound} before Redis OSS 5.0.6`],
];

/** `1 to 40`, `at most 255`, and what a quota adds. */
function boundsOf(limit: Readonly<Record<string, number>>): string {
  const [least, most] = [limit.min ?? limit.minLength, limit.max ?? limit.maxLength].map((bound) =>
    bound?.toLocaleString('en-US'),
  );
  const range =
    least && most
      ? [least === most ? least : `${least} to ${most}`]
      : least
        ? [`at least ${least}`]
        : most
          ? [`at most ${most}`]
          : [];
  return [...range, ...BOUNDS.filter(([name]) => name in limit).map(([name, told]) => told(String(limit[name])))].join(
    '; ',
  );
}

/** The table of all limits. */
export function limitsSection(): string {
  const told = (
    rows: Readonly<Record<string, Row>>,
    facts: Readonly<Record<string, Readonly<Record<string, number>>>>,
  ) =>
    Object.entries(rows).map(
      ([name, { what, unit, see }]) => `| ${what} | ${boundsOf(facts[name])} | ${unit} | [page](${see}) |`,
    );
  return [
    HEADING,
    '',
    'What a template shows to be beyond is refused at synthesis; beyond a quota, which AWS raises on request, there is a warning. The table is made from the facts of the library: `npx projen limits`.',
    '',
    '| | | | AWS |',
    '| --- | --- | --- | --- |',
    ...told(ROWS, LIMITS),
    ...told(SCALING_ROWS, AUTO_SCALING),
    '',
  ].join('\n');
}

/** The page with the limits of today below its own words. */
export function limitsPage(page: string): string {
  return page.slice(0, page.indexOf(`${HEADING}\n`)) + limitsSection();
}

if (require.main === module) {
  fs.writeFileSync(LIMITS_PAGE, limitsPage(fs.readFileSync(LIMITS_PAGE, 'utf8')));
}
