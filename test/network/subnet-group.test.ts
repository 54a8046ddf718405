import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameter, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { SubnetGroup } from '../../src';
import { annotationsOf, emptyStack, importVpc, propertiesOf, SUBNETS } from '../util';

const TYPE = 'AWS::ElastiCache::SubnetGroup';
const ISOLATED = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

describe('a subnet group', () => {
  test('holds the private subnets', () => {
    const stack = emptyStack();
    const vpc = importVpc(stack);
    const group = new SubnetGroup(stack, 'Subnets', { vpc });

    expect(propertiesOf(stack, TYPE)).toEqual({ Description: 'Subnets of Stack/Subnets', SubnetIds: SUBNETS.private });
    expect(stack.resolve([group.subnetGroupName, group.subnetGroupRef.cacheSubnetGroupName])).toEqual([
      { Ref: 'Subnets73841C2A' },
      { Ref: 'Subnets73841C2A' },
    ]);
    expect([group.vpc, group.subnets]).toEqual([vpc, vpc.privateSubnets]);
  });

  test('holds the isolated subnets where there are no private ones', () => {
    const stack = emptyStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a', 'b'],
      isolatedSubnetIds: SUBNETS.isolated,
    });
    new SubnetGroup(stack, 'Subnets', { vpc });

    expect(propertiesOf(stack, TYPE).SubnetIds).toEqual(SUBNETS.isolated);
  });

  test('has everything that is given', () => {
    const stack = emptyStack();
    const group = new SubnetGroup(stack, 'Subnets', {
      vpc: importVpc(stack),
      vpcSubnets: ISOLATED,
      subnetGroupName: 'caches',
      description: 'Of all caches',
      removalPolicy: RemovalPolicy.RETAIN,
    });

    Template.fromStack(stack).hasResource(TYPE, {
      Properties: { CacheSubnetGroupName: 'caches', Description: 'Of all caches', SubnetIds: SUBNETS.isolated },
      DeletionPolicy: 'Retain',
    });
    expect(stack.resolve(group.subnetGroupName)).toEqual({ Ref: 'Subnets73841C2A' });
  });

  test('is called as ElastiCache stores its name', () => {
    const stack = emptyStack();
    const group = new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), subnetGroupName: 'Caches' });

    expect([propertiesOf(stack, TYPE).CacheSubnetGroupName, group.subnetGroupName]).toEqual(['Caches', 'caches']);
  });

  test('may have a name that is known only later', () => {
    const stack = emptyStack();
    const group = new SubnetGroup(stack, 'Subnets', {
      vpc: importVpc(stack),
      subnetGroupName: new CfnParameter(stack, 'Name').valueAsString,
    });

    expect(stack.resolve([propertiesOf(stack, TYPE).CacheSubnetGroupName, group.subnetGroupName])).toEqual([
      { Ref: 'Name' },
      { Ref: 'Subnets73841C2A' },
    ]);
  });

  test('advises against public subnets', () => {
    const stack = emptyStack();
    new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'vpcSubnets' selects public subnets; a cache needs no way in or out of the VPC, so private or isolated ones are safer [ack: cdk-elasticache:SubnetGroup.PublicSubnets]",
    ]);
  });

  test('can be imported by its name', () => {
    const group = SubnetGroup.fromSubnetGroupName(emptyStack(), 'Imported', 'Caches');

    expect([group.subnetGroupName, group.subnetGroupRef]).toEqual(['caches', { cacheSubnetGroupName: 'caches' }]);
  });

  test('fails with all that is wrong', () => {
    const stack = emptyStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a'],
      publicSubnetIds: ['subnet-1'],
    });

    expect(() => new SubnetGroup(stack, 'Subnets', { vpc, subnetGroupName: 'my_subnets' })).toThrow(
      /^SubnetGroup 'Stack\/Subnets' cannot be built:\n {2}- 'vpc' has no subnets for the cache: .*\n {2}- 'subnetGroupName' must be 1 to 255 letters, .*got "my_subnets"$/,
    );
  });

  test('fails with more than 20 subnets', () => {
    const stack = emptyStack();
    const subnets = Array.from({ length: 21 }, (_, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
        subnetId: `subnet-${index}`,
        availabilityZone: `z${index}`,
      }),
    );

    expect(() => new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnets } })).toThrow(
      "SubnetGroup 'Stack/Subnets' cannot be built:\n  - 'vpcSubnets' must hold 1 to 20 subnets, got 21",
    );
  });

  test.each([
    [['us-west-2a', 'us-west-2-lax-1a'], 'us-west-2-lax-1a is a Local Zone'],
    [['us-west-2-lax-1a', 'us-west-2-lax-1b', 'us-west-2b'], 'us-west-2-lax-1a, us-west-2-lax-1b are Local Zones'],
  ])('fails in Local Zones and the Region at once: %j', (zones, told) => {
    const stack = emptyStack();
    const subnets = zones.map((availabilityZone, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, { subnetId: `subnet-${index}`, availabilityZone }),
    );

    expect(() => new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnets } })).toThrow(
      `SubnetGroup 'Stack/Subnets' cannot be built:\n  - 'vpcSubnets' must lie in Local Zones or in Availability Zones, got both: ${told}; select the one or the other`,
    );
  });

  test('may lie in Local Zones alone, and in zones that are known only later', () => {
    const stack = emptyStack();
    const zones = ['us-west-2-lax-1a', Lazy.string({ produce: () => 'us-west-2-lax-1b' })];
    const subnets = zones.map((availabilityZone, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, { subnetId: `subnet-${index}`, availabilityZone }),
    );
    new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnets } });

    expect(propertiesOf(stack, TYPE).SubnetIds).toEqual(['subnet-0', 'subnet-1']);
  });

  test('fails with subnets of another VPC', () => {
    const stack = new Stack(undefined, 'Stack');
    const [vpc, other] = ['Vpc', 'Other'].map((id) => new ec2.Vpc(stack, id, { maxAzs: 1, natGateways: 1 }));

    expect(
      () =>
        new SubnetGroup(stack, 'Subnets', {
          vpc,
          vpcSubnets: { subnets: [...vpc.privateSubnets, ...other.privateSubnets] },
        }),
    ).toThrow(
      "SubnetGroup 'Stack/Subnets' cannot be built:\n  - 'vpcSubnets' must lie in 'vpc', got 'Stack/Other/PrivateSubnet1' of another VPC; select subnets of 'Stack/Vpc'",
    );
  });
});
