import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Stack } from 'aws-cdk-lib/core';
import type { Resources } from './check-resources';
import { checkRule } from './check-resources';
import { errorsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { MemcachedCluster, NodeFamily, NodeSize, NodeType, ServerlessCache, SubnetGroup } from 'cdk-elasticache';

const createResource = (type: string, property: string, value: unknown): Resources => ({
  Resource: [type, { [property]: value }],
});

describe('of a template', () => {
  test.each(['ServerlessCache', 'SubnetGroup'])('fails with invalid subnet ids of a %s', (type) => {
    const check = (...subnets: unknown[]) =>
      checkRule(`${type}.SubnetIdInvalid`, createResource(type, 'SubnetIds', subnets));

    expect(check('vpc-1', 'subnet-1')).toEqual(['\'SubnetIds\' but got "vpc-1"']);
    expect(
      check(
        'subnet-0123456789abcdef0',
        { Ref: 'Subnet' },
        { 'Fn::ImportValue': 'subnet' },
        '{{resolve:ssm:subnet}}',
        's-12345',
        'dummy-value-for-subnet',
      ),
    ).toEqual([]);
  });

  test.each([
    ['ServerlessCache', 'SecurityGroupIds'],
    ['ReplicationGroup', 'SecurityGroupIds'],
    ['CacheCluster', 'VpcSecurityGroupIds'],
  ])('fails with invalid security group ids of a %s', (type, property) => {
    const check = (...groups: unknown[]) =>
      checkRule(`${type}.SecurityGroupIdInvalid`, createResource(type, property, groups));

    expect(check('subnet-1', 'sg-1')).toEqual([`'${property}' but got "subnet-1"`]);
    expect(check('sg-0123456789abcdef0', { 'Fn::GetAtt': ['Group', 'GroupId'] }, 'dummy-value-for-group')).toEqual([]);
  });

  test.each(['ServerlessCache', 'ReplicationGroup', 'Snapshot'])('fails with an invalid key id of a %s', (type) => {
    const check = (key: unknown) => checkRule(`${type}.KeyInvalid`, createResource(type, 'KmsKeyId', key));

    expect(check('arn:aws:s3:::bucket')).toEqual(['\'KmsKeyId\' but got "arn:aws:s3:::bucket"']);
    expect(
      [
        '1234abcd-12ab-34cd-56ef-1234567890ab',
        'mrk-1234abcd12ab34cd56ef1234567890ab',
        'alias/sessions',
        'arn:aws:kms:eu-west-1:123456789012:alias/sessions',
        'arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        { Ref: 'Key' },
      ].map(check),
    ).toEqual(Array(6).fill([]));
  });
});

describe('of a construct', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = emptyStack('Stack', { account: '123456789012', region: 'us-east-1' });
  });

  const importSubnets = (...ids: string[]) => ({
    subnets: ids.map((subnetId, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
        subnetId,
        availabilityZone: `us-east-1${'abc'[index]}`,
      }),
    ),
  });

  test('fails with invalid subnet ids', () => {
    const vpcSubnets = importSubnets('vpc-1', 'subnet-1');
    const vpc = importVpc(stack);

    expect(errorsOf(() => new ServerlessCache(stack, 'Cache', { vpc, vpcSubnets }))).toEqual([
      "'vpcSubnets' ServerlessCache.SubnetIdInvalid",
    ]);
    expect(errorsOf(() => new SubnetGroup(stack, 'Subnets', { vpc, vpcSubnets }))).toEqual([
      "'vpcSubnets' SubnetGroup.SubnetIdInvalid",
    ]);
  });

  test('fails with invalid security group ids', () => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'subnet-1')];
    const vpc = importVpc(stack);
    const nodeType = NodeType.of(NodeFamily.M7G, NodeSize.LARGE);

    expect(errorsOf(() => new ServerlessCache(stack, 'Cache', { vpc, securityGroups }))).toEqual([
      "'securityGroups' ServerlessCache.SecurityGroupIdInvalid",
    ]);
    expect(errorsOf(() => groupIn(stack, { vpc, securityGroups }, 'Nodes'))).toEqual([
      "'securityGroups' ReplicationGroup.SecurityGroupIdInvalid",
    ]);
    expect(errorsOf(() => new MemcachedCluster(stack, 'Pages', { vpc, securityGroups, nodeType }))).toEqual([
      "'securityGroups' CacheCluster.SecurityGroupIdInvalid",
    ]);
  });

  test('fails with an invalid key id', () => {
    const kmsKey = {
      keyRef: { keyId: 'arn:aws:s3:::bucket', keyArn: 'arn:aws:s3:::bucket' },
      env: { account: '123456789012', region: 'us-east-1' },
    } as kms.IKeyRef;

    expect(errorsOf(() => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), kmsKey }))).toEqual([
      "'kmsKey' ServerlessCache.KeyInvalid",
    ]);
    expect(errorsOf(() => groupIn(stack, { kmsKey }, 'Nodes'))).toEqual(["'kmsKey' ReplicationGroup.KeyInvalid"]);
  });

  test('accepts the placeholders of context lookups, so that the CLI can perform the lookups', () => {
    const vpc = ec2.Vpc.fromLookup(stack, 'Found', { vpcName: 'shop' });
    const group = ec2.SecurityGroup.fromSecurityGroupId(
      stack,
      'Group',
      StringParameter.valueFromLookup(stack, '/shop/group'),
    );
    const serverlessCacheName = StringParameter.valueFromLookup(stack, '/shop/cache');

    expect(
      () => new ServerlessCache(stack, 'Cache', { vpc, securityGroups: [group], serverlessCacheName }),
    ).not.toThrow();
    expect(() => new SubnetGroup(stack, 'Subnets', { vpc })).not.toThrow();
  });
});
