/**
 * The attributes of ElastiCache types that `Fn::GetAtt` returns. The schemas of the snapshot types have many more, so
 * they are not validated. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html
 */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElastiCache::CacheCluster': [
    'ConfigurationEndpoint.Address',
    'ConfigurationEndpoint.Port',
    'RedisEndpoint.Address',
    'RedisEndpoint.Port',
  ],
  'AWS::ElastiCache::GlobalReplicationGroup': ['Arn', 'GlobalReplicationGroupId', 'Status'],
  'AWS::ElastiCache::ParameterGroup': ['CacheParameterGroupName'],
  'AWS::ElastiCache::ReplicationGroup': [
    'ConfigurationEndPoint.Address',
    'ConfigurationEndPoint.Port',
    'EffectiveDurability',
    'PrimaryEndPoint.Address',
    'PrimaryEndPoint.Port',
    'ReadEndPoint.Addresses',
    'ReadEndPoint.Addresses.List',
    'ReadEndPoint.AddressesList',
    'ReadEndPoint.Ports',
    'ReadEndPoint.Ports.List',
    'ReadEndPoint.PortsList',
    'ReaderEndPoint.Address',
    'ReaderEndPoint.Port',
  ],
  'AWS::ElastiCache::ServerlessCache': [
    'ARN',
    'CreateTime',
    'Endpoint.Address',
    'Endpoint.Port',
    'FullEngineVersion',
    'ReaderEndpoint.Address',
    'ReaderEndpoint.Port',
    'Status',
  ],
  'AWS::ElastiCache::SubnetGroup': [],
  'AWS::ElastiCache::User': ['Arn', 'Status'],
  'AWS::ElastiCache::UserGroup': ['Arn', 'Status'],
};

/** Whether a type has an attribute, or attributes that begin with it. All attributes of other types exist. */
export function hasAttribute(type: string, attribute: string): boolean {
  const known = Object.hasOwn(ATTRIBUTES, type) ? ATTRIBUTES[type] : undefined;
  return attribute === 'Ref' || !known || known.some((each) => `${each}.`.startsWith(`${attribute}.`));
}
