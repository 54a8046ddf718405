import type { Resources } from '../check-resources';
import { checkRule } from '../check-resources';

const CACHES = [
  ['CacheCluster', 'VpcSecurityGroupIds'],
  ['ReplicationGroup', 'SecurityGroupIds'],
  ['ServerlessCache', 'SecurityGroupIds'],
] as const;

describe('missing security groups', () => {
  const check = (type: string, properties: object, others: Resources = {}) =>
    checkRule(`${type}.SecurityGroupsMissing`, { Cache: [type, properties], ...others });

  test.each(CACHES)('are reported for %s', (type, property) => {
    expect(check(type, {})).toEqual([`'${property}'`]);
    expect(check(type, { [property]: [] })).toEqual([`'${property}'`]);
    expect(check(type, { [property]: { Ref: 'AWS::NoValue' } })).toEqual([`'${property}'`]);
    expect(check(type, { [property]: ['sg-1'] })).toEqual([]);
    expect(check(type, { [property]: { Ref: 'Groups' } })).toEqual([]);
  });

  test.each([
    ['a group whose primary is an existing cluster', 'ReplicationGroup', { PrimaryClusterId: 'sessions' }],
    ['a cluster in EC2-Classic', 'CacheCluster', { CacheSecurityGroupNames: ['classic'] }],
    ['a public cache', 'ServerlessCache', { ConnectionType: 'public' }],
    ['a cache that may be public', 'ServerlessCache', { ConnectionType: { Ref: 'Type' } }],
  ])('are not reported for %s', (_title, type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });

  test('are reported for a cache in a VPC', () => {
    expect(check('ServerlessCache', { ConnectionType: 'vpc' })).toHaveLength(1);
  });

  test('are not reported if the template uses the default security group of a VPC', () => {
    const vpc: Resources = { Vpc: ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }] };
    const createFunction = (attribute: string): Resources => ({
      Function: ['AWS::Lambda::Function', { VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Vpc', attribute] }] } }],
    });

    expect(check('ReplicationGroup', {}, { ...vpc, ...createFunction('DefaultSecurityGroup') })).toEqual([]);
    expect(check('ReplicationGroup', {}, { ...vpc, ...createFunction('VpcId') })).toHaveLength(1);
  });
});

describe('clients in another VPC', () => {
  const vpc = ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }] as [string, object];
  const group = (vpcId: unknown, ...sources: unknown[]): [string, object] => [
    'AWS::EC2::SecurityGroup',
    {
      VpcId: vpcId,
      SecurityGroupIngress: sources.map((SourceSecurityGroupId) => ({ IpProtocol: 'tcp', SourceSecurityGroupId })),
    },
  ];
  const CLIENTS = { 'Fn::GetAtt': ['Clients', 'GroupId'] };
  const RESOURCES: Resources = {
    Vpc: vpc,
    Other: vpc,
    Caches: group({ Ref: 'Vpc' }, CLIENTS),
    Clients: group({ Ref: 'Other' }),
  };

  const check = (others: Resources, [type, property]: readonly [string, string] = CACHES[1]) =>
    checkRule(`${type}.ClientInOtherVpc`, {
      Cache: [type, { [property]: [{ 'Fn::GetAtt': ['Caches', 'GroupId'] }] }],
      ...RESOURCES,
      ...others,
    });

  test.each(CACHES)('are reported for %s', (type, property) => {
    const message =
      `'${property}' but got SecurityGroup 'Caches', ` + "which allows SecurityGroup 'Clients' in VPC 'Other'";

    expect(check({}, [type, property])).toEqual([message]);
  });

  test('are reported for separate ingress rules', () => {
    const Caches = group({ Ref: 'Vpc' }, 'sg-1');
    const ingress = (SourceSecurityGroupId: unknown): Resources => ({
      Caches,
      Ingress: [
        'AWS::EC2::SecurityGroupIngress',
        { GroupId: { 'Fn::GetAtt': ['Caches', 'GroupId'] }, IpProtocol: '-1', SourceSecurityGroupId },
      ],
    });

    expect(check(ingress(CLIENTS))).toHaveLength(1);
    expect(check(ingress('sg-1'))).toEqual([]);
    expect(check({ Caches })).toEqual([]);
  });

  test.each([
    'AWS::CloudFormation::Stack',
    'AWS::EC2::SecurityGroupVpcAssociation',
    'AWS::EC2::TransitGatewayAttachment',
    'AWS::EC2::TransitGatewayVpcAttachment',
    'AWS::EC2::VPCPeeringConnection',
  ])('are not reported if %s can connect the VPCs', (type) => {
    expect(check({ Connection: [type, {}] })).toEqual([]);
  });

  test.each<[string, Resources]>([
    ['clients in the same VPC', { Clients: group({ Ref: 'Vpc' }) }],
    ['clients in an unknown VPC', { Clients: group({ Ref: 'Parameter' }) }],
    ['clients in a VPC that may be peered outside of the template', { Clients: group('vpc-1') }],
    ['a cache in a VPC of another template', { Caches: group('vpc-1', CLIENTS) }],
  ])('are not reported for %s', (_title, others) => {
    expect(check(others)).toEqual([]);
  });
});
