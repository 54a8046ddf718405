import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnUser } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { groupIn } from './group';
import { annotationsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { AccessControl, IamUser, PasswordUser, ReplicationGroup, ReplicationGroupGrants } from 'cdk-elasticache';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const createRole = () => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
const findStatements = () => propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement;
const groupArn = (
  id: object | string,
  region: object | string = { Ref: 'AWS::Region' },
  account: object | string = { Ref: 'AWS::AccountId' },
) => ({
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:', region, ':', account, ':replicationgroup:', id],
  ],
});

test('grants permission to connect as a user on the group and on the user', () => {
  const user = new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') });
  groupIn(stack).grantConnect(createRole(), user);

  expect(findStatements()).toEqual([
    { Action: 'elasticache:Connect', Effect: 'Allow', Resource: { 'Fn::GetAtt': ['User00B015A1', 'Arn'] } },
    {
      Action: ['elasticache:Connect', 'elasticache:DescribeReplicationGroups'],
      Effect: 'Allow',
      Resource: groupArn({ Ref: 'Cache18F6EE16' }),
    },
  ]);
});

test('fails to grant permission to connect as a user that is not an IAM user', () => {
  const user = new PasswordUser(stack, 'User', {
    accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read'),
  });
  const group = groupIn(stack);
  const error = "  - 'user' must have IAM authentication, but the authentication type of 'Stack/User' is password.";

  expect(() => group.grantConnect(new iam.AccountRootPrincipal(), user)).toThrow(
    `Cannot call 'grantConnect' of ReplicationGroup 'Stack/Cache':\n${error}`,
  );
  expect(() => group.grants.connect(new iam.AccountRootPrincipal(), user)).toThrow(
    `Cannot call ReplicationGroupGrants.connect for ReplicationGroup 'Stack/Cache':\n${error}`,
  );
});

test('grants permission to connect to an L1 group as an L1 user', () => {
  const group = CfnReplicationGroup.fromReplicationGroupId(stack, 'L1', 'sessions');
  const user = new CfnUser(stack, 'L1User', {
    engine: 'valkey',
    userId: 'app',
    userName: 'app',
    accessString: 'on ~app:* -@all +@read',
    authenticationMode: { Type: 'iam' },
  });
  ReplicationGroupGrants.fromReplicationGroup(group).connect(createRole(), user);

  expect(findStatements()).toEqual([
    { Action: 'elasticache:Connect', Effect: 'Allow', Resource: { 'Fn::GetAtt': ['L1User', 'Arn'] } },
    {
      Action: ['elasticache:Connect', 'elasticache:DescribeReplicationGroups'],
      Effect: 'Allow',
      Resource: stack.resolve(CfnReplicationGroup.arnForReplicationGroup(group)),
    },
  ]);
});

test('grants permissions on this group only', () => {
  const group = groupIn(stack);
  const grantee = createRole();
  group.grant(grantee, 'elasticache:ModifyReplicationGroup');
  ReplicationGroupGrants.fromReplicationGroup(group).actions(grantee, ['elasticache:TestFailover']);

  expect(findStatements().map(({ Action, Resource }: any) => [Action, Resource])).toEqual(
    ['elasticache:ModifyReplicationGroup', 'elasticache:TestFailover'].map((action) => [
      action,
      groupArn({ Ref: 'Cache18F6EE16' }),
    ]),
  );
});

test('grants permissions on other resources when they are specified', () => {
  const group = groupIn(stack);
  const resourceArns = ['arn:aws:elasticache:us-east-1:123456789012:snapshot:nightly'];
  ReplicationGroupGrants.fromReplicationGroup(group).actions(createRole(), ['elasticache:CreateSnapshot'], {
    resourceArns,
  });

  expect(findStatements()).toEqual([
    { Action: 'elasticache:CreateSnapshot', Effect: 'Allow', Resource: resourceArns[0] },
  ]);
});

test('uses the account and Region of an imported group in grants', () => {
  const arn = 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions';
  const group = ReplicationGroup.fromReplicationGroupArn(stack, 'Imported', arn);
  group.grantConnect(createRole());

  expect(group).toMatchObject({
    replicationGroupId: 'sessions',
    replicationGroupArn: arn,
    env: { account: '123456789012', region: 'eu-west-1' },
  });
  expect(JSON.stringify(findStatements()[0].Resource)).toContain(
    ':elasticache:eu-west-1:123456789012:replicationgroup:sessions',
  );
});

describe('connections', () => {
  const createClient = () =>
    new ec2.Connections({
      securityGroups: [
        new ec2.SecurityGroup(stack, 'Client', { vpc: importVpc(stack, 'ClientVpc'), allowAllOutbound: false }),
      ],
    });

  test('allow traffic on the port of the group', () => {
    groupIn(stack, { port: 7000 }).connections.allowDefaultPortFrom(createClient());

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

  test('of an imported group use its security groups', () => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')];
    const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
      replicationGroupId: 'sessions',
      securityGroups,
    });
    createClient().allowToDefaultPort(group);

    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 6379,
      ToPort: 6379,
    });
    expect([group.connections === group.connections, annotationsOf(stack, 'warning')]).toEqual([true, []]);
  });

  test('of an imported group without security groups add a warning', () => {
    ReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'sessions').connections.allowDefaultPortFrom(
      createClient(),
    );

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining(
        "'connections' adds no rules to the imported replication group, because its security groups are unknown. Clients that need these rules cannot connect. Set 'securityGroups' in fromReplicationGroupAttributes.",
      ),
    ]);
  });
});
