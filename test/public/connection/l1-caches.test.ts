import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Fn, Token } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { synthesize, synthesizeInvalid } from '../templates';
import {
  AccessControl,
  Endpoint,
  IamUser,
  MemcachedCluster,
  ReplicationGroup,
  ReplicationGroupConnector,
  ServerlessCache,
  ServerlessCacheConnector,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

let stack: Stack;
let fn: lambda.Function;
let securityGroups: ec2.ISecurityGroup[];
let user: IamUser;
beforeEach(() => {
  stack = emptyStack();
  fn = nodeFunction(stack, 'Fn', {
    vpc: importVpc(stack),
  });
  securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'CacheGroup', 'sg-0123456789abcdef0')];
  user = new IamUser(stack, 'App', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) });
});

const createGroup = (props: object = {}) =>
  new CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'sessions',
    engine: 'redis',
    engineVersion: '7.1',
    cacheNodeType: 'cache.r7g.large',
    numCacheClusters: 2,
    cacheSubnetGroupName: 'subnets',
    securityGroupIds: ['sg-0123456789abcdef0'],
    ...props,
  });
const createServerless = (userGroupId?: string) =>
  new CfnServerlessCache(stack, 'L1', {
    engine: 'valkey',
    serverlessCacheName: 'carts',
    securityGroupIds: ['sg-0123456789abcdef0'],
    userGroupId,
  });
const createMemcached = (props: object = {}) =>
  new CfnCacheCluster(stack, 'L1', {
    engine: 'memcached',
    cacheNodeType: 'cache.r7g.large',
    numCacheNodes: 1,
    vpcSecurityGroupIds: ['sg-0123456789abcdef0'],
    ...props,
  });

/** The caches with an L1 construct: the one that imports it, and the connector. */
const GROUPS = {
  import: (props?: object) => ReplicationGroup.fromCfnReplicationGroup(createGroup(props)),
  connector: (props?: object) => {
    const group = createGroup(props);
    const endpoint = new Endpoint(group.attrPrimaryEndPointAddress, 6379);
    return ReplicationGroupConnector.fromReplicationGroup(group, { endpoint, securityGroups });
  },
};
const SERVERLESS_CACHES = {
  import: (userGroupId?: string) => ServerlessCache.fromCfnServerlessCache(createServerless(userGroupId)),
  connector: (userGroupId?: string) => {
    const cache = createServerless(userGroupId);
    const endpoint = new Endpoint(cache.attrEndpointAddress, 6379);
    return ServerlessCacheConnector.fromServerlessCache(cache, { endpoint, securityGroups });
  },
};
const KINDS = ['import', 'connector'] as const;

describe.each(KINDS)('the TLS mode of a replication group from the L1 construct: %s', (kind) => {
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
  test.each<[object, string | undefined]>([
    [{}, 'false'],
    [{ engine: 'Redis' }, 'false'],
    [{ transitEncryptionEnabled: false }, 'false'],
    [{ transitEncryptionEnabled: true }, 'true'],
    [{ transitEncryptionEnabled: true, transitEncryptionMode: 'preferred' }, 'true'],
    [{ engine: 'valkey', engineVersion: '8.0' }, undefined],
    [{ globalReplicationGroupId: 'ldgnf-sessions' }, undefined],
    [{ transitEncryptionEnabled: Token.asAny({ Ref: 'Tls' }) }, undefined],
  ])('of %j', (props, tls) => {
    expect(GROUPS[kind](props).connect(fn).environment.CACHE_TLS).toBe(tls);
  });

  test('determines the connection URL', () => {
    const { environment } = GROUPS[kind]().connect(fn, { urlVariable: 'REDIS_URL' });

    expect(environment.REDIS_URL).toMatch(/^redis:/);
  });

  test('is required for the connection URL', () => {
    const group = GROUPS[kind]({ transitEncryptionEnabled: Token.asAny({ Ref: 'Tls' }) });

    expect(errorsOf(() => group.connect(fn, { urlVariable: 'REDIS_URL' }))).toEqual([
      expect.stringContaining("'urlVariable' requires a cache with a known TLS mode"),
    ]);
  });

  test('is enabled if clients need an AUTH token', () => {
    const group = GROUPS[kind]({
      transitEncryptionEnabled: Token.asAny({ Ref: 'Tls' }),
      authToken: Token.asString({ Ref: 'AuthToken' }),
    });
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'token');

    expect(group.connect(fn, { secret }).environment.CACHE_TLS).toBe('true');
  });
});

test('an import with an unknown TLS mode does not set the variable', () => {
  const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
    replicationGroupId: 'sessions',
    primaryEndpointAddress: 'sessions.example.com',
    securityGroups,
  });

  expect(group.connect(fn).environment).not.toHaveProperty('CACHE_TLS');
});

test.each<[object, string | undefined]>([
  [{}, 'false'],
  [{ transitEncryptionEnabled: true }, 'true'],
  [{ transitEncryptionEnabled: Token.asAny({ Ref: 'Tls' }) }, undefined],
])('the TLS mode of a Memcached cluster is that of its L1 construct: %j', (props, tls) => {
  const cluster = MemcachedCluster.fromCfnCacheCluster(createMemcached(props));

  expect(cluster.connect(fn).environment.CACHE_TLS).toBe(tls);
});

describe.each(KINDS)('the AUTH token of an L1 construct: %s', (kind) => {
  const createGroupWithToken = () =>
    GROUPS[kind]({ transitEncryptionEnabled: true, authToken: Token.asString({ Ref: 'AuthToken' }) });

  test('requires a secret', () => {
    expect(errorsOf(() => createGroupWithToken().connect(fn))).toEqual([
      expect.stringMatching(
        /^'secret' is required, because the secret with the AUTH token of the cache '.*' is unknown/,
      ),
    ]);
  });

  test('is read from the secret of the options', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'token');

    const { environment } = createGroupWithToken().connect(fn, { secret });

    expect(environment).toMatchObject({ CACHE_AUTH: 'password', CACHE_SECRET_FIELD: 'password' });
  });
});

/** The ways in which an L1 construct refers to a user group whose users are unknown. */
const USER_GROUP_IDS: readonly [string, () => string][] = [
  ['a name', () => 'team'],
  ['a parameter', () => new CfnParameter(stack, 'Team').valueAsString],
  [
    'an L1 construct',
    () => new CfnUserGroup(stack, 'Team', { userGroupId: 'team', engine: 'valkey', userIds: ['default'] }).ref,
  ],
];

describe.each(KINDS)('users of an L1 construct: %s', (kind) => {
  const CACHES: readonly [string, (id: string) => Pick<ReplicationGroupConnector, 'connect' | 'connectAs'>][] = [
    ['replication group', (id) => GROUPS[kind]({ transitEncryptionEnabled: true, userGroupIds: [id] })],
    ['serverless cache', (id) => SERVERLESS_CACHES[kind](id)],
  ];
  const CASES = CACHES.flatMap(([cache, create]) =>
    USER_GROUP_IDS.map(([description, createId]) => [cache, description, create, createId] as const),
  );

  test.each(CASES)('connect to a %s with the id of a user group from %s', (_cache, _id, create, createId) => {
    const cache = create(createId());

    const { environment, grant } = cache.connectAs(user, fn);

    expect(environment).toMatchObject({ CACHE_AUTH: 'iam', CACHE_TLS: 'true' });
    expect(grant?.success).toBe(true);
    expect(synthesizeInvalid(stack).findResources('AWS::IAM::Policy')).not.toEqual({});
  });

  test.each(CASES)('are required for a %s with the id of a user group from %s', (_cache, _id, create, createId) => {
    const cache = create(createId());

    expect(errorsOf(() => cache.connect(fn))).toEqual([
      expect.stringMatching(/^'connect' requires a cache without users, but the cache '.*' has the user group '.*'/),
    ]);
  });

  test.each(CACHES)('must be in the user group of the app to which a %s refers', (_, create) => {
    const userGroup = new UserGroup(stack, 'Users', { users: [] });
    const cache = create(userGroup.userGroupName);
    cache.connectAs(user, fn);

    expect(() => synthesize(stack)).toThrow(
      "'connectAs' requires the user 'Stack/App' to be in the user group 'Stack/Users' of the cache.",
    );
  });
});

test.each([
  ['a list in a parameter', Token.asList({ Ref: 'Teams' }), { 'Fn::Select': [0, { Ref: 'Teams' }] }],
  ['a condition', [Fn.conditionIf('HasTeam', 'team', 'other')], { 'Fn::If': ['HasTeam', 'team', 'other'] }],
])('the user group of an L1 construct can be %s', (_, userGroupIds, id) => {
  const { userGroup } = GROUPS.import({ transitEncryptionEnabled: true, userGroupIds });

  expect(stack.resolve(userGroup!.userGroupName)).toEqual(id);
});

test('connectors and imports of an L1 construct have the same user group', () => {
  const l1 = createServerless('team');
  const endpoint = new Endpoint(l1.attrEndpointAddress, 6379);
  ServerlessCache.fromCfnServerlessCache(l1);

  const connector = ServerlessCacheConnector.fromServerlessCache(l1, { endpoint, securityGroups });

  expect(errorsOf(() => connector.connect(fn))[0]).toContain("has the user group 'Stack/L1/@UserGroup'");
});

test.each(KINDS)('an L1 construct with an empty list has no users: %s', (kind) => {
  expect(GROUPS[kind]({ userGroupIds: [] }).connect(fn).environment.CACHE_AUTH).toBe('none');
});
