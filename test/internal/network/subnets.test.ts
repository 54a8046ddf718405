import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { getSubnetGroupProp, getSubnetProp, hasPublicSubnet, resolveSubnets } from '../../../src/network/subnets';
import { SUBNETS, emptyStack, importVpc } from '../../public/stacks';
import { SubnetGroup } from 'cdk-elasticache';

describe('resolveSubnets', () => {
  test('selects the private subnets by default', () => {
    expect(resolveSubnets({ vpc: importVpc(emptyStack()) }).subnetIds).toEqual(SUBNETS.private);
  });

  test('selects one private subnet per Availability Zone by default', () => {
    const vpc = new ec2.Vpc(emptyStack(), 'Vpc', {
      maxAzs: 2,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
        { name: 'apps', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'data', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      ],
    });

    expect(resolveSubnets({ vpc }).subnets).toEqual(vpc.selectSubnets({ subnetGroupName: 'apps' }).subnets);
  });

  test('selects the default subnets once per VPC, until the subnets of the VPC change', () => {
    const vpc = importVpc(emptyStack());
    const select = jest.spyOn(vpc, 'selectSubnets');

    resolveSubnets({ vpc }).subnetIds.push('not of the VPC');

    expect(resolveSubnets({ vpc }).subnetIds).toEqual(SUBNETS.private);
    expect(select).toHaveBeenCalledTimes(1);

    vpc.privateSubnets.splice(0, 1);

    expect(resolveSubnets({ vpc }).subnetIds).toEqual(SUBNETS.private.slice(1));

    vpc.privateSubnets.push(vpc.isolatedSubnets[0], vpc.privateSubnets.shift()!);

    expect(resolveSubnets({ vpc }).subnetIds).toEqual([SUBNETS.isolated[0], SUBNETS.private[1]]);
    expect(select).toHaveBeenCalledTimes(3);
  });

  test('selects the specified subnets', () => {
    const { subnetIds, errors } = resolveSubnets({
      vpc: importVpc(emptyStack()),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });

    expect([subnetIds, errors]).toEqual([SUBNETS.isolated, []]);
  });

  test('returns an error when the VPC has no matching subnets', () => {
    const vpc = ec2.Vpc.fromVpcAttributes(emptyStack(), 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a'],
      publicSubnetIds: ['subnet-1'],
    });

    expect(resolveSubnets({ vpc }).errors).toEqual([
      expect.stringMatching(
        /^'vpc' must have private or isolated subnets\. .*Private.* Add such subnets to the VPC, or set 'vpcSubnets'\.$/,
      ),
    ]);
    expect(resolveSubnets({ vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }).errors).toEqual([
      expect.stringMatching(
        /^'vpcSubnets' must select subnets of the VPC\. .*Isolated.* Select subnets that exist in the VPC\.$/,
      ),
    ]);
  });
});

test('hasPublicSubnet detects public subnets of the VPC', () => {
  const vpc = importVpc(emptyStack());

  expect([vpc.publicSubnets, vpc.privateSubnets].map((subnets) => hasPublicSubnet(vpc, subnets))).toEqual([
    true,
    false,
  ]);
});

test('subnets have the prop that the user specified', () => {
  const stack = emptyStack();
  const subnetGroup = SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'subnets');
  const vpcSubnets = { onePerAz: true };

  expect([getSubnetProp({}), getSubnetProp({ vpcSubnets })]).toEqual(['vpc', 'vpcSubnets']);
  expect([{}, { vpcSubnets }, { subnetGroup }, { subnetGroup, vpcSubnets }].map(getSubnetGroupProp)).toEqual([
    'vpc',
    'vpcSubnets',
    'subnetGroup',
    'subnetGroup',
  ]);
});
