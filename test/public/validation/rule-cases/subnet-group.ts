import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { RemovalPolicy, Tags } from 'aws-cdk-lib/core';
import type { CaseScope, RuleCases } from './rule-case';
import { excludedBy } from './rule-case';
import type { SubnetGroupProps } from 'cdk-elasticache';
import { SubnetGroup } from 'cdk-elasticache';

const subnetGroup = (properties: object, attributes: object = {}) => ({
  Subnets: {
    Type: 'AWS::ElastiCache::SubnetGroup',
    Properties: { Description: 'cache subnets', SubnetIds: ['subnet-1', 'subnet-2'], ...properties },
    ...attributes,
  },
});

const subnet = (properties: object) => ({ Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-1', ...properties } });

const subnetReferences = { SubnetIds: [{ Ref: 'First' }, { Ref: 'Second' }] };

const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `tag${index}`, Value: 'cache' }));

const createSubnetGroup = ({ stack, vpc }: CaseScope, props: Partial<SubnetGroupProps> = {}, id: string = 'Subnets') =>
  new SubnetGroup(stack, id, { vpc, ...props });

const importSubnets = ({ stack }: CaseScope, ...subnetIds: string[]) => ({
  vpcSubnets: { subnets: subnetIds.map((subnetId) => ec2.Subnet.fromSubnetId(stack, subnetId, subnetId)) },
});

export const SUBNET_GROUP_CASES: RuleCases = {
  'SubnetGroup.DescriptionMissing': {
    template: subnetGroup({ Description: undefined }),
    construct: excludedBy('description?: string, which has a default'),
  },
  'SubnetGroup.NameInvalid': {
    template: subnetGroup({ CacheSubnetGroupName: 'my_subnets' }),
    construct: (scope) => createSubnetGroup(scope, { subnetGroupName: 'my_subnets' }),
  },
  'SubnetGroup.NameReserved': {
    template: subnetGroup({ CacheSubnetGroupName: 'default' }),
    construct: (scope) => createSubnetGroup(scope, { subnetGroupName: 'default' }),
  },
  'SubnetGroup.SubnetsMissing': {
    template: subnetGroup({ SubnetIds: undefined }),
    construct: excludedBy('vpc: IVpc, so the list of subnets is always rendered'),
  },
  'SubnetGroup.SubnetCountOutOfRange': {
    template: subnetGroup({ SubnetIds: [] }),
    construct: excludedBy('vpcSubnets?: SubnetSelection, whose empty selection is an error of the prop'),
  },
  'SubnetGroup.TooManySubnets': {
    template: subnetGroup({ SubnetIds: Array.from({ length: 21 }, (_, index) => `subnet-${index}`) }),
    construct: (scope) =>
      createSubnetGroup(scope, importSubnets(scope, ...Array.from({ length: 21 }, (_, index) => `subnet-${index}`))),
  },
  'SubnetGroup.SubnetIdInvalid': {
    template: subnetGroup({ SubnetIds: ['private'] }),
    construct: (scope) => createSubnetGroup(scope, importSubnets(scope, 'private')),
  },
  'SubnetGroup.TooManyTags': {
    template: subnetGroup({ Tags: tags(51) }),
    construct: (scope) => {
      const group = createSubnetGroup(scope);
      tags(51).forEach(({ Key, Value }) => Tags.of(group).add(Key, Value));
    },
  },
  'SubnetGroup.TagKeyInvalid': {
    template: subnetGroup({ Tags: [{ Key: 'aws:team', Value: 'shop' }] }),
    construct: (scope) => Tags.of(createSubnetGroup(scope)).add('aws:team', 'shop'),
  },
  'SubnetGroup.TagValueInvalid': {
    template: subnetGroup({ Tags: [{ Key: 'team', Value: 'x'.repeat(257) }] }),
    construct: (scope) => Tags.of(createSubnetGroup(scope)).add('team', 'x'.repeat(257)),
  },
  'SubnetGroup.TagIncomplete': {
    template: subnetGroup({ Tags: [{ Key: 'team' }] }),
    construct: excludedBy('Tags.of(): Tags, of which each has a value'),
  },
  'SubnetGroup.DuplicateTagKeys': {
    template: subnetGroup({ Tags: [...tags(1), ...tags(1)] }),
    construct: excludedBy('Tags.of(): Tags, which has one value per key'),
  },
  'SubnetGroup.DeletionPolicyUnsupported': {
    template: subnetGroup({}, { DeletionPolicy: 'Snapshot' }),
    construct: (scope) => createSubnetGroup(scope, { removalPolicy: RemovalPolicy.SNAPSHOT }),
  },
  'SubnetGroup.NameNotUnique': {
    template: {
      ...subnetGroup({ CacheSubnetGroupName: 'shared' }),
      Others: subnetGroup({ CacheSubnetGroupName: 'Shared' }).Subnets,
    },
    construct: (scope) => {
      createSubnetGroup(scope, { subnetGroupName: 'shared' });
      createSubnetGroup(scope, { subnetGroupName: 'Shared' }, 'Others');
    },
  },
  'SubnetGroup.SubnetsInSeveralVpcs': {
    template: { ...subnetGroup(subnetReferences), First: subnet({}), Second: subnet({ VpcId: 'vpc-2' }) },
    construct: (scope) => {
      const { isolatedSubnets } = new ec2.Vpc(scope.stack, 'Other', { natGateways: 0 });
      createSubnetGroup(scope, { vpcSubnets: { subnets: [...scope.vpc.isolatedSubnets, ...isolatedSubnets] } });
    },
  },
  'SubnetGroup.LocalZonesMixed': {
    template: {
      ...subnetGroup(subnetReferences),
      First: subnet({ AvailabilityZone: 'us-east-1a' }),
      Second: subnet({ AvailabilityZone: 'us-east-1-bos-1a' }),
    },
    construct: (scope) => {
      const { stack, vpc } = scope;
      const local = ec2.Subnet.fromSubnetAttributes(stack, 'Local', {
        subnetId: 'subnet-1',
        availabilityZone: 'us-east-1-bos-1a',
      });
      createSubnetGroup(scope, { vpcSubnets: { subnets: [...vpc.isolatedSubnets, local] } });
    },
  },
};
