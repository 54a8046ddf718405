import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { loadResources } from './run-code';
import { renderAdoption } from '../../../../src/command/adopt/render-adoption';
import { synthesize } from '../../../public/templates';
import { CommandFolder } from '../command-folder';
import '../../../public/setup';

const folder = new CommandFolder();

/** A deployed template that the CDK did not create, with references to the replication group. */
const DEPLOYED = {
  Parameters: {
    VpcId: { Type: 'AWS::EC2::VPC::Id' },
    SubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>' },
  },
  Resources: {
    CacheSecurityGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { GroupDescription: 'cache', VpcId: { Ref: 'VpcId' } },
    },
    CacheSubnets: {
      Type: 'AWS::ElastiCache::SubnetGroup',
      Properties: { Description: 'cache', SubnetIds: { Ref: 'SubnetIds' } },
    },
    Sessions: {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      Properties: {
        ReplicationGroupDescription: 'sessions',
        CacheNodeType: 'cache.t4g.micro',
        Engine: 'valkey',
        EngineVersion: '8.1',
        NumCacheClusters: 2,
        AutomaticFailoverEnabled: true,
        TransitEncryptionEnabled: true,
        CacheSubnetGroupName: { Ref: 'CacheSubnets' },
        SecurityGroupIds: [{ 'Fn::GetAtt': ['CacheSecurityGroup', 'GroupId'] }],
      },
    },
    Host: {
      Type: 'AWS::SSM::Parameter',
      DependsOn: ['Sessions'],
      Properties: { Type: 'String', Value: { 'Fn::GetAtt': ['Sessions', 'PrimaryEndPoint.Address'] } },
    },
  },
  Outputs: {
    Id: { Value: { Ref: 'Sessions' } },
    Endpoint: { Value: { 'Fn::Sub': '${Sessions.PrimaryEndPoint.Address}:6379' } },
  },
};

test('adopts resources of a template that a stack includes, and keeps the references to them', () => {
  const ElastiCacheResources = loadResources(renderAdoption(DEPLOYED, { name: 'deployed.json', logicalIds: [] }));
  const stack = new cdk.Stack(new cdk.App(), 'Stack');

  const templateFile = path.join(folder.path, folder.write('deployed.json', DEPLOYED));
  const template = new CfnInclude(stack, 'Template', { templateFile });
  template.node.tryRemoveChild('CacheSubnets');
  template.node.tryRemoveChild('Sessions');
  new ElastiCacheResources(stack, 'ElastiCache');

  const { Parameters, Resources, Outputs } = synthesize(stack).toJSON();
  const { BootstrapVersion, ...parameters } = Parameters;
  expect(BootstrapVersion).toBeDefined();
  expect(parameters).toEqual(DEPLOYED.Parameters);
  expect(Outputs).toEqual(DEPLOYED.Outputs);
  expect(Resources).toEqual({
    ...DEPLOYED.Resources,
    Sessions: {
      ...DEPLOYED.Resources.Sessions,
      UpdatePolicy: { UseOnlineResharding: true },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    },
  });
});
