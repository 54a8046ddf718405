import type { ConstructWarningId } from '../../../src/validation/construct-warning-table';
import { PAGES } from '../../../src/validation/rules/pages';

const NAMES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html';
const VPC_ACCESS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html';

/** The AWS page that explains each warning of constructs. */
export const CONSTRUCT_WARNING_PAGES: Readonly<Record<ConstructWarningId, string>> = {
  'GlobalReplicationGroup.NameGeneratedInProduct': NAMES,
  'GlobalReplicationGroup.PrimaryAlreadyMonitored':
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html',
  'Grants.GranteeInOtherAccount':
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/security_iam_service-with-iam.html',
  'LogDelivery.KeyPolicyNotUpdated':
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  'LogDelivery.NameGeneratedInProduct': NAMES,
  'MemcachedCluster.AdoptedWithoutSecurityGroups': VPC_ACCESS,
  'MemcachedCluster.ImportWithoutSecurityGroups': VPC_ACCESS,
  'MemcachedCluster.ZonesUnknown':
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html',
  'NotificationTopic.PolicyNotUpdated': 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html',
  'NotificationTopic.SeveralPolicies':
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html',
  'ParameterGroup.ParameterUnsupportedByVersion':
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html',
  'PasswordUser.SecretHasOneHost':
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html',
  'ReplicationGroup.AdoptedWithoutSecurityGroups': VPC_ACCESS,
  'ReplicationGroup.AuthenticationMissing': PAGES.rbac,
  'ReplicationGroup.ImportWithoutSecurityGroups': VPC_ACCESS,
  'SecondaryReplicationGroup.AuthenticationMissing': PAGES.rbac,
  'ServerlessCache.AdoptedWithoutSecurityGroups': VPC_ACCESS,
  'ServerlessCache.AuthenticationMissing': PAGES.rbac,
  'ServerlessCache.EventUnknown': 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html',
  'ServerlessCache.ImportWithoutSecurityGroups': VPC_ACCESS,
  'ServerlessCache.KeyEnvironmentUnknown':
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  'ServerlessCache.NameGeneratedInProduct': NAMES,
  'ServerlessCache.PublicSubnets': VPC_ACCESS,
  'ServerlessCache.PublicWithoutSecurityGroups':
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html',
  'SingleNodeCluster.ImportWithoutSecurityGroups': VPC_ACCESS,
  'SnapshotSource.BucketPolicyNotUpdated':
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html',
  'SubnetGroup.PublicSubnets': PAGES.subnetGroups,
  'User.ClientsCannotConnect':
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/BestPractices.Clients.Redis.Discovery.html',
  'User.CommandsUnsupportedByCacheType': PAGES.supportedCommands,
  'User.DangerousCommands': PAGES.rbac,
  'User.KeysBeyondPatterns': PAGES.rbac,
  'User.NameGeneratedInProduct': NAMES,
  'User.PatternBeginsWithRulePrefix': PAGES.rbac,
  'User.PubSubWithoutChannels': PAGES.rbac,
  'UserGroup.NameGeneratedInProduct': NAMES,
};
