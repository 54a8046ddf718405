import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnOutput, Fn, SecretValue, Size } from 'aws-cdk-lib/core';

/** The alpha package or this library, which have the same public names. */
export type Library = typeof import('cdk-elasticache');

/** A program of the alpha package, for either library. */
export type Program = (ec: Library, stack: Stack) => void;

const createFullAccess = (ec: Library) => ec.AccessControl.fromAccessString('on ~* +@all');

/** The programs in the README of the alpha package, and others that are valid in every version of it. */
export const PROGRAMS: Record<string, Program> = {
  'a cache in a VPC': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', { vpc: new ec2.Vpc(stack, 'VPC') });
  },

  'an instance with access': (ec, stack) => {
    const vpc = new ec2.Vpc(stack, 'VPC');
    const instance = new ec2.Instance(stack, 'Instance', {
      vpc,
      instanceType: new ec2.InstanceType('t3.micro'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    });
    const cache = new ec.ServerlessCache(stack, 'ServerlessCache', { vpc });
    cache.connections.allowDefaultPortFrom(instance);
  },

  'usage limits': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      engine: ec.CacheEngine.VALKEY_LATEST,
      vpc: new ec2.Vpc(stack, 'VPC'),
      cacheUsageLimits: {
        dataStorageMinimumSize: Size.gibibytes(2),
        dataStorageMaximumSize: Size.gibibytes(3),
        requestRateLimitMinimum: 1000,
        requestRateLimitMaximum: 10000,
      },
    });
  },

  'daily backups': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      backup: { backupRetentionLimit: 6, backupTime: events.Schedule.cron({ hour: '9', minute: '0' }) },
      vpc: new ec2.Vpc(stack, 'VPC'),
    });
  },

  'a final backup': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      engine: ec.CacheEngine.VALKEY_LATEST,
      backup: { backupNameBeforeDeletion: 'my-final-backup-name' },
      vpc: new ec2.Vpc(stack, 'VPC'),
    });
  },

  'a restored backup': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      engine: ec.CacheEngine.VALKEY_LATEST,
      backup: {
        backupArnsToRestore: [
          'arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:my-final-backup-name',
        ],
      },
      vpc: new ec2.Vpc(stack, 'VPC'),
    });
  },

  'a customer managed key': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      engine: ec.CacheEngine.VALKEY_LATEST,
      serverlessCacheName: 'my-serverless-cache',
      vpc: new ec2.Vpc(stack, 'VPC'),
      kmsKey: new kms.Key(stack, 'Key'),
    });
  },

  'metrics and an alarm': (ec, stack) => {
    const cache = new ec.ServerlessCache(stack, 'ServerlessCache', { vpc: new ec2.Vpc(stack, 'VPC') });
    cache.metricCacheHitCount();
    cache.metricDataStored();
    cache
      .metricProcessingUnitsConsumed()
      .createAlarm(stack, 'ElastiCacheProcessingUnitsAlarm', { threshold: 50, evaluationPeriods: 1 });
  },

  'an imported cache': (ec, stack) => {
    const imported = ec.ServerlessCache.fromServerlessCacheAttributes(stack, 'ImportedServerlessCache', {
      serverlessCacheName: 'my-serverless-cache',
      securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc: new ec2.Vpc(stack, 'VPC') })],
    });
    imported.grantConnect(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
  },

  'a user with the reserved id in a Valkey group': (ec, stack) => {
    const user = new ec.NoPasswordUser(stack, 'NoPasswordUser', {
      userId: 'default',
      accessControl: createFullAccess(ec),
    });
    new ec.UserGroup(stack, 'UserGroup', { users: [user] });
  },

  'an IAM user': (ec, stack) => {
    new ec.IamUser(stack, 'User', {
      engine: ec.UserEngine.REDIS,
      userId: 'my-user',
      userName: 'my-user',
      accessControl: createFullAccess(ec),
    });
  },

  'a password user': (ec, stack) => {
    new ec.PasswordUser(stack, 'User', {
      engine: ec.UserEngine.VALKEY,
      userId: 'my-user-id',
      accessControl: createFullAccess(ec),
      userName: 'my-user-name',
      passwords: [
        SecretValue.secretsManager('SecretIdForPassword'),
        SecretValue.secretsManager('AnotherSecretIdForPassword'),
      ],
    });
  },

  'a user without a password': (ec, stack) => {
    new ec.NoPasswordUser(stack, 'User', {
      engine: ec.UserEngine.REDIS,
      userId: 'my-user-id',
      accessControl: createFullAccess(ec),
      userName: 'my-user-name',
    });
  },

  'an imported default user, and its replacement': (ec, stack) => {
    ec.NoPasswordUser.fromUserAttributes(stack, 'DefaultUser', { userId: 'default' });
    new ec.NoPasswordUser(stack, 'NewDefaultUser', {
      userId: 'new-default',
      userName: 'default',
      accessControl: createFullAccess(ec),
    });
  },

  'a group with added users': (ec, stack) => {
    const newDefaultUser = new ec.NoPasswordUser(stack, 'NewDefaultUser', {
      userId: 'new-default',
      userName: 'default',
      accessControl: createFullAccess(ec),
    });
    const user = new ec.IamUser(stack, 'User', {
      engine: ec.UserEngine.REDIS,
      userId: 'my-user',
      accessControl: createFullAccess(ec),
    });
    const another = new ec.IamUser(stack, 'Another', {
      engine: ec.UserEngine.REDIS,
      userId: 'another',
      accessControl: createFullAccess(ec),
    });
    const group = new ec.UserGroup(stack, 'UserGroup', { engine: ec.UserEngine.REDIS, users: [newDefaultUser, user] });
    group.addUser(another);
  },

  'a cache with its group and grants': (ec, stack) => {
    const user = new ec.IamUser(stack, 'User', { userId: 'my-user', accessControl: createFullAccess(ec) });
    const userGroup = new ec.UserGroup(stack, 'UserGroup', { userGroupName: 'my-group', users: [user] });
    const cache = new ec.ServerlessCache(stack, 'ServerlessCache', {
      engine: ec.CacheEngine.VALKEY_LATEST,
      serverlessCacheName: 'my-serverless-cache',
      vpc: new ec2.Vpc(stack, 'VPC'),
      userGroup,
    });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    user.grantConnect(role);
    cache.grantConnect(role);
  },

  'imported users and groups': (ec, stack) => {
    const user = ec.IamUser.fromUserId(stack, 'ImportedIamUser', 'my-iam-user-id');
    new CfnOutput(stack, 'UserArn', { value: user.userArn });
    ec.PasswordUser.fromUserAttributes(stack, 'ImportedPasswordUser', { userId: 'my-password-user-id' });
    ec.NoPasswordUser.fromUserAttributes(stack, 'ImportedNoPasswordUser', { userId: 'my-no-password-user-id' });
    ec.UserGroup.fromUserGroupAttributes(stack, 'ImportedUserGroup', { userGroupName: 'my-user-group-name' });
  },

  'an id with the engine': (ec, stack) => {
    new ec.ServerlessCache(stack, `Cache-${ec.CacheEngine.VALKEY_8}`, { vpc: new ec2.Vpc(stack, 'VPC') });
    new CfnOutput(stack, `Engine-${ec.UserEngine.REDIS}`, { value: `${ec.CacheEngine.REDIS_LATEST}` });
  },

  'subnets that are imported by id': (ec, stack) => {
    const vpc = new ec2.Vpc(stack, 'VPC');
    const subnets = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'].map((subnetId) =>
      ec2.Subnet.fromSubnetId(stack, subnetId, subnetId),
    );
    new ec.ServerlessCache(stack, 'ServerlessCache', { vpc, vpcSubnets: { subnets } });
  },

  'an imported VPC with unknown Availability Zones': (ec, stack) => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'VPC', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: Fn.getAzs(),
      privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    });
    new ec.ServerlessCache(stack, 'ServerlessCache', { vpc });
  },

  'a backup time without a minute': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      backup: { backupRetentionLimit: 6, backupTime: events.Schedule.cron({ hour: '2' }) },
      vpc: new ec2.Vpc(stack, 'VPC'),
    });
  },

  'a user with a command that is newer than this library': (ec, stack) => {
    new ec.IamUser(stack, 'User', {
      userId: 'my-user',
      accessControl: ec.AccessControl.fromAccessString('on ~* +@all +newcommand'),
    });
  },

  'an imported key with an unknown ARN': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      vpc: new ec2.Vpc(stack, 'VPC'),
      kmsKey: kms.Key.fromKeyArn(stack, 'Key', Fn.importValue('KeyArn')),
    });
  },

  'an imported key': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      vpc: new ec2.Vpc(stack, 'VPC'),
      kmsKey: kms.Key.fromKeyArn(
        stack,
        'Key',
        'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012',
      ),
    });
  },
};

/** The programs in the README of the pinned alpha package that are not valid in older versions. */
export const PINNED_ALPHA_PROGRAMS: Record<string, Program> = {
  'a custom engine version': (ec, stack) => {
    new ec.ServerlessCache(stack, 'ServerlessCache', {
      engine: ec.CacheEngine.of('valkey', '9'),
      vpc: new ec2.Vpc(stack, 'VPC'),
    });
  },

  'named engine versions': (ec, stack) => {
    const vpc = new ec2.Vpc(stack, 'VPC');
    for (const engine of [ec.CacheEngine.VALKEY_9, ec.CacheEngine.MEMCACHED_1_6]) {
      new ec.ServerlessCache(stack, `Cache${engine.engineType}${engine.majorEngineVersion}`, { vpc, engine });
    }
  },

  'grants on a cache': (ec, stack) => {
    const cache = new ec.ServerlessCache(stack, 'ServerlessCache', { vpc: new ec2.Vpc(stack, 'VPC') });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    cache.grants.connect(role);
    cache.grants.actions(role, ['elasticache:ModifyServerlessCache']);
    cache.grants.actions(role, ['elasticache:CopyServerlessCacheSnapshot'], {
      resourceArns: ['arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly'],
    });
  },
};
