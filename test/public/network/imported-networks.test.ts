import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib/core';
import { synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  GlobalReplicationGroup,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  PasswordUser,
  ReplicationGroup,
  SecondaryReplicationGroup,
  ServerlessCache,
  SubnetGroup,
} from 'cdk-elasticache';
import '../setup';

interface Network {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
}

const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const ids = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];

const importVpcWithSubnets = (stack: Stack, availabilityZones: string[], privateSubnetIds: string[]): Network => ({
  vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones, privateSubnetIds }),
});

/** The networks that aws-rds accepts, with the ids in the template. */
const NETWORKS: Readonly<Record<string, readonly [(stack: Stack) => Network, unknown]>> = {
  'subnets imported by id': [
    (stack) => ({
      ...importVpcWithSubnets(stack, ['a'], ['subnet-0123456789abcdef9']),
      vpcSubnets: { subnets: ids.map((id) => ec2.Subnet.fromSubnetId(stack, id, id)) },
    }),
    ids,
  ],
  'subnets imported by ids that are tokens': [
    (stack) => ({
      ...importVpcWithSubnets(stack, ['a'], ['subnet-0123456789abcdef9']),
      vpcSubnets: {
        subnets: ['A', 'B'].map((name) => ec2.Subnet.fromSubnetId(stack, name, Fn.importValue(name))),
      },
    }),
    [{ 'Fn::ImportValue': 'A' }, { 'Fn::ImportValue': 'B' }],
  ],
  'a VPC that is not looked up yet': [
    (stack) => ({ vpc: ec2.Vpc.fromLookup(stack, 'Vpc', { isDefault: false }) }),
    ['p-12345', 'p-67890'],
  ],
  'a VPC with ids that are tokens': [
    (stack) => importVpcWithSubnets(stack, ['a', 'b'], [Fn.importValue('A'), Fn.importValue('B')]),
    [{ 'Fn::ImportValue': 'A' }, { 'Fn::ImportValue': 'B' }],
  ],
  'a VPC with zones that are a token': [(stack) => importVpcWithSubnets(stack, Fn.getAzs(), ids), ids],
  'a VPC with a parameter as the list of ids': [
    (stack) => {
      const parameter = new CfnParameter(stack, 'Subnets', { type: 'List<AWS::EC2::Subnet::Id>' });
      return importVpcWithSubnets(stack, Fn.getAzs(), parameter.valueAsList);
    },
    { Ref: 'Subnets' },
  ],
  'a VPC with an imported list of ids': [
    (stack) => importVpcWithSubnets(stack, ['a', 'b'], Fn.split(',', Fn.importValue('Subnets'), 2)),
    [
      { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'Subnets' }] }] },
      { 'Fn::Select': [1, { 'Fn::Split': [',', { 'Fn::ImportValue': 'Subnets' }] }] },
    ],
  ],
};

/** The constructs that use subnets, with the property that contains them. */
const CONSTRUCTS: Readonly<Record<string, readonly [(stack: Stack, network: Network) => unknown, string, string]>> = {
  'rds.SubnetGroup': [
    (stack, network) => new rds.SubnetGroup(stack, 'Group', { description: 'subnets', ...network }),
    'AWS::RDS::DBSubnetGroup',
    'SubnetIds',
  ],
  SubnetGroup: [
    (stack, network) => new SubnetGroup(stack, 'Group', network),
    'AWS::ElastiCache::SubnetGroup',
    'SubnetIds',
  ],
  ServerlessCache: [
    (stack, network) => new ServerlessCache(stack, 'Cache', network),
    'AWS::ElastiCache::ServerlessCache',
    'SubnetIds',
  ],
  ReplicationGroup: [
    (stack, network) =>
      new ReplicationGroup(stack, 'Cache', { ...network, nodeType, authentication: Authentication.none() }),
    'AWS::ElastiCache::SubnetGroup',
    'SubnetIds',
  ],
  MemcachedCluster: [
    (stack, network) => new MemcachedCluster(stack, 'Cache', { ...network, nodeType }),
    'AWS::ElastiCache::SubnetGroup',
    'SubnetIds',
  ],
  SecondaryReplicationGroup: [
    (stack, network) =>
      new SecondaryReplicationGroup(stack, 'Cache', {
        ...network,
        globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-carts'),
        authentication: Authentication.none(),
      }),
    'AWS::ElastiCache::SubnetGroup',
    'SubnetIds',
  ],
};

describe.each(Object.entries(CONSTRUCTS))('%s', (_name, [create, type, property]) => {
  test.each(Object.entries(NETWORKS))('accepts %s', (_network, [createNetwork, subnetIds]) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });

    create(stack, createNetwork(stack));

    synthesize(stack).hasResourceProperties(type, { [property]: subnetIds });
  });
});

test.each(Object.entries(NETWORKS))('a rotation accepts %s', (_network, [createNetwork, subnetIds]) => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  const user = new PasswordUser(stack, 'User', { accessControl: AccessControl.readOnly({ keyPatterns: ['*'] }) });

  user.addRotation(createNetwork(stack));

  synthesize(stack).hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: subnetIds } });
});
