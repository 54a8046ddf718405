import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnResource } from 'aws-cdk-lib/core';
import { App, ContextProvider, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { emptyStack, importVpc } from '../stacks';
import {
  CacheEngine,
  ElastiCacheErrors,
  GlobalReplicationGroup,
  IamUser,
  MemcachedCluster,
  NodeType,
  ReplicationGroup,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';

const missing = undefined as any;

test.each([
  ['MemcachedCluster', () => MemcachedCluster.fromMemcachedClusterAttributes(emptyStack(), 'Import', missing)],
  ['ReplicationGroup', () => ReplicationGroup.fromReplicationGroupAttributes(emptyStack(), 'Import', missing)],
  ['ServerlessCache', () => ServerlessCache.fromServerlessCacheAttributes(emptyStack(), 'Import', missing)],
  ['UserGroup', () => UserGroup.fromUserGroupAttributes(emptyStack(), 'Import', missing)],
  ['IamUser', () => IamUser.fromUserAttributes(emptyStack(), 'Import', missing)],
])('an import of %s without attributes names the missing one', (className, importResource) => {
  expect(importResource).toThrow(new RegExp(`^Cannot import ${className} 'Stack/Import' with .*\n  - '.*' is missing`));
});

test.each([
  ['no resource', []],
  ['a resource without properties', [{}]],
  ['no list', 'result'],
])('a lookup with an incomplete result in the context fails: %s', (_, result) => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  const { key } = ContextProvider.getKey(stack, {
    provider: 'cc-api-provider',
    props: {
      typeName: 'AWS::ElastiCache::User',
      exactIdentifier: 'app',
      propertiesToReturn: ['UserName', 'Engine'],
    },
  });
  stack.node.setContext(key, result);

  expect(() => IamUser.fromLookup(stack, 'User', { userId: 'app' })).toThrow(
    /^Cannot look up IamUser 'Stack\/User' with fromLookup:\n {2}- 'userId' has an incomplete lookup result/,
  );
});

test('the reader endpoint of a cache has an address as attribute', () => {
  const stack = emptyStack();
  const cache = new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), engine: CacheEngine.VALKEY_8 });

  expect(stack.resolve(cache.serverlessCacheReaderEndpointAddress)).toEqual({
    'Fn::GetAtt': ['Cache18F6EE16', 'ReaderEndpoint.Address'],
  });
});

test('other errors are no validation errors', () => {
  expect(ElastiCacheErrors.isValidationError(new Error('other'))).toBe(false);
});

test('the name for other environments of a cluster in a nested stack contains the name of the top-level stack', () => {
  const app = new App();
  const env = { account: '111122223333', region: 'eu-west-1' };
  const stack = new Stack(app, 'Shop', { env });
  const nested = new NestedStack(stack, 'Nested');
  const cluster = new MemcachedCluster(nested, 'Cluster', {
    vpc: importVpc(nested),
    nodeType: NodeType.fromName('cache.r7g.large'),
  });
  const other = new Stack(app, 'Other', { env: { ...env, region: 'us-east-1' } });

  expect(other.resolve(cluster.clusterName)).toMatch(/^shop/);
});

test('a retained secondary leaves specified security groups to their own removal policy', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
  const other = new Stack(app, 'Other', { env: { account: '111122223333', region: 'eu-west-1' } });
  const primary = new ReplicationGroup(stack, 'Group', {
    vpc: importVpc(stack),
    nodeType: NodeType.fromName('cache.r7g.large'),
  });
  const vpc = importVpc(other);
  const securityGroup = new ec2.SecurityGroup(other, 'Group', { vpc });

  new GlobalReplicationGroup(stack, 'Global', { primary }).addSecondary(other, 'Secondary', {
    vpc,
    securityGroups: [securityGroup],
    removalPolicy: RemovalPolicy.RETAIN,
  });

  expect((securityGroup.node.defaultChild as CfnResource).cfnOptions.deletionPolicy).toBeUndefined();
});
