import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { ClusterMode, Endpoint, ReplicationGroupConnector, TransitEncryption } from 'cdk-elasticache';
import '../setup';

test.each<[string, ClusterMode | undefined, string, string]>([
  ['unknown', undefined, 'rediss://sessions.example.com:6379', 'false'],
  ['disabled', ClusterMode.disabled(), 'rediss://sessions.example.com:6379/0', 'false'],
  ['enabled', ClusterMode.enabled(), 'rediss://sessions.example.com:6379', 'true'],
])('clients get the URL and the protocol of the cluster mode: %s', (_, clusterMode, url, usesClusterProtocol) => {
  const stack = emptyStack();
  const fn = new lambda.Function(stack, 'Function', {
    vpc: importVpc(stack),
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = () => {};'),
  });
  const group = CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'sessions');

  ReplicationGroupConnector.fromReplicationGroup(group, {
    endpoint: new Endpoint('sessions.example.com', 6379),
    clusterMode,
    transitEncryption: TransitEncryption.REQUIRED,
  }).connect(fn, { urlVariable: 'REDIS_URL' });

  expect(propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables).toMatchObject({
    REDIS_URL: url,
    CACHE_CLUSTER_MODE: usesClusterProtocol,
  });
});
