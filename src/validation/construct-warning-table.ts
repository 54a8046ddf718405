const GENERATED_NAME =
  'the name of a resource in a Service Catalog product should be specified, because a generated name is the same in every provisioned product';

/** The recommendations of the warnings that only constructs report. Templates do not contain these problems. */
export const CONSTRUCT_WARNINGS = {
  'GlobalReplicationGroup.NameGeneratedInProduct': GENERATED_NAME,
  'GlobalReplicationGroup.PrimaryAlreadyMonitored':
    'metrics, alarms, and widgets of a primary should be created after a global datastore that changes its nodes',
  'Grants.GranteeInOtherAccount': 'permissions should be granted to identities in the account of the resource',
  'LogDelivery.KeyPolicyNotUpdated':
    "the key policy of a log group's KMS key should allow CloudWatch Logs to use the key",
  'LogDelivery.NameGeneratedInProduct': GENERATED_NAME,
  'MemcachedCluster.AdoptedWithoutSecurityGroups':
    'securityGroups should be specified when a cluster is adopted, because connections has no effect without security groups',
  'MemcachedCluster.ImportWithoutSecurityGroups':
    'securityGroups should be specified when a cluster is imported, because connections has no effect without security groups',
  'MemcachedCluster.ZonesUnknown':
    'the Availability Zones of the nodes should be specified, so that adding nodes does not replace the cluster',
  'NotificationTopic.PolicyNotUpdated':
    'the policy of the topic for notifications should allow ElastiCache to publish with the condition key aws:SourceOwner',
  'NotificationTopic.SeveralPolicies': 'a topic for notifications should have only one policy',
  'ParameterGroup.ParameterUnsupportedByVersion':
    'the engine version should support every parameter of a parameter group',
  'PasswordUser.SecretHasOneHost':
    'a user whose secret contains an endpoint should have access to only one cache, because the secret contains only one endpoint',
  'ReplicationGroup.AdoptedWithoutSecurityGroups':
    'securityGroups should be specified when a replication group is adopted, because connections has no effect without security groups',
  'ReplicationGroup.AuthenticationMissing': 'a replication group should require clients to authenticate',
  'ReplicationGroup.ImportWithoutSecurityGroups':
    'securityGroups should be specified when a replication group is imported, because connections has no effect without security groups',
  'SecondaryReplicationGroup.AuthenticationMissing':
    'a secondary replication group should require clients to authenticate',
  'ServerlessCache.AdoptedWithoutSecurityGroups':
    'securityGroups should be specified when a serverless cache is adopted, because connections has no effect without security groups',
  'ServerlessCache.AuthenticationMissing': 'a serverless cache should require clients to authenticate',
  'ServerlessCache.EventUnknown': 'an event type should be one that this version of cdk-elasticache supports',
  'ServerlessCache.ImportWithoutSecurityGroups':
    'securityGroups should be specified when a serverless cache is imported, because connections has no effect without security groups',
  'ServerlessCache.KeyEnvironmentUnknown':
    'it should be known whether the KMS key of a serverless cache is in the account and Region of the cache',
  'ServerlessCache.NameGeneratedInProduct': GENERATED_NAME,
  'ServerlessCache.PublicSubnets': 'a cache should be in private subnets',
  'ServerlessCache.PublicWithoutSecurityGroups':
    'connections should not be used for a public serverless cache, because it has no security groups',
  'SingleNodeCluster.ImportWithoutSecurityGroups':
    'securityGroups should be specified when a single node is imported, because connections has no effect without security groups',
  'SnapshotSource.BucketPolicyNotUpdated':
    'the bucket policy of an imported bucket should allow ElastiCache to read the snapshot files',
  'SubnetGroup.PublicSubnets': 'a subnet group should contain only private subnets',
  'User.ClientsCannotConnect': 'a user should have access to the commands that clients need to connect',
  'User.CommandsUnsupportedByCacheType':
    'a user should have access only to commands that its type of cache supports, if the commands are allowed by name',
  'User.DangerousCommands': 'a user should not have access to dangerous commands',
  'User.KeysBeyondPatterns':
    'a user with key patterns should not have access to commands that return the names of all keys',
  'User.NameGeneratedInProduct': GENERATED_NAME,
  'User.PatternBeginsWithRulePrefix': 'a pattern of keys or channels should not begin with the prefix of a rule',
  'User.PubSubWithoutChannels': 'a user with access to Pub/Sub commands should also have access to channels',
  'UserGroup.NameGeneratedInProduct': GENERATED_NAME,
} as const;

export type ConstructWarningId = keyof typeof CONSTRUCT_WARNINGS;
