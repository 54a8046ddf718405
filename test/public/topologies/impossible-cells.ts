import type { Topology } from './topologies';

/** A fact of AWS that makes programs impossible in some topologies. */
interface ImpossibleCells {
  readonly reason: string;
  /** The AWS page, or the report of an AWS error message, from which the fact is taken. */
  readonly see: string;
  readonly topologies: readonly Topology[];
  /** The names of the programs. */
  readonly programs: RegExp;
  /** The message of aws-cdk-lib, if its construct reports the error. */
  readonly cdkError?: RegExp;
}

const SEPARATE_STACKS: readonly Topology[] = [
  'other construct in a later stack',
  'other construct in an earlier stack',
  'sibling nested stacks',
  'stacks of a stage',
  'stacks without an environment',
];

const SAME_REGION: readonly Topology[] = [
  'same stack',
  ...SEPARATE_STACKS,
  'cache in a nested stack',
  'other construct in a nested stack',
  'another account',
];

const FOREIGN: readonly Topology[] = ['another account', 'another Region'];

/** The cells that AWS makes impossible. Each of them must throw one error. */
export const IMPOSSIBLE_CELLS: readonly ImpossibleCells[] = [
  {
    reason: 'security group rules cannot refer to security groups in other Regions',
    see: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',
    topologies: ['another Region'],
    programs:
      /^connect(As)?\b|^connector\b| connections\.|^connections of|^client of a secondary|^encrypted secret of a client|^secret of connectAs|stack of the client/,
  },
  {
    reason: 'security groups belong to an account, and only stacks of this account can change them',
    see: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',
    topologies: ['another account'],
    programs:
      /^connect(As)?\b|^connector\b| connections\.|^connections of|^client of a secondary|^encrypted secret of a client|^secret of connectAs|stack of the client/,
  },
  {
    reason: 'the security groups and the subnets of a resource are in one VPC, and a VPC is in one Region',
    see: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    topologies: FOREIGN,
    programs: /^security groups of|^securityGroups of a secondary|^rotation option securityGroups/,
  },
  {
    reason: 'a VPC is in one Region',
    see: 'https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html',
    topologies: ['another Region'],
    programs: /^VPC of|^vpc of a secondary|^rotation option vpc/,
  },
  {
    reason: 'user groups, subnet groups, and parameter groups are found by name in an account and Region',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    topologies: FOREIGN,
    programs:
      /^user group with|^password user (in|with)|^client in the stack of the cache|^user in the stack of the cache|^(imported )?(subnet|parameter) group of|^subnetGroup of|^rotation in the stack of a user/,
  },
  {
    reason: 'CloudFormation creates a user group after its users and before its caches, and deploys a stack as a unit',
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/walkthrough-crossstackref.html',
    topologies: [...SEPARATE_STACKS, 'cache in a nested stack'],
    programs: /^user in the stack of the cache, user group in another stack$/,
  },
  {
    reason: 'the cache requires the user, and the client requires the cache, but a stack is deployed as a unit',
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/walkthrough-crossstackref.html',
    topologies: [...SEPARATE_STACKS, 'other construct in a nested stack'],
    programs: /stack of the client/,
  },
  {
    reason: 'AWS services use KMS keys only in their own Region',
    see: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    topologies: ['another Region'],
    programs: /^key of|^kmsKey of|^rotation option environmentEncryption/,
  },
  {
    reason: 'CloudFormation reads secrets only in the Region of the stack',
    see: 'https://github.com/aws/aws-cdk/issues/12086',
    topologies: ['another Region'],
    programs: /^secret of a user|^AUTH token in a secret/,
  },
  {
    reason: 'notification topics are in the Region of the cache, and owned by its account',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    topologies: FOREIGN,
    programs: /^notification topic of|^notificationTopic of/,
  },
  {
    reason: 'alarms send notifications only to topics in their own Region',
    see: 'https://github.com/cds-snc/notification-terraform/pull/128',
    topologies: ['another Region'],
    programs: /^alarm actions of/,
  },
  {
    reason: 'alarms cannot monitor metrics in other Regions',
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html',
    topologies: ['another Region'],
    programs: /^recommended alarms of/,
  },
  {
    reason: 'alarms cannot monitor metrics in other Regions',
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html',
    topologies: ['another Region'],
    programs: /^alarm on a metric/,
    cdkError: /Cannot create an Alarm in region 'us-east-1' based on metric '\w+' in 'eu-west-1'/,
  },
  {
    reason: 'the events and the API of a cache are in its account and Region',
    see: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html',
    topologies: FOREIGN,
    programs: /^rule for events in another stack|^schedule of an import/,
  },
  {
    reason: 'the destinations of logs are in the account and Region of the cache, and of the function',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html',
    topologies: FOREIGN,
    programs: /^log group of|^delivery stream of|^rotation option logGroup|^rotation of an AUTH token with a log group/,
  },
  {
    reason: 'the role and the permissions boundary of a function are in its account',
    see: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    topologies: ['another account'],
    programs: /^rotation option (role|permissionsBoundary)/,
  },
  {
    reason: 'snapshots are created and restored in the account and Region of the cache',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-exporting.html',
    topologies: FOREIGN,
    programs: /^snapshot of|restored from (a|an imported) snapshot$/,
  },
  {
    reason: 'ElastiCache restores files from a bucket in its own Region',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html',
    topologies: ['another Region'],
    programs: /restored from a bucket$/,
  },
  {
    reason: 'a global datastore is created in the account and Region of its primary',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html',
    topologies: FOREIGN,
    programs: /^global datastore in another stack than the primary$/,
  },
  {
    reason: 'the members of a global datastore are in different Regions of an account',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html',
    topologies: SAME_REGION.filter((topology) => topology !== 'stacks without an environment'),
    programs: /^secondary (in another stack|of a global datastore in another stack)$/,
  },
];

/** Finds the fact that makes a cell impossible. */
export function findImpossibleCell(topology: Topology, program: string): ImpossibleCells | undefined {
  return IMPOSSIBLE_CELLS.find(({ topologies, programs }) => topologies.includes(topology) && programs.test(program));
}
