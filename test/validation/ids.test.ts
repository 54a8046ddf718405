import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Stack } from 'aws-cdk-lib/core';
import type { Resources } from './told';
import { toldBy } from './told';
import { MemcachedCluster, NodeType, ServerlessCache, SubnetGroup } from '../../src';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../util';

/*
 * Ids begin with the kind of what they name. What is given later is not judged, nor what stands for the answer of a
 * look-up until the CLI has asked.
 */

const SUBNETS = '\'SubnetIds\' must hold ids of subnets, such as subnet-0123456789abcdef0, got "vpc-1"';
const SECURITY_GROUPS = (property: string) =>
  `'${property}' must hold ids of security groups, such as sg-0123456789abcdef0, got "subnet-1"`;
const KEYS = '\'KmsKeyId\' must be the id, the ARN or the alias of a key of AWS KMS, got "arn:aws:s3:::bucket"';

const about = (type: string, property: string, value: unknown): Resources => ({ It: [type, { [property]: value }] });

describe('in a template', () => {
  test.each(['ServerlessCache', 'SubnetGroup'])('fails with subnets of a %s that are none', (type) => {
    const of = (...subnets: unknown[]) => toldBy(`${type}.SubnetForm`, about(type, 'SubnetIds', subnets));

    expect(of('vpc-1', 'subnet-1')).toEqual([SUBNETS]);
    expect(
      of(
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
  ])('fails with security groups of a %s that are none', (type, property) => {
    const of = (...groups: unknown[]) => toldBy(`${type}.SecurityGroupForm`, about(type, property, groups));

    expect(of('subnet-1', 'sg-1')).toEqual([SECURITY_GROUPS(property)]);
    expect(of('sg-0123456789abcdef0', { 'Fn::GetAtt': ['Group', 'GroupId'] }, 'dummy-value-for-group')).toEqual([]);
  });

  test.each(['ServerlessCache', 'ReplicationGroup', 'Snapshot'])(
    'fails with a key of a %s that is something else',
    (type) => {
      const of = (key: unknown) => toldBy(`${type}.KeyForm`, about(type, 'KmsKeyId', key));

      expect(of('arn:aws:s3:::bucket')).toEqual([KEYS]);
      expect(
        [
          '1234abcd-12ab-34cd-56ef-1234567890ab',
          'mrk-1234abcd12ab34cd56ef1234567890ab',
          'alias/sessions',
          'arn:aws:kms:eu-west-1:123456789012:alias/sessions',
          'arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
          { Ref: 'Key' },
        ].map(of),
      ).toEqual(Array(6).fill([]));
    },
  );
});

describe('in a construct', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = emptyStack('Stack', { account: '123456789012', region: 'us-east-1' });
  });

  const subnets = (...ids: string[]) => ({
    subnets: ids.map((subnetId, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
        subnetId,
        availabilityZone: `us-east-1${'abc'[index]}`,
      }),
    ),
  });
  const fault = (name: string, text: string, property: string, prop: string) =>
    `${name} cannot be built:\n  - ${text.replace(property, prop)}`;

  test('fails with subnets that are none', () => {
    const vpcSubnets = subnets('vpc-1', 'subnet-1');

    expect(() => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), vpcSubnets })).toThrow(
      fault("ServerlessCache 'Stack/Cache'", SUBNETS, 'SubnetIds', 'vpcSubnets'),
    );
    expect(() => new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack, 'Other'), vpcSubnets })).toThrow(
      fault("SubnetGroup 'Stack/Subnets'", SUBNETS, 'SubnetIds', 'vpcSubnets'),
    );
  });

  test('fails with security groups that are none', () => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'subnet-1')];
    const vpc = importVpc(stack);
    const text = SECURITY_GROUPS('securityGroups');

    expect(() => new ServerlessCache(stack, 'Cache', { vpc, securityGroups })).toThrow(text);
    expect(() => groupIn(stack, { vpc, securityGroups }, 'Nodes')).toThrow(text);
    expect(() => new MemcachedCluster(stack, 'Pages', { vpc, securityGroups, nodeType: NodeType.M7G_LARGE })).toThrow(
      text,
    );
  });

  test('fails with a key that is something else', () => {
    const kmsKey = { keyId: 'arn:aws:s3:::bucket', env: { account: '123456789012', region: 'us-east-1' } } as kms.IKey;

    expect(() => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), kmsKey })).toThrow(
      KEYS.replace('KmsKeyId', 'kmsKey'),
    );
    expect(() => groupIn(stack, { kmsKey }, 'Nodes')).toThrow(KEYS.replace('KmsKeyId', 'kmsKey'));
  });

  test('takes what stands for the answers of look-ups, so that the CLI gets to ask', () => {
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
