import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { App, CfnResource, Environment } from 'aws-cdk-lib/core';
import { CfnOutput, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Library } from './programs';
import * as ours from 'cdk-elasticache';

/** The code in which an app differs between the libraries. */
export interface AppCode {
  readonly ec: Library;
  /** The props of a cache for which the alpha package generates the given name. */
  readonly cacheProps: (alphaName: string) => Partial<ours.ServerlessCacheProps>;
  /** The name of a cache in the names of other resources, by the cache and the name in its props. */
  readonly nameInResources: (cache: ours.ServerlessCache, name: string) => string;
  /** Whether the stack of a cache keeps the export of its port. */
  readonly exportsPorts?: boolean;
  /** Whether stacks keep the exports of names. */
  readonly exportsNames?: boolean;
}

/** Defines the stacks of an app. */
export type AppProgram = (code: AppCode, app: App) => void;

/** The code of an app of the alpha package, and its changes as docs/from-alpha.md describes them. */
export const createMovedApp = (alpha: Library): Record<'before' | 'after', AppCode> => ({
  before: { ec: alpha, cacheProps: () => ({}), nameInResources: ({ serverlessCacheName }) => serverlessCacheName },
  after: {
    ec: ours,
    cacheProps: (serverlessCacheName) => ({ serverlessCacheName, engine: ours.CacheEngine.VALKEY_LATEST }),
    nameInResources: (_cache, name) => name,
    exportsPorts: true,
  },
});

/** The code of an app of this library that returns to the alpha package. */
export const createReturnedApp = (alpha: Library): Record<'before' | 'after', AppCode> => ({
  before: {
    ec: ours,
    cacheProps: () => ({ engine: ours.CacheEngine.VALKEY_8 }),
    nameInResources: ({ serverlessCacheName }) => serverlessCacheName,
  },
  after: {
    ec: alpha,
    cacheProps: (alphaName) => ({
      serverlessCacheName: alphaName.toLowerCase(),
      engine: alpha.CacheEngine.VALKEY_8,
    }),
    nameInResources: (_cache, name) => name.toLowerCase(),
    exportsNames: true,
  },
});

const ENV: Environment = { account: '123456789012', region: 'us-east-1' };
const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012';

/** Keeps the exports of the names of resources. */
function exportNames({ exportsNames }: AppCode, ...resources: Construct[]): void {
  if (exportsNames) {
    resources.forEach((resource) => {
      Stack.of(resource).exportValue((resource.node.defaultChild as CfnResource).ref);
    });
  }
}

const createFunction = (scope: Construct, vpc: ec2.IVpc, environment?: Record<string, string>, id = 'Function') =>
  new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    vpc,
    environment,
  });

/** The three stacks of a shop. */
class ShopStage extends Stage {
  public readonly cache: ours.ServerlessCache;

  constructor(code: AppCode, app: App, id: string, cacheName: string) {
    super(app, id, { env: ENV });
    const { ec } = code;
    const vpc = new ec2.Vpc(new Stack(this, 'Network'), 'Vpc');
    const data = new Stack(this, 'Data');
    const service = new Stack(this, 'Service');

    const user = new ec.IamUser(data, 'User', {
      userId: `${id.toLowerCase()}-app`,
      accessControl: ec.AccessControl.fromAccessString('on ~app:* +@all'),
    });
    const userGroup = new ec.UserGroup(data, 'Users', { users: [user] });
    const kmsKey = kms.Key.fromKeyArn(data, 'Key', KEY_ARN);
    this.cache = new ec.ServerlessCache(data, 'Cache', { vpc, userGroup, kmsKey, ...code.cacheProps(cacheName) });
    const pagesName = `${id}-Pages`;
    const pages = new ec.ServerlessCache(data, `Pages-${ec.CacheEngine.MEMCACHED_LATEST}`, {
      vpc,
      engine: ec.CacheEngine.MEMCACHED_LATEST,
      serverlessCacheName: pagesName,
      backup: { backupRetentionLimit: 1, backupTime: events.Schedule.cron({ hour: '2' }) },
    });
    exportNames(code, user, this.cache);
    new logs.LogGroup(data, 'Log', { logGroupName: `/cache/${code.nameInResources(pages, pagesName)}` });

    const fn = createFunction(service, vpc, {
      CACHE_HOST: this.cache.serverlessCacheEndpointAddress,
      CACHE_NAME: this.cache.serverlessCacheName,
      USER_ID: user.userId,
    });
    fn.connections.allowToDefaultPort(this.cache);
    this.cache.grantConnect(fn);
    user.grantConnect(fn);
    new logs.LogGroup(service, 'UserLog', { logGroupName: `/cache/users/${user.userId}` });
    new ssm.StringParameter(service, 'Host', {
      parameterName: `/${id}/cache/host`,
      stringValue: this.cache.serverlessCacheEndpointAddress,
    });
  }
}

export const APPS: Readonly<Record<string, AppProgram>> = {
  'three stacks in two stages, and alarms outside of them': (code, app) => {
    const stages = [
      new ShopStage(code, app, 'Beta', 'BetaDataCache39F5F4D8'),
      new ShopStage(code, app, 'Prod', 'ProdDataCache2FE25067'),
    ];
    const operations = new Stack(app, 'Operations', { env: ENV });
    stages.forEach(({ node, cache }) => {
      cache.metricCacheMissCount().createAlarm(operations, node.id, { threshold: 1000, evaluationPeriods: 1 });
      new CfnOutput(operations, `${node.id}Name`, { value: cache.serverlessCacheName });
    });
  },

  'a client that allows its own connections, in an unknown environment': (code, app) => {
    const data = new Stack(app, 'Data');
    const vpc = new ec2.Vpc(data, 'Vpc');
    const kmsKey = kms.Key.fromKeyArn(data, 'Key', KEY_ARN);
    const cache = new code.ec.ServerlessCache(data, 'Cache', { vpc, kmsKey, ...code.cacheProps('DataCache179E637C') });

    createFunction(new Stack(app, 'Client'), vpc).connections.allowToDefaultPort(cache);
  },

  'a client that the cache allows, in a stack that is deployed first': (code, app) => {
    const network = new Stack(app, 'Network');
    const vpc = new ec2.Vpc(network, 'Vpc');
    const fn = createFunction(new Stack(app, 'Client'), vpc);
    const data = new Stack(app, 'Data');
    const cache = new code.ec.ServerlessCache(data, 'Cache', { vpc, ...code.cacheProps('DataCache179E637C') });

    cache.connections.allowDefaultPortFrom(fn);
  },

  'a cache in the stack of its VPC and its client': (code, app) => {
    const stack = new Stack(app, 'App');
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const cache = new code.ec.ServerlessCache(stack, 'Cache', { vpc, ...code.cacheProps('AppCache1FF73E92') });
    cache.connections.allowDefaultPortFrom(createFunction(stack, vpc));
    exportNames(code, cache);

    new cloudwatch.Dashboard(new Stack(app, 'Dashboards'), 'Dashboard', {
      widgets: [[new cloudwatch.GraphWidget({ left: [cache.metricCacheHitCount(), cache.metricDataStored()] })]],
    });
  },

  'a security group and users in other stacks': (code, app) => {
    const network = new Stack(app, 'Network');
    const vpc = new ec2.Vpc(network, 'Vpc');
    const securityGroup = new ec2.SecurityGroup(network, 'CacheGroup', { vpc });
    const users = new Stack(app, 'Users');
    const reader = new code.ec.IamUser(users, 'Reader', {
      userId: 'reader',
      accessControl: code.ec.AccessControl.fromAccessString('on ~* +@read'),
    });
    const userGroup = new code.ec.UserGroup(new Stack(app, 'Groups'), 'Group', {
      userGroupName: 'team',
      users: [reader],
    });
    const data = new Stack(app, 'Data');
    const cache = new code.ec.ServerlessCache(data, 'Cache', {
      vpc,
      userGroup,
      securityGroups: [securityGroup],
      ...code.cacheProps('DataCache179E637C'),
    });
    exportNames(code, reader, userGroup, cache);
    if (code.exportsPorts) {
      data.exportValue(cache.serverlessCacheEndpointPort);
    }

    const fn = createFunction(new Stack(app, 'Client'), vpc);
    fn.connections.allowToDefaultPort(cache);
    cache.grantConnect(fn);
    reader.grantConnect(fn);
  },
};
