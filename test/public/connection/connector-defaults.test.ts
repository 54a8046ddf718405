import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IServerlessCacheRef, ServerlessCacheReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Stack } from 'aws-cdk-lib/core';
import { Resource, Token } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import type {
  IReplicationGroup,
  ReplicationGroupConnectorOptions,
  ServerlessCacheConnectorOptions,
} from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  ClusterMode,
  Endpoint,
  EngineVersion,
  IamUser,
  NodeType,
  ReplicationGroup,
  ReplicationGroupConnector,
  ReplicationGroupMetrics,
  ServerlessCache,
  ServerlessCacheConnector,
  TransitEncryption,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

let stack: Stack;
let vpc: ec2.IVpc;
let fn: lambda.Function;
beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
  fn = createFunction('Fn', vpc);
});

const endpoint = new Endpoint('cache.example.com', 6379);
const nodeType = NodeType.fromName('cache.r7g.large');
const USER_GROUP_ERROR = expect.stringContaining("'connect' requires a cache without users");

const createFunction = (id: string, functionVpc?: ec2.IVpc) =>
  nodeFunction(stack, id, {
    vpc: functionVpc,
  });
const createUserGroup = () => {
  const user = new IamUser(stack, 'App', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) });
  return new UserGroup(stack, 'Users', { users: [user] });
};
const createL1 = (props: object = {}) =>
  new CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'sessions',
    engine: 'redis',
    cacheNodeType: 'cache.r7g.large',
    ...props,
  });
const connectGroup = (
  group: Parameters<typeof ReplicationGroupConnector.fromReplicationGroup>[0],
  options: Partial<ReplicationGroupConnectorOptions> = {},
) => ReplicationGroupConnector.fromReplicationGroup(group, { endpoint, ...options }).connect(fn).environment;
const connectServerless = (
  cache: Parameters<typeof ServerlessCacheConnector.fromServerlessCache>[0],
  options: Partial<ServerlessCacheConnectorOptions> = {},
) => ServerlessCacheConnector.fromServerlessCache(cache, { endpoint, ...options }).connect(fn).environment;

describe('options of a connector that are undefined have their defaults', () => {
  const UNDEFINED_GROUP_OPTIONS = {
    readerEndpoint: undefined,
    securityGroups: undefined,
    clusterMode: undefined,
    transitEncryption: undefined,
    userGroup: undefined,
  };
  const UNDEFINED_SERVERLESS_OPTIONS = {
    readerEndpoint: undefined,
    securityGroups: undefined,
    engine: undefined,
    userGroup: undefined,
  };

  test('for the user group of an L1 replication group', () => {
    const l1 = createL1({ transitEncryptionEnabled: true, userGroupIds: ['team'] });

    expect(errorsOf(() => connectGroup(l1, UNDEFINED_GROUP_OPTIONS))).toEqual([USER_GROUP_ERROR]);
  });

  test('for the TLS mode and the cluster mode of an L1 replication group', () => {
    const l1 = createL1({ transitEncryptionEnabled: true, clusterMode: 'enabled', numNodeGroups: 2 });

    expect(connectGroup(l1, UNDEFINED_GROUP_OPTIONS)).toMatchObject({ CACHE_TLS: 'true', CACHE_CLUSTER_MODE: 'true' });
  });

  test('for a reference to a replication group', () => {
    const group = CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'sessions');

    expect(connectGroup(group, UNDEFINED_GROUP_OPTIONS)).toMatchObject({
      CACHE_TLS: 'true',
      CACHE_CLUSTER_MODE: 'false',
    });
  });

  test('for an imported replication group', () => {
    const group = ReplicationGroup.fromReplicationGroupId(stack, 'Group', 'sessions');

    const environment = connectGroup(group, UNDEFINED_GROUP_OPTIONS);

    expect(environment.CACHE_CLUSTER_MODE).toBe('false');
    expect(environment).not.toHaveProperty('CACHE_TLS');
  });

  test('for the user group of an L1 serverless cache', () => {
    const l1 = new CfnServerlessCache(stack, 'L1', {
      engine: 'valkey',
      serverlessCacheName: 'carts',
      userGroupId: 'team',
    });

    expect(errorsOf(() => connectServerless(l1, UNDEFINED_SERVERLESS_OPTIONS))).toEqual([USER_GROUP_ERROR]);
  });
});

test('options of metrics that are undefined are the attributes of the replication group', () => {
  const group = new ReplicationGroup(stack, 'Group', { vpc, nodeType, authentication: Authentication.none() });
  const options = { clusterMode: undefined, nodeType: undefined, engineVersion: undefined };

  const { expression } = ReplicationGroupMetrics.fromReplicationGroup(group, options).metric('CPUUtilization');

  expect(expression).toBe(group.metrics.metric('CPUUtilization').expression);
});

describe('the options of a connector override', () => {
  test('the values of an L1 replication group', () => {
    const l1 = createL1({ transitEncryptionEnabled: true, clusterMode: 'enabled', numNodeGroups: 2 });
    const options = { transitEncryption: TransitEncryption.DISABLED, clusterMode: ClusterMode.disabled() };

    expect(connectGroup(l1, options)).toMatchObject({ CACHE_TLS: 'false', CACHE_CLUSTER_MODE: 'false' });
  });

  test('the values of an L1 serverless cache', () => {
    const l1 = new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' });

    expect(connectServerless(l1, { engine: CacheEngine.MEMCACHED_LATEST }).CACHE_CLUSTER_MODE).toBe('false');
  });

  test('a missing user group of an L1 serverless cache', () => {
    const l1 = new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' });

    expect(errorsOf(() => connectServerless(l1, { userGroup: createUserGroup() }))).toEqual([USER_GROUP_ERROR]);
  });
});

describe('a connector of a construct of this library reads', () => {
  const createGroup = (props: object) => new ReplicationGroup(stack, 'Group', { vpc, nodeType, ...props });

  test('the users of a replication group', () => {
    const group = createGroup({ authentication: Authentication.userGroup(createUserGroup()) });

    expect(errorsOf(() => connectGroup(group))).toEqual([USER_GROUP_ERROR]);
  });

  test('the users of a serverless cache', () => {
    const cache = new ServerlessCache(stack, 'Cache', { vpc, userGroup: createUserGroup() });

    expect(errorsOf(() => connectServerless(cache))).toEqual([USER_GROUP_ERROR]);
  });

  test('the secret with the AUTH token', () => {
    const group = createGroup({ authentication: Authentication.generatedAuthToken() });

    const { CACHE_AUTH, CACHE_SECRET_ARN, CACHE_SECRET_FIELD } = connectGroup(group);

    expect(CACHE_AUTH).toBe('password');
    expect(CACHE_SECRET_ARN).toBe(group.authTokenSecret!.secretArn);
    expect(CACHE_SECRET_FIELD).toBe('password');
    expect(Object.keys(synthesize(stack).findResources('AWS::IAM::Policy'))).toContainEqual(
      expect.stringMatching(/^FnServiceRoleDefaultPolicy/),
    );
  });

  test('the TLS mode', () => {
    const group = createGroup({
      authentication: Authentication.none(),
      transitEncryption: TransitEncryption.DISABLED,
    });

    expect(connectGroup(group).CACHE_TLS).toBe('false');
  });

  test('the cluster mode', () => {
    const group = createGroup({
      authentication: Authentication.none(),
      clusterMode: ClusterMode.enabled({ shardCount: 2 }),
    });

    expect(connectGroup(group).CACHE_CLUSTER_MODE).toBe('true');
  });

  test('the engine of a serverless cache', () => {
    const cache = new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.MEMCACHED_LATEST });

    expect(connectServerless(cache).CACHE_CLUSTER_MODE).toBe('false');
  });

  test.each([TransitEncryption.REQUIRED, TransitEncryption.DISABLED, undefined])(
    'the TLS mode of an imported replication group, as its own method does: %s',
    (transitEncryption) => {
      const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Group', {
        replicationGroupId: 'sessions',
        primaryEndpointAddress: 'sessions.example.com',
        transitEncryption,
      });

      expect(connectGroup(group).CACHE_TLS).toBe(group.connect(createFunction('Other', vpc)).environment.CACHE_TLS);
    },
  );

  test('the L1 construct of an imported replication group', () => {
    const l1 = createL1({ transitEncryptionEnabled: Token.asAny({ Ref: 'Tls' }), clusterMode: 'compatible' });
    const group = ReplicationGroup.fromCfnReplicationGroup(l1);

    expect(connectGroup(group)).not.toHaveProperty('CACHE_TLS');
    expect(connectGroup(group)).toMatchObject({ CACHE_CLUSTER_MODE: 'false' });
  });
});

describe('a connector of a serverless cache of another library', () => {
  /** A cache whose attributes have the names, but not the types, of this library. */
  class OtherCache extends Resource implements IServerlessCacheRef {
    public readonly engine = 'memcached_latest';
    public readonly userGroup = 'team';

    public get serverlessCacheRef(): ServerlessCacheReference {
      return {
        serverlessCacheName: 'carts',
        serverlessCacheArn: 'arn:aws:elasticache:us-east-1:111122223333:serverlesscache:carts',
      };
    }
  }
  const securityGroups = () => [ec2.SecurityGroup.fromSecurityGroupId(stack, 'CacheGroup', 'sg-0123456789abcdef0')];

  test('has the ports and the protocol of Valkey and Redis OSS', () => {
    const cache = new OtherCache(stack, 'Cache');
    const port = Token.asNumber({ 'Fn::GetAtt': ['Other', 'Endpoint.Port'] });

    const environment = connectServerless(cache, {
      endpoint: new Endpoint('carts.example.com', port),
      securityGroups: securityGroups(),
    });

    expect(environment).toMatchObject({ CACHE_CLUSTER_MODE: 'true', CACHE_AUTH: 'none' });
    const rules = Object.values(synthesize(stack).findResources('AWS::EC2::SecurityGroupIngress'));
    expect(rules.map(({ Properties: { FromPort, ToPort } }) => [FromPort, ToPort])).toEqual([[6379, 6380]]);
  });

  test('has the engine of the options', () => {
    const cache = new OtherCache(stack, 'Cache');

    expect(connectServerless(cache, { engine: CacheEngine.MEMCACHED_LATEST }).CACHE_CLUSTER_MODE).toBe('false');
  });
});

describe('a connector and the construct of the same L1 construct can have the same prefix', () => {
  const hostOf = (environment: Record<string, string>) => stack.resolve(environment.CACHE_HOST);
  const connectL1 = (l1: CfnReplicationGroup, { primaryEndpoint, readerEndpoint }: IReplicationGroup) =>
    ReplicationGroupConnector.fromReplicationGroup(l1, { endpoint: primaryEndpoint, readerEndpoint }).connect(fn);

  test('for a serverless cache', () => {
    const l1 = new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' });
    const cache = ServerlessCache.fromCfnServerlessCache(l1);
    const { environment } = cache.connect(fn);

    const { endpoint: cacheEndpoint, readerEndpoint } = cache;
    const options = { endpoint: cacheEndpoint, readerEndpoint };

    expect(hostOf(connectServerless(l1, options))).toEqual(hostOf(environment));
  });

  test('for a replication group', () => {
    const l1 = createL1({ numCacheClusters: 2 });
    const group = ReplicationGroup.fromCfnReplicationGroup(l1);
    const { environment } = connectL1(l1, group);

    expect(hostOf(group.connect(fn).environment)).toEqual(hostOf(environment));
  });

  test('but not for different values of the environment variables', () => {
    const l1 = createL1({ numCacheClusters: 2 });
    ReplicationGroup.fromCfnReplicationGroup(l1).connect(fn);

    expect(errorsOf(() => connectGroup(l1))).toEqual([
      expect.stringContaining("'target' must not have variables or secrets with the names of a connection"),
    ]);
  });

  test('but not for two L1 constructs', () => {
    connectServerless(new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' }));
    const other = new CfnServerlessCache(stack, 'Other', { engine: 'valkey', serverlessCacheName: 'sessions' });

    expect(errorsOf(() => connectServerless(other))).toEqual([
      expect.stringContaining("'environmentPrefix' must differ"),
    ]);
  });
});

test.each<[string, (securityGroups: ec2.ISecurityGroup[]) => Pick<ReplicationGroupConnector, 'connect'>]>([
  [
    'replication group',
    (securityGroups) =>
      ReplicationGroupConnector.fromReplicationGroup(
        CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'sessions'),
        { endpoint, securityGroups },
      ),
  ],
  [
    'serverless cache',
    (securityGroups) =>
      ServerlessCacheConnector.fromServerlessCache(ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'carts'), {
        endpoint,
        securityGroups,
      }),
  ],
])('a connector with an empty list of security groups needs none of the client: %s', (_, createConnector) => {
  const { environment } = createConnector([]).connect(createFunction('Outside'));

  expect(environment.CACHE_HOST).toBe('cache.example.com');
});

describe('an unknown TLS mode is an error that suggests', () => {
  const SUGGESTIONS: readonly [string, () => Pick<ReplicationGroupConnector, 'connect'>, string][] = [
    [
      'the attribute of an import',
      () =>
        ReplicationGroup.fromReplicationGroupAttributes(stack, 'Group', {
          replicationGroupId: 'sessions',
          primaryEndpointAddress: 'sessions.example.com',
        }),
      "Specify 'transitEncryption' in fromReplicationGroupAttributes, or",
    ],
    [
      'the property of an L1 construct',
      () => ReplicationGroup.fromCfnReplicationGroup(createL1({ engine: undefined, numCacheClusters: 2 })),
      "Set TransitEncryptionEnabled of the L1 construct to a value that is known at synthesis, or use ReplicationGroupConnector with 'transitEncryption', or",
    ],
    [
      'the option of a connector',
      () =>
        ReplicationGroupConnector.fromReplicationGroup(createL1({ engine: undefined, numCacheClusters: 2 }), {
          endpoint,
        }),
      "Set 'transitEncryption' in the options of the connector, or",
    ],
    [
      'the prop of an adopted replication group',
      () =>
        new ReplicationGroup(stack, 'Group', {
          adopted: true,
          nodeType,
          engineVersion: EngineVersion.of('valkey', '8.0'),
          authentication: Authentication.none(),
          securityGroups: [],
        }),
      "Set 'transitEncryption', or",
    ],
  ];

  test.each(SUGGESTIONS)('%s', (_, createCache, suggestion) => {
    const cache = createCache();

    expect(errorsOf(() => cache.connect(fn, { urlVariable: 'REDIS_URL' }))).toEqual([
      expect.stringContaining(`is unknown. ${suggestion} build the URL in the client.`),
    ]);
  });
});
