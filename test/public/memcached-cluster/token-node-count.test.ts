import { CfnParameter, Fn, Lazy, Token } from 'aws-cdk-lib/core';
import type { Stack } from 'aws-cdk-lib/core';
import '../setup';
import { annotationsOf, errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { MemcachedCluster, NodeFamily, NodeSize, NodeType, SubnetGroup } from 'cdk-elasticache';
import type { MemcachedClusterProps } from 'cdk-elasticache';

// PreferredAvailabilityZone places all nodes in one zone, whatever their number is. PreferredAvailabilityZones must
// contain one zone for each node, and several zones require the mode cross-az.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html

const ZONES_UNKNOWN = '[ack: cdk-elasticache::MemcachedCluster.ZonesUnknown]';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const createParameter = () => new CfnParameter(stack, 'Nodes', { type: 'Number' }).valueAsNumber;

const createCluster = (props: Partial<MemcachedClusterProps> = {}) =>
  new MemcachedCluster(stack, 'Cluster', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
    ...props,
    nodeCount: props.nodeCount ?? createParameter(),
  });

const renderZones = () => {
  const { AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones } = propertiesOf(
    stack,
    'AWS::ElastiCache::CacheCluster',
  );
  return { AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones };
};

const findZoneWarnings = () => annotationsOf(stack, 'warning').filter((warning) => warning.endsWith(ZONES_UNKNOWN));

describe.each([
  ['a new', false],
  ['an adopted', true],
])('one zone of %s cluster', (_, adopted) => {
  test.each<[string, () => number]>([
    ['a parameter', createParameter],
    ['a condition', () => Token.asNumber({ 'Fn::If': ['IsProd', 3, 1] })],
    ['a mapping', () => Token.asNumber(Fn.findInMap('Sizes', 'prod', 'nodes'))],
    ['a value that is produced at synthesis', () => Lazy.number({ produce: () => 3 })],
  ])('contains all nodes if their number is %s', (__, createNodeCount) => {
    createCluster({ adopted, nodeCount: createNodeCount(), availabilityZones: ['b'] });

    expect(renderZones()).toEqual({ PreferredAvailabilityZone: 'b' });
    expect(findZoneWarnings()).toEqual([]);
  });

  test.each([
    ['a function', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['a parameter', { Ref: 'Zone' }],
    ['a condition that can omit it', { 'Fn::If': ['IsProd', 'b', { Ref: 'AWS::NoValue' }] }],
  ])('can be %s', (__, zone) => {
    createCluster({ adopted, availabilityZones: [Token.asString(zone)] });

    expect(renderZones()).toEqual({ PreferredAvailabilityZone: zone });
    expect(findZoneWarnings()).toEqual([]);
  });
});

describe('a new cluster with an unknown number of nodes', () => {
  test.each<[string, Partial<MemcachedClusterProps>]>([
    ['the same zone several times', { availabilityZones: ['a', 'a', 'a'] }],
    ['subnets in one zone', { vpcSubnets: { availabilityZones: ['a'] } }],
  ])('has one property for %s', (_, props) => {
    createCluster(props);

    expect(renderZones()).toEqual({ PreferredAvailabilityZone: 'a' });
    expect(findZoneWarnings()).toEqual([]);
  });

  test('has no zones and a warning if the subnets are in several zones', () => {
    createCluster();

    expect(renderZones()).toEqual({ AZMode: 'cross-az' });
    expect(findZoneWarnings()).toEqual([
      expect.stringMatching(/^'availabilityZones' or 'nodeCount' is unknown at synthesis, so CloudFormation replaces/),
    ]);
  });

  test('has no zones and a warning if the zones of the subnets are unknown', () => {
    createCluster({ subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'shared') });

    expect(renderZones()).toEqual({ AZMode: 'cross-az' });
    expect(findZoneWarnings()).toHaveLength(1);
  });

  test.each([
    ['several zones', ['a', 'b']],
    ['zones in parameters', ['One', 'Other'].map((name) => Fn.ref(name))],
  ])('warns that %s have no effect', (_, availabilityZones) => {
    createCluster({ availabilityZones });

    expect(renderZones()).toEqual({ AZMode: 'cross-az' });
    expect(findZoneWarnings()).toEqual([
      `'availabilityZones' has no effect, because it contains several zones, and 'nodeCount' is unknown at synthesis. ElastiCache selects the zones, and CloudFormation replaces the cluster when 'nodeCount' changes. The replacement deletes all data, or fails if the cluster has a 'clusterName'. Set 'nodeCount' to a number, or 'availabilityZones' to one zone. ${ZONES_UNKNOWN}`,
    ]);
  });
});

describe('an adopted cluster with an unknown number of nodes', () => {
  const parameter = () => Fn.ref('Zone');

  test.each<[string, string[] | undefined, object]>([
    ['no zones', undefined, {}],
    ['the same zone for each node', ['a', 'a'], { PreferredAvailabilityZones: ['a', 'a'] }],
    ['several zones', ['a', 'b', 'a'], { AZMode: 'cross-az', PreferredAvailabilityZones: ['a', 'b', 'a'] }],
    [
      'zones in parameters',
      [parameter(), 'b'],
      { AZMode: 'cross-az', PreferredAvailabilityZones: [{ Ref: 'Zone' }, 'b'] },
    ],
  ])('keeps the properties of the template for %s', (_, availabilityZones, expected) => {
    createCluster({ adopted: true, availabilityZones });

    expect(renderZones()).toEqual(expected);
    expect(findZoneWarnings()).toEqual([]);
  });

  test('keeps the list of one parameter for each node', () => {
    const zone = parameter();

    createCluster({ adopted: true, availabilityZones: [zone, zone] });

    expect(renderZones()).toEqual({ PreferredAvailabilityZones: [{ Ref: 'Zone' }, { Ref: 'Zone' }] });
  });
});

describe.each([
  ['a new', false],
  ['an adopted', true],
])('the zones of %s cluster', (_, adopted) => {
  const NODE_COUNTS: readonly [string, () => number][] = [
    ['a known', () => 2],
    ['an unknown', createParameter],
  ];

  test.each(NODE_COUNTS)('must not be a token for the whole list, for %s number of nodes', (__, createNodeCount) => {
    const create = () => createCluster({ adopted, nodeCount: createNodeCount(), availabilityZones: Fn.getAzs() });

    expect(errorsOf(create)).toEqual([
      "'availabilityZones' must list the zones individually, but got a token for the whole list. Specify each zone, such as [Fn.select(0, zones)].",
    ]);
  });

  test.each(NODE_COUNTS)('must not be an empty list, for %s number of nodes', (__, createNodeCount) => {
    const create = () => createCluster({ adopted, nodeCount: createNodeCount(), availabilityZones: [] });

    expect(errorsOf(create)).toEqual([
      "'availabilityZones' must contain at least one zone. Remove 'availabilityZones' to use the zones of the subnets.",
    ]);
  });
});
