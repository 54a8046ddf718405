import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Endpoint } from '../../src';
import { chooseSubnets, crowdedZones, hasPublicSubnet } from '../../src/network/placement';
import { emptyStack, importVpc, SUBNETS } from '../util';

describe('endpoints', () => {
  test('join host name and port', () => {
    const endpoint = new Endpoint('cache.example.com', 6379);

    expect([endpoint.hostname, endpoint.port, endpoint.socketAddress, endpoint.portAsString()]).toEqual([
      'cache.example.com',
      6379,
      'cache.example.com:6379',
      '6379',
    ]);
  });

  test('take tokens', () => {
    const stack = emptyStack();
    const endpoint = new Endpoint(Token.asString({ Ref: 'Host' }), Token.asNumber({ Ref: 'Port' }));

    expect(stack.resolve(endpoint.socketAddress)).toEqual({
      'Fn::Join': ['', [{ Ref: 'Host' }, ':', { Ref: 'Port' }]],
    });
  });
});

describe('the choice of subnets', () => {
  test('falls on the private ones', () => {
    expect(chooseSubnets({ vpc: importVpc(emptyStack()) }).subnetIds).toEqual(SUBNETS.private);
  });

  test('takes one private subnet in every Availability Zone where there are more', () => {
    const vpc = new ec2.Vpc(emptyStack(), 'Vpc', {
      maxAzs: 2,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
        { name: 'apps', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'data', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      ],
    });

    expect(chooseSubnets({ vpc }).subnets).toEqual(vpc.selectSubnets({ subnetGroupName: 'apps' }).subnets);
  });

  test('is made once for all caches in a VPC, until the VPC has other subnets', () => {
    const vpc = importVpc(emptyStack());
    const select = jest.spyOn(vpc, 'selectSubnets');
    chooseSubnets({ vpc }).subnetIds.push('not of the VPC');

    expect(chooseSubnets({ vpc }).subnetIds).toEqual(SUBNETS.private);
    expect(select).toHaveBeenCalledTimes(1);

    vpc.privateSubnets.splice(0, 1);
    expect(chooseSubnets({ vpc }).subnetIds).toEqual(SUBNETS.private.slice(1));
    vpc.privateSubnets.push(vpc.isolatedSubnets[0], vpc.privateSubnets.shift()!);
    expect(chooseSubnets({ vpc }).subnetIds).toEqual([SUBNETS.isolated[0], SUBNETS.private[1]]);
    expect(select).toHaveBeenCalledTimes(3);
  });

  test('follows the wish', () => {
    const { subnetIds, faults } = chooseSubnets({
      vpc: importVpc(emptyStack()),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });

    expect([subnetIds, faults]).toEqual([SUBNETS.isolated, []]);
  });

  test('fails when the VPC has none that suits', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(emptyStack(), 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a'],
      publicSubnetIds: ['subnet-1'],
    });

    expect(chooseSubnets({ vpc }).faults).toEqual([
      expect.stringMatching(/^'vpc' has no subnets for the cache: .*Private/),
    ]);
    expect(chooseSubnets({ vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }).faults).toEqual([
      expect.stringMatching(/^'vpcSubnets' has no subnets for the cache: .*Isolated/),
    ]);
  });

  test('tells zones with more than one subnet', () => {
    const { subnets } = new ec2.Vpc(emptyStack(), 'Vpc', { maxAzs: 2 }).selectSubnets({
      subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
    });

    expect(crowdedZones(subnets)).toEqual([]);
    expect(crowdedZones([...subnets, subnets[0], subnets[0]])).toEqual([subnets[0].availabilityZone]);
  });

  test('knows public subnets', () => {
    const vpc = importVpc(emptyStack());

    expect([vpc.publicSubnets, vpc.privateSubnets].map((subnets) => hasPublicSubnet(vpc, subnets))).toEqual([
      true,
      false,
    ]);
  });
});
