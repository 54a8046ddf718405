import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { PhysicalName, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Scopes } from './topologies';
import type { IUser, MemcachedClusterProps, ReplicationGroupProps, ServerlessCacheProps } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  IamUser,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  NoPasswordUser,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';

/** What a program requires of AWS. `IMPOSSIBLE_CELLS` lists the topologies in which AWS does not support it. */
export type Requirement =
  | 'alarm'
  | 'alarmTopic'
  | 'bucket'
  | 'clientInStackOfUser'
  | 'events'
  | 'key'
  | 'logDestination'
  | 'metricAlarm'
  | 'namedResource'
  | 'notificationTopic'
  | 'primary'
  | 'role'
  | 'secondary'
  | 'secret'
  | 'securityGroupRule'
  | 'securityGroups'
  | 'snapshot'
  | 'userOfLaterStack'
  | 'vpc';

/** A program that touches a second construct, and the members of the API that it covers. */
export interface Program {
  /** Members in the form `Class.method(parameter)`, `Class.method()` for the result, or `Props.prop`. */
  readonly covers: readonly string[];

  /** The requirements of the program, with the prop or parameter that errors name. */
  readonly requires?: Readonly<Partial<Record<Requirement, string>>>;

  readonly create: (scopes: Scopes) => unknown;
}

export type Programs = Readonly<Record<string, Program>>;

export const accessControl = AccessControl.readWrite({ keyPatterns: ['app:*'] });
export const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);

export const iamUser = (scope: Construct, id = 'User') => new IamUser(scope, id, { accessControl });

export const passwordUser = (scope: Construct, id = 'User') => new PasswordUser(scope, id, { accessControl });

/** Creates a user without a password, which only Redis OSS user groups can contain. */
export const userWithoutPassword = (scope: Construct) =>
  new NoPasswordUser(scope, 'User', { userName: 'default', accessControl });

export const userGroup = (scope: Construct, ...users: IUser[]) =>
  new UserGroup(scope, 'Users', { users, engine: users[0]?.engine });

export const serverlessCache = ({ cache, cacheVpc }: Scopes, props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(cache, 'Cache', { vpc: cacheVpc, ...props });

export const replicationGroup = ({ cache, cacheVpc }: Scopes, props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(cache, 'Cache', {
    vpc: cacheVpc,
    nodeType,
    authentication: Authentication.none(),
    ...props,
  });

export const memcachedCluster = ({ cache, cacheVpc }: Scopes, props: Partial<MemcachedClusterProps> = {}) =>
  new MemcachedCluster(cache, 'Cache', { vpc: cacheVpc, nodeType, ...props });

/** Creates a function in the VPC of the other construct. */
export const clientFunction = (scope: Construct, vpc: ec2.IVpc) =>
  new lambda.Function(scope, 'Function', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {}'),
    functionName: PhysicalName.GENERATE_IF_NEEDED,
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    allowAllOutbound: false,
  });

export const role = (scope: Construct, id = 'Role') =>
  new iam.Role(scope, id, {
    roleName: PhysicalName.GENERATE_IF_NEEDED,
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
  });

export const securityGroup = ({ other, otherVpc }: Scopes) =>
  new ec2.SecurityGroup(other, 'SecurityGroup', { vpc: otherVpc, allowAllOutbound: false });

/** Creates a key. CloudFormation cannot refer to keys of other environments, so those are imported by ARN. */
export function key({ other, isForeign }: Scopes): kms.IKey {
  if (!isForeign) {
    return new kms.Key(other, 'Key');
  }
  const { region, account } = Stack.of(other);
  return kms.Key.fromKeyArn(other, 'Key', `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
}

/** Creates a secret. Other environments require the complete ARN, so those import it. */
export function secret({ other, isForeign }: Scopes): secretsmanager.ISecret {
  if (!isForeign) {
    return new secretsmanager.Secret(other, 'Secret');
  }
  const { region, account } = Stack.of(other);
  const arn = `arn:aws:secretsmanager:${region}:${account}:secret:app-AbCdEf`;
  return secretsmanager.Secret.fromSecretCompleteArn(other, 'Secret', arn);
}

/** Creates a topic with a name, so that other environments can refer to it. */
export const topic = ({ other }: Scopes) =>
  new sns.Topic(other, 'Topic', { topicName: PhysicalName.GENERATE_IF_NEEDED });
