import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { groupIn } from './group';
import { AccessControl, IamUser, ReplicationGroup, ReplicationGroupGrants } from '../../src';
import { annotationsOf, emptyStack, importVpc, propertiesOf } from '../util';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const role = () => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
const statements = () => propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement;
const arnOf = (
  id: object | string,
  region: object | string = { Ref: 'AWS::Region' },
  account: object | string = { Ref: 'AWS::AccountId' },
) => ({
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:', region, ':', account, ':replicationgroup:', id],
  ],
});

test('permissions to connect as a user are given on group and user', () => {
  const user = new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') });
  groupIn(stack).grantConnectAs(user, role());

  expect(statements()).toEqual([
    { Action: 'elasticache:Connect', Effect: 'Allow', Resource: { 'Fn::GetAtt': ['User00B015A1', 'Arn'] } },
    {
      Action: ['elasticache:Connect', 'elasticache:DescribeReplicationGroups'],
      Effect: 'Allow',
      Resource: arnOf({ Ref: 'Cache18F6EE16' }),
    },
  ]);
});

test('permissions are given on this group alone', () => {
  const group = groupIn(stack);
  const grantee = role();
  group.grant(grantee, 'elasticache:ModifyReplicationGroup');
  ReplicationGroupGrants.fromReplicationGroup(group).actions(grantee, 'elasticache:TestFailover');

  expect(statements().map(({ Action, Resource }: any) => [Action, Resource])).toEqual(
    ['elasticache:ModifyReplicationGroup', 'elasticache:TestFailover'].map((action) => [
      action,
      arnOf({ Ref: 'Cache18F6EE16' }),
    ]),
  );
});

test('permissions on an imported group are those of its account and Region', () => {
  const arn = 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions';
  const group = ReplicationGroup.fromReplicationGroupArn(stack, 'Imported', arn);
  group.grantConnect(role());

  expect(group).toMatchObject({
    replicationGroupId: 'sessions',
    replicationGroupArn: arn,
    env: { account: '123456789012', region: 'eu-west-1' },
  });
  expect(JSON.stringify(statements()[0].Resource)).toContain(
    ':elasticache:eu-west-1:123456789012:replicationgroup:sessions',
  );
});

describe('the network', () => {
  const client = () =>
    new ec2.Connections({
      securityGroups: [
        new ec2.SecurityGroup(stack, 'Client', { vpc: importVpc(stack, 'ClientVpc'), allowAllOutbound: false }),
      ],
    });

  test('is opened on the port of the group', () => {
    groupIn(stack, { port: 7000 }).connections.allowDefaultPortFrom(client());

    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
      FromPort: 7000,
      ToPort: 7000,
      IpProtocol: 'tcp',
    });
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupEgress')).toMatchObject({
      FromPort: 7000,
      ToPort: 7000,
      IpProtocol: 'tcp',
    });
  });

  test('of an imported group is opened by the security groups that are known', () => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')];
    const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
      replicationGroupId: 'sessions',
      securityGroups,
    });
    client().allowToDefaultPort(group);

    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 6379,
      ToPort: 6379,
    });
    expect([group.connections === group.connections, annotationsOf(stack, 'warning')]).toEqual([true, []]);
  });

  test('of an imported group without security groups warns', () => {
    ReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'sessions').connections.allowDefaultPortFrom(client());

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining(
        "'connections' of an imported group opens nothing while its security groups are unknown; give 'securityGroups' to fromReplicationGroupAttributes",
      ),
    ]);
  });
});
