import type { Program, Requirement } from './program';
import type { Topology } from './topologies';

/** A fact of AWS that makes programs with a requirement impossible in some topologies. */
interface ImpossibleCells {
  readonly requirement: Requirement;
  readonly reason: string;
  /** The page of AWS from which the fact is taken. */
  readonly see: string;
  readonly topologies: readonly Topology[];
  /** The id of the rule, or the part of the message after the prop. */
  readonly error: RegExp;
  /** Whether a construct of aws-cdk-lib reports the error, in its own format. */
  readonly isCdkError?: boolean;
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
    requirement: 'securityGroupRule',
    reason: 'security group rules cannot refer to security groups in other Regions',
    see: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',
    topologies: ['another Region'],
    error: /^must be in the Region of the cache /,
  },
  {
    requirement: 'securityGroupRule',
    reason: 'security groups belong to an account, and only stacks of this account can change them',
    see: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',
    topologies: ['another account'],
    error: /^must be in the account of the cache /,
  },
  {
    requirement: 'securityGroups',
    reason: 'the security groups and the subnets of a resource are in one VPC, and a VPC is in one Region',
    see: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    topologies: FOREIGN,
    error: /\.SecurityGroupInOther(Region|Vpc)$|^requires a security group in the (Region|account) of the stack /,
  },
  {
    requirement: 'vpc',
    reason: 'a VPC is in one Region',
    see: 'https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html',
    topologies: ['another Region'],
    error: /^must be in the Region of the stack |^requires a VPC in the Region of the stack /,
  },
  {
    requirement: 'namedResource',
    reason: 'users, user groups, subnet groups, and parameter groups are found by name in an account and Region',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    topologies: FOREIGN,
    error:
      /\.(User|UserGroup|SubnetGroup|ParameterGroup)InOther(Region|Account)$|^requires a parameter group in the (Region|account) of the stack /,
  },
  {
    requirement: 'userOfLaterStack',
    reason: 'CloudFormation creates a user group after its users and before its caches, and deploys a stack as a unit',
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/walkthrough-crossstackref.html',
    topologies: [...SEPARATE_STACKS, 'cache in a nested stack'],
    error: /^must not refer to users in the stack of the cache if the user group is in another stack, /,
  },
  {
    requirement: 'clientInStackOfUser',
    reason: 'the cache requires the user, and the client requires the cache, but a stack is deployed as a unit',
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/walkthrough-crossstackref.html',
    topologies: [...SEPARATE_STACKS, 'other construct in a nested stack'],
    error: /^must not be in a stack that the cache requires, /,
  },
  {
    requirement: 'key',
    reason: 'AWS services use KMS keys only in their own Region',
    see: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    topologies: ['another Region'],
    error:
      /\.KeyInOtherRegion$|^must use an encryption key in the Region of the stack |^requires a key in the Region of the stack /,
  },
  {
    requirement: 'secret',
    reason: 'CloudFormation reads secrets only in the Region of the stack',
    see: 'https://github.com/aws/aws-cdk/issues/12086',
    topologies: ['another Region'],
    error: /^must use a secret in the Region of the stack /,
  },
  {
    requirement: 'notificationTopic',
    reason: 'notification topics are in the Region of the cache, and owned by its account',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    topologies: FOREIGN,
    error: /\.TopicInOther(Region|Account)$/,
  },
  {
    requirement: 'alarmTopic',
    reason: 'alarms send notifications only to topics in their own Region',
    see: 'https://github.com/aws-samples/amazon-cloudwatch-auto-alarms#notification-support',
    topologies: ['another Region'],
    error: /^requires a topic in the Region of the stack /,
  },
  {
    requirement: 'alarm',
    reason: 'recommended alarms cannot monitor metrics in other Regions',
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html',
    topologies: ['another Region'],
    error: /^requires a cache in the Region of the stack /,
  },
  {
    requirement: 'metricAlarm',
    reason: 'alarms cannot monitor metrics in other Regions',
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html',
    topologies: ['another Region'],
    error: /^Cannot create an Alarm in region 'us-east-1' based on metric '\w+' in 'eu-west-1'/,
    isCdkError: true,
  },
  {
    requirement: 'events',
    reason: 'the events and the API of a cache are in its account and Region',
    see: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html',
    topologies: FOREIGN,
    error: /^requires a cache in the (Region|account) of the stack /,
  },
  {
    requirement: 'logDestination',
    reason: 'the destinations of logs are in the account and Region of the cache, and of the function',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html',
    topologies: FOREIGN,
    error:
      /\.(LogGroup|DeliveryStream)InOther(Region|Account)$|^requires a log group in the (Region|account) of the stack /,
  },
  {
    requirement: 'role',
    reason: 'the role and the permissions boundary of a function are in its account',
    see: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    topologies: ['another account'],
    error: /^requires a (role|managed policy) in the account of the stack /,
  },
  {
    requirement: 'snapshot',
    reason: 'snapshots are created and restored in the account and Region of the cache',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-exporting.html',
    topologies: FOREIGN,
    error:
      /\.(Snapshot|Cache|ReplicationGroup)InOther(Region|Account)$|^requires a cluster in the (Region|account) of the stack /,
  },
  {
    requirement: 'bucket',
    reason: 'ElastiCache restores files from a bucket in its own Region',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html',
    topologies: ['another Region'],
    error: /\.SnapshotFileInOtherRegion$/,
  },
  {
    requirement: 'primary',
    reason: 'a global datastore is created in the account and Region of its primary',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html',
    topologies: FOREIGN,
    error: /\.MemberRegionMismatch$|^requires a replication group in the account of the stack /,
  },
  {
    requirement: 'secondary',
    reason: 'the members of a global datastore are in different Regions of an account',
    see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html',
    topologies: SAME_REGION.filter((topology) => topology !== 'stacks without an environment'),
    error: /\.SecondaryInPrimaryRegion$/,
  },
];

/** An impossible cell, with the prop or parameter that its error names. */
interface ImpossibleCell {
  readonly fact: ImpossibleCells;
  readonly prop: string;
}

/** Finds the fact that makes a program impossible in a topology. */
export function findImpossibleCell(topology: Topology, { requires = {} }: Program): ImpossibleCell | undefined {
  const fact = IMPOSSIBLE_CELLS.find(
    ({ requirement, topologies }) => requires[requirement] !== undefined && topologies.includes(topology),
  );
  return fact && { fact, prop: requires[fact.requirement]! };
}
