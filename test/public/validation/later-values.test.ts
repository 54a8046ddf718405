import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnParameterGroup, CfnReplicationGroup, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { CfnElement } from 'aws-cdk-lib/core';
import { App, Aspects, Aws, CfnCondition, CfnResource, Fn, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { SUBNETS } from '../stacks';
import { synthesize, synthesizeInvalid } from '../templates';
import {
  AccessControl,
  EngineVersion,
  IamUser,
  MemcachedCluster,
  ParameterGroup,
  SubnetGroup,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const IPV6_BLOCK = '2001:db8::/64';

let stack: Stack;
let vpc: ec2.Vpc;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
  vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'] });
});

const createCache = (id: string = 'Cache', serverlessCacheName?: string) =>
  new ServerlessCache(stack, id, { vpc, serverlessCacheName });
/** Creates a key that ElastiCache rejects. */
const createAsymmetricKey = (id: string) =>
  new kms.Key(stack, id, { keySpec: kms.KeySpec.RSA_2048, keyUsage: kms.KeyUsage.ENCRYPT_DECRYPT });

/** Creates the parameter group of a Memcached cluster with an item size that is no multiple of the chunk size. */
const createInvalidParameterGroup = () => {
  const group = new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.MEMCACHED_1_6_22 });
  group.addParameter('max_item_size', '2000000');
  new MemcachedCluster(stack, 'Cluster', {
    vpc,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    parameterGroup: group,
  });
  return group;
};
const resourceOf = <T extends CfnElement>({ node }: IConstruct) => node.defaultChild as unknown as T;
const synthesizeStack = () => synthesize(stack);

describe('IPv6 addresses that subnets get', () => {
  const createDualStackCache = () => new ServerlessCache(stack, 'Cache', { vpc, networkType: NetworkType.DUAL_STACK });
  const addBlock = (subnet: ec2.ISubnet, index: number, scope: Stack = stack) =>
    new ec2.CfnSubnetCidrBlock(scope, `Block${index}`, { subnetId: subnet.subnetId, ipv6CidrBlock: IPV6_BLOCK });

  test.each<[string, () => void]>([
    [
      'by an override',
      () =>
        vpc.privateSubnets.forEach((subnet) =>
          resourceOf<ec2.CfnSubnet>(subnet).addPropertyOverride('Ipv6CidrBlock', IPV6_BLOCK),
        ),
    ],
    [
      'by an assignment',
      () =>
        vpc.privateSubnets.forEach((subnet) => {
          resourceOf<ec2.CfnSubnet>(subnet).ipv6CidrBlock = IPV6_BLOCK;
        }),
    ],
    ['by another resource', () => vpc.privateSubnets.forEach((subnet, index) => addBlock(subnet, index))],
    [
      'by a resource without a class',
      () =>
        vpc.privateSubnets.forEach(({ subnetId }, index) => {
          const properties = { SubnetId: subnetId, Ipv6CidrBlock: IPV6_BLOCK };
          new CfnResource(stack, `Block${index}`, { type: 'AWS::EC2::SubnetCidrBlock', properties });
        }),
    ],
    [
      'by a resource whose subnet only deployment knows',
      () => addBlock({ subnetId: Fn.importValue('Subnet') } as ec2.ISubnet, 0),
    ],
    [
      'by an aspect',
      () =>
        Aspects.of(vpc).add({
          visit: (node) => {
            if (node instanceof ec2.CfnSubnet) {
              node.ipv6CidrBlock = IPV6_BLOCK;
            }
          },
        }),
    ],
  ])('%s count, although they come later', (_title, addBlocks) => {
    createDualStackCache();
    addBlocks();

    expect(synthesizeStack).not.toThrow();
  });

  test('by a resource of another stack count, although the template does not show them', () => {
    createDualStackCache();
    const other = new Stack(stack.node.root, 'Blocks', { env: { account: '111122223333', region: 'us-east-1' } });
    vpc.privateSubnets.forEach((subnet, index) => addBlock(subnet, index, other));

    expect(() => synthesizeInvalid(stack)).not.toThrow();
  });

  test('are missing at synthesis, also if blocks belong to other subnets', () => {
    addBlock({ subnetId: 'subnet-0123456789abcdef0' } as ec2.ISubnet, 0);
    createDualStackCache();

    expect(synthesizeStack).toThrow('ServerlessCache.SubnetsLackAddresses');
  });
});

describe('a property override', () => {
  test('that removes a property is followed', () => {
    const kmsKey = createAsymmetricKey('Key');
    new ReplicationGroup(stack, 'Group', { vpc, nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE), kmsKey });
    expect(synthesizeStack).toThrow('ReplicationGroup.KeyAsymmetric');

    resourceOf<kms.CfnKey>(kmsKey).addPropertyDeletionOverride('KeySpec');

    expect(synthesizeStack).not.toThrow();
  });

  test('by a function is a value of its own', () => {
    vpc.privateSubnets.forEach((subnet, index) =>
      resourceOf<CfnResource>(subnet).addPropertyOverride('AvailabilityZone', Fn.select(index, Fn.getAzs())),
    );
    createCache();

    expect(synthesizeStack).not.toThrow();
  });

  test('is read by constructs that are created afterwards', () => {
    const [first, second] = vpc.privateSubnets;
    createCache();
    resourceOf<ec2.CfnSubnet>(second).addPropertyOverride('AvailabilityZone', 'us-east-1a');

    expect(() => new ServerlessCache(stack, 'Other', { vpc, vpcSubnets: { subnets: [first, second] } })).toThrow(
      'ServerlessCache.SubnetsInSameZone',
    );
  });

  test('of users replaces them', () => {
    const user = new IamUser(stack, 'User', { engine: UserEngine.REDIS, accessControl: AccessControl.readOnly() });
    const group = new UserGroup(stack, 'Group', { engine: UserEngine.REDIS, users: [user] });
    expect(synthesizeStack).toThrow('UserGroup.DefaultUserMissing');

    resourceOf<CfnResource>(group).addPropertyOverride('UserIds', ['default', user.userId]);

    expect(synthesizeStack).not.toThrow();
  });

  test('of a parameter is followed', () => {
    const group = createInvalidParameterGroup();
    expect(synthesizeStack).toThrow('ParameterGroup.ItemSizeNotMultipleOfChunkSize');

    resourceOf<CfnResource>(group).addPropertyOverride('Properties.max_item_size', '2097152');

    expect(synthesizeStack).not.toThrow();
  });

  test('of a condition is followed', () => {
    const isOld = new CfnCondition(stack, 'IsOld', { expression: Fn.conditionEquals(Aws.REGION, 'us-east-1') });
    const isNew = new CfnCondition(stack, 'IsNew', { expression: Fn.conditionNot(isOld) });
    resourceOf<CfnResource>(createCache('Old', 'sessions')).addOverride('Condition', isOld.logicalId);
    resourceOf<CfnResource>(createCache('New', 'sessions')).addOverride('Condition', isNew.logicalId);

    expect(synthesizeStack).not.toThrow();
  });

  test('of the deletion policy is followed', () => {
    const group = new SubnetGroup(stack, 'Subnets', { vpc });
    resourceOf<CfnResource>(group).addOverride('DeletionPolicy', 'Snapshot');
    expect(synthesizeStack).toThrow('SubnetGroup.DeletionPolicyUnsupported');

    for (const policy of ['DeletionPolicy', 'UpdateReplacePolicy']) {
      resourceOf<CfnResource>(group).addOverride(policy, 'Retain');
    }
    expect(synthesizeStack).not.toThrow();
  });

  test('of a part of an object makes the object unknown', () => {
    resourceOf<CfnResource>(createCache()).addPropertyOverride('CacheUsageLimits.ECPUPerSecond.Maximum', 5000);

    expect(synthesizeStack).not.toThrow();
  });
});

test('a resource that is assigned to the L1 construct is followed', () => {
  const group = new ReplicationGroup(stack, 'Group', {
    vpc,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    engineVersion: EngineVersion.VALKEY_7_2,
    kmsKey: createAsymmetricKey('Key'),
  });
  const resource = resourceOf<CfnReplicationGroup>(group);

  resource.engineVersion = '8.1';
  resource.cacheParameterGroupName = 'default.valkey8';
  resource.kmsKeyId = createAsymmetricKey('OtherKey').keyArn;
  expect(synthesizeStack).toThrow(
    /errors:\n {2}\[Stack\/Group\] .*\[cdk-elasticache::ReplicationGroup\.KeyAsymmetric\]$/,
  );

  resource.kmsKeyId = new kms.Key(stack, 'NewKey').keyArn;
  expect(synthesizeStack).not.toThrow();
});

test('users that are assigned to the L1 construct are followed', () => {
  const user = new IamUser(stack, 'User', { engine: UserEngine.REDIS, accessControl: AccessControl.readOnly() });
  const group = new UserGroup(stack, 'Group', { engine: UserEngine.REDIS, users: [user] });

  resourceOf<CfnUserGroup>(group).userIds = ['default', user.userId];

  expect(synthesizeStack).not.toThrow();
});

test('parameters that are assigned to the L1 construct are followed', () => {
  const group = createInvalidParameterGroup();

  resourceOf<CfnParameterGroup>(group).properties = { max_item_size: '2097152' };

  expect(synthesizeStack).not.toThrow();
});

test('a construct with several default children is no resource', () => {
  const scope = new Construct(stack, 'Pair');
  for (const id of ['Resource', 'Default']) {
    new CfnServerlessCache(scope, id, { engine: 'valkey', majorEngineVersion: '8', serverlessCacheName: id });
  }
  const cache = createCache('Cache', 'sessions');

  // The newest aws-cdk-lib cannot synthesizeStack such a construct.
  expect([stack.node.root, cache].flatMap(({ node }) => node.validate())).toEqual([]);
});

test('a value that is assigned to the L1 construct is followed', () => {
  const user = new PasswordUser(stack, 'User', {
    engine: UserEngine.VALKEY,
    accessControl: AccessControl.readOnly(),
  });
  const group = new UserGroup(stack, 'Group', { engine: UserEngine.REDIS, users: [user] });

  resourceOf<CfnUserGroup>(group).engine = 'valkey';

  expect(synthesizeStack).not.toThrow();
});

test('deprecated properties are read without a warning', () => {
  new ReplicationGroup(stack, 'Group', { vpc, nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE) });
  const env = jest.replaceProperty(process, 'env', { ...process.env, JSII_DEPRECATED: 'fail' });

  expect(synthesizeStack).not.toThrow();

  env.restore();
});

describe('a name', () => {
  test('can be used again after its construct is removed', () => {
    createCache('Old', 'sessions');
    stack.node.tryRemoveChild('Old');
    createCache('New', 'sessions');

    expect(synthesizeStack).not.toThrow();
  });

  test('can be used under exclusive conditions', () => {
    const isOld = new CfnCondition(stack, 'IsOld', { expression: Fn.conditionEquals(Aws.REGION, 'us-east-1') });
    const isNew = new CfnCondition(stack, 'IsNew', { expression: Fn.conditionNot(isOld) });
    resourceOf<CfnResource>(createCache('Old', 'sessions')).cfnOptions.condition = isOld;
    resourceOf<CfnResource>(createCache('New', 'sessions')).cfnOptions.condition = isNew;

    expect(synthesizeStack).not.toThrow();
  });

  test('that an L1 construct has is reported once', () => {
    new CfnServerlessCache(stack, 'Old', { engine: 'valkey', serverlessCacheName: 'sessions' });
    createCache('New', 'sessions');

    expect(synthesizeStack).toThrow(
      /errors:\n {2}\[Stack\/New\] 'serverlessCacheName' must be unique .* which 'Stack\/Old' also uses\. .*NameNotUnique\]$/,
    );
  });

  test('that a later L1 construct has is reported', () => {
    createCache('Cache', 'sessions');
    new CfnServerlessCache(stack, 'Other', {
      engine: 'valkey',
      majorEngineVersion: '8',
      serverlessCacheName: 'Sessions',
    });

    expect(synthesizeStack).toThrow(
      /errors:\n {2}\[Stack\/Cache\] 'serverlessCacheName' must be unique .* which 'Stack\/Other' also uses\. .*NameNotUnique\]$/,
    );
  });

  test('can be used in another stack', () => {
    createCache('Old', 'sessions');
    const other = new Stack(stack.node.root as App, 'Other', { env: { account: '111122223333', region: 'eu-west-1' } });
    new ServerlessCache(other, 'Cache', {
      vpc: new ec2.Vpc(other, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] }),
      serverlessCacheName: 'sessions',
    });

    expect(synthesizeStack).not.toThrow();
  });
});

describe('before the first lookup', () => {
  test('the Availability Zones of a stack prevent nothing', () => {
    const lookedUpVpc = ec2.Vpc.fromLookup(stack, 'LookedUp', { vpcName: 'shop' });
    new ReplicationGroup(stack, 'Group', {
      vpc: lookedUpVpc,
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      securityGroups: [
        new ec2.SecurityGroup(stack, 'SecurityGroup', {
          vpc: ec2.Vpc.fromVpcAttributes(stack, 'Imported', {
            vpcId: 'vpc-0123456789abcdef0',
            availabilityZones: ['us-east-1a'],
          }),
        }),
      ],
    });

    expect(synthesizeStack).not.toThrow();
  });

  test('zones that only deployment knows are not compared', () => {
    const importedVpc = ec2.Vpc.fromVpcAttributes(stack, 'Imported', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: Fn.getAzs(),
      privateSubnetIds: SUBNETS.private,
    });
    const vpcSubnets = { subnets: importedVpc.privateSubnets };
    new ReplicationGroup(stack, 'Group', {
      vpc: importedVpc,
      vpcSubnets,
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    });
    new ServerlessCache(stack, 'Cache', { vpc: importedVpc, vpcSubnets });

    expect(synthesizeStack).not.toThrow();
  });
});
