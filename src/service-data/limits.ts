/**
 * The limits of ElastiCache. AWS raises a `quota` on request. Read 2026-11-30.
 *
 * The page about the configuration of serverless caches contains the maximum of their storage and request rate. The
 * documentation of the AWS CDK also contains the minimum.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RedisConfiguration.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/@aws-cdk_aws-elasticache-alpha.CacheUsageLimitsProperty.html
 * @see https://docs.aws.amazon.com/general/latest/gr/elasticache-service.html
 */
export const LIMITS = {
  serverlessCacheName: { minLength: 1, maxLength: 40 },
  serverlessDescription: { maxLength: 255 },
  serverlessStorageGb: { min: 1, max: 5000 },
  serverlessEcpuPerSecond: { min: 1000, max: 15_000_000 },
  serverlessSecurityGroups: { max: 5 },
  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-serverlesscachesnapshot.html */
  keyId: { minLength: 1, maxLength: 2048 },
  snapshotRetentionDays: { min: 0, max: 35 },
  snapshotName: { minLength: 1, maxLength: 255 },
  serverlessSnapshotsPerDay: { quota: 24 },
  userId: { minLength: 1, maxLength: 40 },
  userName: { minLength: 1, maxLength: 120 },
  userGroupId: { minLength: 1, maxLength: 40 },
  usersPerGroup: { quota: 100 },
  passwords: { min: 1, max: 2 },
  passwordLength: { min: 16, max: 128 },
  replicationGroupId: { minLength: 1, maxLength: 40 },
  clusterName: { minLength: 1, maxLength: 50 },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
  alarmActions: { max: 5 },
  alarmDescription: { maxLength: 1024 },
  alarmName: { maxLength: 255 },
  authTokenLength: { min: 16, max: 128 },
  userGroupsPerCache: { max: 1 },
  nodesWithoutShards: { min: 1, max: 6 },
  shards: { min: 1, max: 500 },
  replicasPerShard: { min: 0, max: 5 },
  slots: { min: 0, max: 16_383 },
  logDeliveries: { max: 2 },
  port: { min: 1, max: 65_535 },
  globalDatastoreMembers: { min: 1, max: 3 },
  parameterGroupName: { minLength: 1, maxLength: 255 },
  subnetGroupName: { minLength: 1, maxLength: 255 },
  subnetsPerGroup: { min: 1, quota: 20 },
  maintenanceWindowMinutes: { min: 60, max: 24 * 60 },
  snapshotWindowMinutes: { min: 60, max: 24 * 60 - 1 },
  tags: { max: 50 },
  tagKey: { minLength: 1, maxLength: 128 },
  tagValue: { maxLength: 256 },
  /** The default quota, and the maximum to which AWS can raise it. */
  nodesOfShards: { quota: 90, max: 500, maxBeforeRedis506: 250 },
  memcachedNodes: { min: 1, quota: 60 },
  /** The default quotas in a Region. Rules do not validate them, because other stacks use the same quotas. */
  serverlessCachesInRegion: { quota: 40 },
  nodesInRegion: { quota: 300 },
  parameterGroupsInRegion: { quota: 300 },
  subnetGroupsInRegion: { quota: 300 },
  usersInRegion: { quota: 2000 },
  userGroupsInRegion: { quota: 200 },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html */
  alarmMetrics: { max: 10 },
} as const;

/**
 * The number of IPv4 addresses of each subnet that resources cannot use.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export const RESERVED_SUBNET_ADDRESSES = 5;

/**
 * The limits of auto scaling. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Policies.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Replicas-Replicas.html
 */
export const AUTO_SCALING = {
  shards: { min: 1, max: 250 },
  replicas: { min: 1, max: 5 },
  replicaCpuTargetPercent: { min: 35, max: 70 },
  replicaReservedMemoryPercent: { min: 25 },
} as const;

// Versions, ports, and parameter values

/**
 * The engines of serverless caches and their major versions. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const SERVERLESS_VERSIONS: Readonly<Record<string, readonly string[]>> = {
  valkey: ['7', '8', '9'],
  redis: ['7'],
  memcached: ['1.6'],
};

/**
 * The ports on which caches listen.
 *
 * A serverless cache serves reads from replicas on the next port of the same host name. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/set-up.html#elasticache-install-grant-access-VPN
 */
export const PORTS: Readonly<Record<string, { readonly primary: number; readonly serverlessReader: number }>> = {
  valkey: { primary: 6379, serverlessReader: 6380 },
  redis: { primary: 6379, serverlessReader: 6380 },
  memcached: { primary: 11211, serverlessReader: 11212 },
};

/**
 * The values of maxmemory-policy that data tiering supports. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html
 */
export const DATA_TIERING_POLICIES: readonly string[] = [
  'volatile-lru',
  'allkeys-lru',
  'volatile-lfu',
  'allkeys-lfu',
  'noeviction',
];

// Patterns of property values

/** Names of resources: a letter, then letters, digits, and single hyphens, without a hyphen at the end. */
export const NAME_PATTERN = /^[a-zA-Z](-?[a-zA-Z0-9])*$/;

/** Ids of users and user groups: the name pattern. CloudFormation requires at least one lowercase letter. */
export const USER_ID_PATTERN = /^(?=.*[a-z])[a-zA-Z](-?[a-zA-Z0-9])*$/;

/**
 * Elements of `UserIds` and `UserGroupIds`, which the schemas of CloudFormation and the API validate less strictly than
 * the ids of new users and user groups.
 */
export const ID_REFERENCE_PATTERN = /^[a-zA-Z][a-zA-Z0-9-]*$/;

/**
 * Ids of global datastores, which begin with a prefix of five letters that depends on the Region of the primary.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
 */
export const GLOBAL_DATASTORE_ID_PATTERN = /^[a-z]{5}-./i;

/** Passwords: printable characters except comma, double quote, slash, and at sign. */
export const PASSWORD_PATTERN = /^[!#-+\-.0-?A-~ ]*$/;

/** AUTH tokens: letters, digits, and some special characters. */
export const AUTH_TOKEN_PATTERN = /^[a-zA-Z0-9!&#$^<>-]*$/;

/** ARNs of AWS KMS keys, without aliases. */
export const KEY_ARN_PATTERN = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/\S+$/;

/** Identifiers of AWS KMS keys: the id, the ARN, or an alias. */
export const KEY_PATTERN = /^([\w-]+|alias\/\S+|arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:(key|alias)\/\S+)$/;

/** ARNs of Amazon S3 objects. ElastiCache rejects keys with commas. */
export const FILE_ARN_PATTERN = /^arn:[a-z-]+:s3:::[^,/]+\/[^,]+$/;

/** ARNs of Amazon SNS topics. */
export const TOPIC_ARN_PATTERN = /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/;

/** A time of day in the 24-hour format hh:mm. */
export const TIME_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

/** ARNs of snapshots from which a serverless cache can be created: snapshots of serverless and node-based caches. */
export const SNAPSHOT_ARN_PATTERN =
  /^arn:[a-z-]+:elasticache:[a-z0-9-]+:\d{12}:(serverlesscachesnapshot|snapshot):\S+$/;

/** Names of existing snapshots. The names of automatic snapshots start with `automatic.`. */
export const RESTORABLE_NAME_PATTERN = /^(automatic\.)?[a-zA-Z](-?[a-zA-Z0-9])*$/;
