/** A difference that is intended, because an AWS page has the value of the library, or for another reason. */
export interface AcceptedDifference {
  readonly fact: string;
  readonly ours: string;
  readonly theirs: string;
  /** The page about the value. */
  readonly page: string;
  /** The date on which the page was read. */
  readonly read: string;
  readonly reason: string;
}

/** Differences with the same reason. */
interface AcceptedGroup extends Omit<AcceptedDifference, 'fact' | 'ours' | 'theirs'> {
  readonly differences: readonly (readonly [fact: string, ours: string, theirs: string])[];
}

const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
const API = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const SERVERLESS_CACHE = 'AWS::ElastiCache::ServerlessCache';

const ACCEPTED_GROUPS: readonly AcceptedGroup[] = [
  {
    page: `${GUIDE}/ParameterGroups.Engine.html`,
    read: '2026-11-30',
    reason: 'The documentation of the API operation does not list the family yet.',
    differences: [['PARAMETER_FAMILIES valkey9', 'listed', 'missing']],
  },
  {
    page: `${CLOUDFORMATION}/TemplateReference/aws-resource-elasticache-parametergroup.html`,
    read: '2026-11-30',
    reason: 'The property is read-only. A rule reports it.',
    differences: [['PROPERTIES AWS::ElastiCache::ParameterGroup.CacheParameterGroupName', 'text', 'missing']],
  },
  {
    page: `${CLOUDFORMATION}/TemplateReference/aws-resource-elasticache-serverlesscache.html`,
    read: '2026-11-30',
    reason: 'L1 constructs have the properties, although CloudFormation sets all of their members.',
    differences: ['Endpoint', 'ReaderEndpoint'].flatMap((property): [string, string, string][] => [
      [`PROPERTIES ${SERVERLESS_CACHE}.${property}`, 'missing', 'object'],
      [`PROPERTIES ${SERVERLESS_CACHE}.${property}.Address`, 'text', 'missing'],
      [`PROPERTIES ${SERVERLESS_CACHE}.${property}.Port`, 'text', 'missing'],
    ]),
  },
  {
    page: `${CLOUDFORMATION}/TemplateReference/aws-resource-elasticache-replicationgroup.html`,
    read: '2026-11-30',
    reason: 'The page lists the attributes with both names. The schema has only the newer names.',
    differences: ['Addresses', 'Ports'].map((name) => [
      `ATTRIBUTES ${REPLICATION_GROUP} ReadEndPoint.${name}.List`,
      'listed',
      'missing',
    ]),
  },
  {
    page: 'https://github.com/aws-cloudformation/cfn-lint/pull/4540',
    read: '2026-11-30',
    reason: 'The schemas have no enum of the engines, whose case the API ignores.',
    differences: ['CacheCluster', 'GlobalReplicationGroup', 'ReplicationGroup', 'ServerlessCache'].map((type) => [
      `CASE_INSENSITIVE_VALUES AWS::ElastiCache::${type} Engine`,
      'memcached, redis, valkey',
      'missing',
    ]),
  },
  {
    page: `${API}/API_CreateServerlessCache.html`,
    read: '2026-11-30',
    reason: 'The page has no maximum. The library has the one of the names of other caches, 40 characters.',
    differences: [
      ['rules AWS::ElastiCache::ServerlessCacheSnapshot accepts ServerlessCacheName of 255 characters', 'no', 'yes'],
    ],
  },
  {
    page: `${GUIDE}/Durability.Configuring.html`,
    read: '2026-11-30',
    reason: 'AWS adds modes, so the rule that reports other values is a warning.',
    differences: [['rules AWS::ElastiCache::ReplicationGroup rejects other values of Durability', 'no', 'yes']],
  },
  {
    page: `${GUIDE}/CacheMetrics.Memcached.html`,
    read: '2026-11-30',
    reason: 'The metric is a number at one moment, so the sum over a longer period has no meaning.',
    differences: [
      ['metrics MEMCACHED_NODE_METRICS.CurrConfig', 'Average', 'Sum'],
      ['metrics MEMCACHED_NODE_METRICS.CurrConnections', 'Average', 'Sum'],
      ['metrics MEMCACHED_NODE_METRICS.CurrItems', 'Average', 'Sum'],
    ],
  },
  {
    page: `${GUIDE}/CacheMetrics.Redis.html`,
    read: '2026-11-30',
    reason: 'The metric is the state at the end of each minute, so the sum over a longer period has no meaning.',
    differences: [
      ['metrics NODE_METRICS.CurrConnections', 'Average', 'Sum'],
      ['metrics NODE_METRICS.CurrItems', 'Average', 'Sum'],
      ['metrics NODE_METRICS.KeysTracked', 'Average', 'Sum'],
      ['metrics NODE_METRICS.SaveInProgress', 'Maximum', 'Sum'],
    ],
  },
  {
    page: `${GUIDE}/CacheMetrics.Redis.html`,
    read: '2026-11-30',
    reason: 'The average hides the worst value in the period.',
    differences: [
      ['metrics NODE_METRICS.GlobalDatastoreReplicationLag', 'Maximum', 'Average'],
      ['metrics NODE_METRICS.MasterLinkHealthStatus', 'Minimum', 'Average'],
    ],
  },
  {
    page: `${GUIDE}/CacheMetrics.Memcached.html`,
    read: '2026-11-30',
    reason: 'The metric counts bytes, of which the total in each minute is useful.',
    differences: ['BytesReadIntoMemcached', 'BytesWrittenOutFromMemcached'].map((metric) => [
      `metrics MEMCACHED_NODE_METRICS.${metric}`,
      'Sum',
      'Average',
    ]),
  },
  {
    page: `${GUIDE}/CacheMetrics.HostLevel.html`,
    read: '2026-11-30',
    reason: 'The metric counts what happened in each minute.',
    differences: [
      'HOST_METRICS.NetworkBandwidthInAllowanceExceeded',
      'HOST_METRICS.NetworkBandwidthOutAllowanceExceeded',
      'HOST_METRICS.NetworkBytesIn',
      'HOST_METRICS.NetworkBytesOut',
      'HOST_METRICS.NetworkConntrackAllowanceExceeded',
      'HOST_METRICS.NetworkPacketsIn',
      'HOST_METRICS.NetworkPacketsOut',
      'HOST_METRICS.NetworkPacketsPerSecondAllowanceExceeded',
    ].map((metric) => [`metrics ${metric}`, 'Sum', 'Average']),
  },
  {
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html',
    read: '2026-11-30',
    reason:
      'The page of host-level metrics does not list the metric, which counts packets like the similar ones there.',
    differences: [['metrics HOST_METRICS.NetworkLinkLocalAllowanceExceeded', 'Sum', 'Average']],
  },
];

/** The accepted differences. `npx projen facts:check` fails if one of them no longer exists. */
export const ACCEPTED_DIFFERENCES: readonly AcceptedDifference[] = ACCEPTED_GROUPS.flatMap(
  ({ differences, ...group }) => differences.map(([fact, ours, theirs]) => ({ fact, ours, theirs, ...group })),
);
