import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ConstructView } from '../../../src/validation/construct-view';
import { emptyStack, importVpc } from '../../public/stacks';
import { SubnetGroup } from 'cdk-elasticache';

const SUBNET_GROUP = 'AWS::ElastiCache::SubnetGroup';
const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';

describe('the view of a construct', () => {
  test('of this library is found by the L2 and by the L1 construct', () => {
    const group = new SubnetGroup(emptyStack(), 'Subnets', { vpc: importVpc(emptyStack('Network')) });

    const view = ConstructView.find(group, SUBNET_GROUP);

    expect(view).toBeInstanceOf(ConstructView);
    expect(ConstructView.find(group.node.defaultChild!, SUBNET_GROUP)).toBe(view);
  });

  test('of another type is not found', () => {
    const group = new SubnetGroup(emptyStack(), 'Subnets', { vpc: importVpc(emptyStack('Network')) });

    expect(ConstructView.find(group, PARAMETER_GROUP)).toBeUndefined();
  });

  test('of an L1 construct names the CloudFormation properties', () => {
    const parameterGroup = new CfnParameterGroup(emptyStack(), 'Parameters', {
      cacheParameterGroupFamily: 'valkey8',
      description: 'Parameters of the shop',
    });

    const view = ConstructView.find(parameterGroup, PARAMETER_GROUP)!;

    expect(view.text('CacheParameterGroupFamily')).toBe('valkey8');
    expect(view.name('CacheParameterGroupFamily')).toBe("'CacheParameterGroupFamily'");
    expect(String(view)).toBe("'Stack/Parameters'");
  });

  test('of an import knows its account and Region only', () => {
    const key = kms.Key.fromKeyArn(emptyStack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');

    const view = ConstructView.find(key, 'AWS::KMS::Key')!;

    expect([view.account, view.region, view.has('KeySpec')]).toEqual(['111122223333', 'eu-west-1', false]);
  });

  test('of an import that no rule reads is not found', () => {
    const endpoint = ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(emptyStack(), 'Endpoint', {
      vpcEndpointId: 'vpce-1',
      port: 443,
    });

    expect(ConstructView.find(endpoint, 'AWS::EC2::VPCEndpoint')).toBeUndefined();
  });
});
