import * as fs from 'fs';
import * as path from 'path';
import { renderRegionSection } from './region-table';
import { AUTO_SCALING, LIMITS } from '../../../src/service-data/limits';

/** The page whose last sections are the generated tables of Regions and limits. */
export const LIMITS_PAGE = path.join(__dirname, '..', '..', '..', 'docs', 'costs-and-limits.md');

/** The heading of the first generated section. */
const FIRST_HEADING = '## Regions and features';

const API = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_';
const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/';
const SNAPSHOT =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-serverlesscachesnapshot.html';
const ALARMS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html';
const PUT_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';

interface Row {
  readonly subject: string;
  readonly unit: string;
  readonly link: string;
}

const createRow = (subject: string, unit: string, link: string): Row => ({ subject, unit, link });

/** The rows of the table, in the order of the page. */
const ROWS: Readonly<Record<keyof typeof LIMITS, Row>> = {
  serverlessCacheName: createRow('name of a serverless cache', 'characters', `${API}CreateServerlessCache.html`),
  serverlessDescription: createRow('its description', 'characters', `${API}CreateServerlessCache.html`),
  serverlessStorageGb: createRow('its storage, minimum and maximum', 'GB', `${GUIDE}RedisConfiguration.html`),
  serverlessEcpuPerSecond: createRow(
    'its request rate, minimum and maximum',
    'ElastiCache Processing Units per second',
    `${GUIDE}RedisConfiguration.html`,
  ),
  serverlessSecurityGroups: createRow('its security groups', '', `${API}CreateServerlessCache.html`),
  keyId: createRow('id, ARN, or alias of an AWS KMS key', 'characters', SNAPSHOT),
  snapshotRetentionDays: createRow(
    'how long automatic snapshots are kept',
    'days',
    `${API}CreateReplicationGroup.html`,
  ),
  snapshotName: createRow('name of a snapshot', 'characters', `${API}CreateSnapshot.html`),
  serverlessSnapshotsPerDay: createRow('manual snapshots of a serverless cache', 'a day', `${GUIDE}quota-limits.html`),
  userId: createRow('id of a user', 'characters', `${API}CreateUser.html`),
  userName: createRow('name of a user', 'characters', `${API}CreateUser.html`),
  userGroupId: createRow('id of a user group', 'characters', `${API}CreateUserGroup.html`),
  usersPerGroup: createRow('users of a user group', '', `${GUIDE}quota-limits.html`),
  passwords: createRow('passwords of a user', '', `${API}CreateUser.html`),
  passwordLength: createRow('a password', 'characters', `${API}CreateUser.html`),
  replicationGroupId: createRow('id of a replication group', 'characters', `${API}CreateReplicationGroup.html`),
  clusterName: createRow('name of a Memcached cluster', 'characters', `${API}CreateCacheCluster.html`),
  authTokenLength: createRow('an AUTH token', 'characters', `${API}CreateReplicationGroup.html`),
  userGroupsPerCache: createRow('user groups of a cache', '', `${API}CreateReplicationGroup.html`),
  nodesWithoutShards: createRow(
    'nodes of a replication group, cluster mode disabled',
    '',
    `${API}CreateReplicationGroup.html`,
  ),
  shards: createRow('shards of a replication group', '', `${API}CreateReplicationGroup.html`),
  replicasPerShard: createRow('replicas of a shard', '', `${API}CreateReplicationGroup.html`),
  slots: createRow('slots of a shard, first and last', '', `${API}NodeGroupConfiguration.html`),
  logDeliveries: createRow('log deliveries of a replication group', '', `${API}CreateReplicationGroup.html`),
  port: createRow('port of a node-based cache', '', `${API}CreateReplicationGroup.html`),
  globalDatastoreMembers: createRow(
    'replication groups of a global datastore',
    '',
    `${GUIDE}Redis-Global-Datastore.html`,
  ),
  parameterGroupName: createRow('name of a parameter group', 'characters', `${API}CreateCacheParameterGroup.html`),
  subnetGroupName: createRow('name of a subnet group', 'characters', `${API}CreateCacheSubnetGroup.html`),
  subnetsPerGroup: createRow('subnets of a subnet group', '', `${GUIDE}quota-limits.html`),
  maintenanceWindowMinutes: createRow('the maintenance window', 'minutes', `${API}CreateReplicationGroup.html`),
  snapshotWindowMinutes: createRow('the snapshot window', 'minutes', `${API}CreateReplicationGroup.html`),
  tags: createRow('tags of a resource', '', `${GUIDE}Tagging-Resources.html`),
  tagKey: createRow('key of a tag', 'characters', `${GUIDE}Tagging-Resources.html`),
  tagValue: createRow('value of a tag', 'characters', `${GUIDE}Tagging-Resources.html`),
  nodesOfShards: createRow('nodes of a replication group with shards', '', `${GUIDE}quota-limits.html`),
  memcachedNodes: createRow('nodes of a Memcached cluster', '', `${GUIDE}quota-limits.html`),
  serverlessCachesInRegion: createRow('serverless caches in a Region', '', `${GUIDE}quota-limits.html`),
  nodesInRegion: createRow('nodes in a Region', '', `${GUIDE}quota-limits.html`),
  parameterGroupsInRegion: createRow('parameter groups in a Region', '', `${GUIDE}quota-limits.html`),
  subnetGroupsInRegion: createRow('subnet groups in a Region', '', `${GUIDE}quota-limits.html`),
  usersInRegion: createRow('users in a Region', '', `${GUIDE}quota-limits.html`),
  userGroupsInRegion: createRow('user groups in a Region', '', `${GUIDE}quota-limits.html`),
  alarmName: createRow('name of an alarm', 'characters', PUT_ALARM),
  alarmDescription: createRow('its description', 'characters', PUT_ALARM),
  alarmActions: createRow('its actions for one state', '', PUT_ALARM),
  alarmMetrics: createRow('metrics that one alarm watches', '', ALARMS),
};

const SCALING_ROWS: Readonly<Record<keyof typeof AUTO_SCALING, Row>> = {
  shards: createRow('shards under auto scaling', '', `${GUIDE}AutoScaling.html`),
  replicas: createRow('replicas of a shard under auto scaling', '', `${GUIDE}AutoScaling.html`),
  replicaCpuTargetPercent: createRow('target of the CPU when replicas scale', 'percent', `${GUIDE}AutoScaling.html`),
  replicaReservedMemoryPercent: createRow('reserved memory when replicas scale', 'percent', `${GUIDE}AutoScaling.html`),
};

/** The formats of additional bounds. */
const BOUNDS: readonly [string, (bound: string) => string][] = [
  ['quota', (bound) => `${bound} by the quota at first`],
  ['maxBeforeRedis506', (bound) => `${bound} before Redis OSS 5.0.6`],
];

/** Formats bounds such as `1 to 40` and `at most 255`, and additional bounds. */
function formatBounds(limit: Readonly<Record<string, number>>): string {
  const [least, most] = [limit.min ?? limit.minLength, limit.max ?? limit.maxLength].map((bound) =>
    bound?.toLocaleString('en-US'),
  );
  return [
    ...formatRange(least, most),
    ...BOUNDS.filter(([name]) => name in limit).map(([name, format]) => format(limit[name].toLocaleString('en-US'))),
  ].join('; ');
}

function formatRange(least: string | undefined, most: string | undefined): string[] {
  if (least && most) {
    return [least === most ? least : `${least} to ${most}`];
  }
  if (least) {
    return [`at least ${least}`];
  }
  return most ? [`at most ${most}`] : [];
}

export function renderLimitsSection(): string {
  const renderRows = (
    rows: Readonly<Record<string, Row>>,
    limits: Readonly<Record<string, Readonly<Record<string, number>>>>,
  ) =>
    Object.entries(rows).map(
      ([name, { subject, unit, link }]) => `| ${subject} | ${formatBounds(limits[name])} | ${unit} | [page](${link}) |`,
    );
  return [
    '## Limits',
    '',
    'Values beyond a limit fail at synthesis. Values beyond a quota of one resource cause a warning. Rules do not validate the quotas of a Region, because other stacks use the same quotas.',
    '[AWS raises all of these quotas on request](https://docs.aws.amazon.com/general/latest/gr/elasticache-service.html). Each replication group and Memcached cluster counts toward the quotas of nodes, parameter groups, and subnet groups.',
    '',
    'The table does not contain the limits of [each slot of a serverless cache](https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RedisConfiguration.html) (32 GiB) and of',
    '[search indexes](https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/search-features-limits.html), because templates do not show the data. `npx projen limits` generates the table.',
    '',
    '| | | | AWS |',
    '| --- | --- | --- | --- |',
    ...renderRows(ROWS, LIMITS),
    ...renderRows(SCALING_ROWS, AUTO_SCALING),
    '',
  ].join('\n');
}

/** Replaces the generated sections of the page. */
export function updateLimitsPage(page: string): string {
  const text = page.slice(0, page.indexOf(`${FIRST_HEADING}\n`));
  return `${text}${renderRegionSection()}\n${renderLimitsSection()}`;
}

if (require.main === module) {
  fs.writeFileSync(LIMITS_PAGE, updateLimitsPage(fs.readFileSync(LIMITS_PAGE, 'utf8')));
}
