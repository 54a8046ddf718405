import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameter, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf, warningsOf } from '../messages';
import { SUBNETS, emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import { SubnetGroup } from 'cdk-elasticache';

const TYPE = 'AWS::ElastiCache::SubnetGroup';
const ISOLATED = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

describe('SubnetGroup', () => {
  test('contains the private subnets by default', () => {
    const stack = emptyStack();
    const vpc = importVpc(stack);

    const group = new SubnetGroup(stack, 'Subnets', { vpc });

    expect(propertiesOf(stack, TYPE)).toEqual({ Description: 'Subnets for Stack/Subnets', SubnetIds: SUBNETS.private });
    expect(stack.resolve([group.subnetGroupName, group.subnetGroupRef.cacheSubnetGroupName])).toEqual([
      { Ref: 'Subnets73841C2A' },
      { Ref: 'Subnets73841C2A' },
    ]);
    expect([group.vpc, group.subnets]).toEqual([vpc, vpc.privateSubnets]);
  });

  test('contains the isolated subnets when the VPC has no private subnets', () => {
    const stack = emptyStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a', 'b'],
      isolatedSubnetIds: SUBNETS.isolated,
    });

    new SubnetGroup(stack, 'Subnets', { vpc });

    expect(propertiesOf(stack, TYPE).SubnetIds).toEqual(SUBNETS.isolated);
  });

  test('renders all props', () => {
    const stack = emptyStack();

    const group = new SubnetGroup(stack, 'Subnets', {
      vpc: importVpc(stack),
      vpcSubnets: ISOLATED,
      subnetGroupName: 'caches',
      description: 'Of all caches',
      removalPolicy: RemovalPolicy.RETAIN,
    });

    synthesize(stack).hasResource(TYPE, {
      Properties: { CacheSubnetGroupName: 'caches', Description: 'Of all caches', SubnetIds: SUBNETS.isolated },
      DeletionPolicy: 'Retain',
    });
    expect(stack.resolve(group.subnetGroupName)).toEqual({ Ref: 'Subnets73841C2A' });
  });

  test('renders the name as it is specified, and returns it in lower case, as ElastiCache stores it', () => {
    const stack = emptyStack();

    const group = new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), subnetGroupName: 'Caches' });

    expect(propertiesOf(stack, TYPE).CacheSubnetGroupName).toBe('Caches');
    expect(group.subnetGroupName).toBe('caches');
    expect(stack.resolve(group.subnetGroupRef)).toEqual({ cacheSubnetGroupName: { Ref: 'Subnets73841C2A' } });
  });

  test('supports a token as the name', () => {
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

  test('warns when public subnets are selected', () => {
    const stack = emptyStack();

    new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'vpcSubnets' selects public subnets, which a cache does not need, because it is only reachable from its VPC. Select private or isolated subnets. [ack: cdk-elasticache::SubnetGroup.PublicSubnets]",
    ]);
  });

  test('can be imported by name', () => {
    const group = SubnetGroup.fromSubnetGroupName(emptyStack(), 'Imported', 'Caches');

    expect([group.subnetGroupName, group.subnetGroupRef]).toEqual(['caches', { cacheSubnetGroupName: 'Caches' }]);
  });

  test('reports all errors at once', () => {
    const stack = emptyStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a'],
      publicSubnetIds: ['subnet-1'],
    });

    expect(errorsOf(() => new SubnetGroup(stack, 'Subnets', { vpc, subnetGroupName: 'my_subnets' }))).toEqual([
      expect.stringMatching(/^'vpc' must have private or isolated subnets\. /),
      "'subnetGroupName' SubnetGroup.NameInvalid",
    ]);
  });

  test('warns when more than 20 subnets are selected', () => {
    const stack = emptyStack();
    const subnets = Array.from({ length: 21 }, (_, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
        subnetId: `subnet-${index}`,
        availabilityZone: `z${index}`,
      }),
    );

    new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnets } });
    synthesize(stack);

    expect(warningsOf(stack)).toEqual(["'vpcSubnets' SubnetGroup.TooManySubnets"]);
  });

  test('warns when the VPC has too many subnets', () => {
    const stack = emptyStack();
    const zones = Array.from({ length: 21 }, (_, index) => `z${index}`);
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: zones,
      privateSubnetIds: zones.map((zone) => `subnet-${zone}`),
    });

    new SubnetGroup(stack, 'Subnets', { vpc });
    synthesize(stack);

    expect(warningsOf(stack)).toEqual(["'vpc' SubnetGroup.TooManySubnets"]);
  });

  test.each([
    [['us-west-2a', 'us-west-2-lax-1a'], 'us-west-2a'],
    [['us-west-2-lax-1a', 'us-west-2-lax-1b', 'us-west-2b'], 'us-west-2b'],
  ])('fails when Local Zones and Availability Zones are mixed: %j', (zones, otherZone) => {
    const stack = emptyStack();
    const subnets = zones.map((availabilityZone, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, { subnetId: `subnet-${index}`, availabilityZone }),
    );

    expect(() => new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnets } })).toThrow(
      new RegExp(
        `'vpcSubnets' .* but got us-west-2-lax-1a and ${otherZone}\\. .*\\[cdk-elasticache::SubnetGroup.LocalZonesMixed]`,
      ),
    );
  });

  test('allows subnets in Local Zones together with subnets in unresolved zones', () => {
    const stack = emptyStack();
    const zones = ['us-west-2-lax-1a', Lazy.string({ produce: () => 'us-west-2-lax-1b' })];
    const subnets = zones.map((availabilityZone, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, { subnetId: `subnet-${index}`, availabilityZone }),
    );

    new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), vpcSubnets: { subnets } });

    expect(propertiesOf(stack, TYPE).SubnetIds).toEqual(['subnet-0', 'subnet-1']);
  });

  test('fails when subnets of another VPC are selected', () => {
    const stack = new Stack(undefined, 'Stack');
    const [vpc, other] = ['Vpc', 'Other'].map((id) => new ec2.Vpc(stack, id, { maxAzs: 1, natGateways: 1 }));

    expect(
      () =>
        new SubnetGroup(stack, 'Subnets', {
          vpc,
          vpcSubnets: { subnets: [...vpc.privateSubnets, ...other.privateSubnets] },
        }),
    ).toThrow(
      /'vpcSubnets' .*'Stack\/Vpc' and 'Stack\/Other'\. .* \[cdk-elasticache::SubnetGroup\.SubnetsInSeveralVpcs\]/,
    );
  });
});
