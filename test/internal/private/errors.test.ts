import { inspect } from 'util';
import { Errors, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { collectErrors, ElastiCacheValidationError, throwValidationErrors } from '../../../src/private/errors';
import { emptyStack, importVpc } from '../../public/stacks';
import {
  AccessControl,
  CacheEngine,
  ClusterMode,
  CommandAccess,
  SnapshotWindow,
  ElastiCacheErrors,
  ElastiCacheRules,
  GlobalReplicationGroup,
  IamUser,
  KeyAccess,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SubnetGroup,
  UserGroup,
} from 'cdk-elasticache';

// The check of the form of messages adds frames to the stack traces.
jest.unmock('../../../src/private/errors');

/** Returns the error that a function throws. */
function catchError(action: () => unknown): any {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Returns the header of the error that a function throws. */
function headerOf(action: () => unknown): string {
  return catchError(action).message.split('\n')[0];
}

const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);

describe('validation errors', () => {
  class Cache extends Construct {}
  const scope = new Cache(emptyStack('Shop'), 'Sessions');
  const error: ElastiCacheValidationError = catchError(() => throwValidationErrors(scope, ['one.', 'two.']));

  test('have a header with the class and the path of the construct, and a line for each problem', () => {
    expect(error.message).toBe("Cannot create Cache 'Shop/Sessions':\n  - one.\n  - two.");
  });

  test('list the problems', () => {
    expect(error.validationErrors).toEqual(['one.', 'two.']);
    expect(error).toBeInstanceOf(Error);
  });

  // Node.js ignores custom functions of an uncaught error.
  test.each([true, false])('are printed once by Node.js, with customInspect %s', (customInspect) => {
    const text = inspect(error, { customInspect });

    expect(text.match(/one\./g)).toHaveLength(1);
    expect(text).toMatch(
      /^ElastiCacheValidationError: Cannot create Cache 'Shop\/Sessions':\n {2}- one\.\n {2}- two\.\n {4}at /,
    );
    expect(text).not.toContain('{');
  });

  test('are validation errors of aws-cdk-lib, with the same members', () => {
    expect(Errors.isConstructError(error)).toBe(true);
    expect(Errors.isValidationError(error)).toBe(true);
    expect([error.type, error.level, error.constructPath]).toEqual(['validation', 'error', 'Shop/Sessions']);
    expect(new Date(error.time).toISOString()).toBe(error.time);
  });

  test('are recognized by the type guard', () => {
    expect(ElastiCacheErrors.isValidationError(error)).toBe(true);
    expect(ElastiCacheErrors.isValidationError(new Error('x'))).toBe(false);
    expect(ElastiCacheErrors.isValidationError(undefined)).toBe(false);
  });

  test('of other libraries are not collected', () => {
    const create = () => {
      throw new TypeError('no VPC');
    };

    expect(() => collectErrors(create)).toThrow(new TypeError('no VPC'));
  });
});

describe('the stack trace begins at the line of the user', () => {
  test.each([
    ['of a constructor', () => new ServerlessCache(emptyStack(), 'Cache')],
    ['of a value factory', () => SnapshotWindow.daily({ hour: 24 })],
    ['of a factory with several layers', () => AccessControl.readOnly({ keyPatterns: ['a b'] })],
    ['of a getter', () => ServerlessCache.fromServerlessCacheName(emptyStack(), 'Cache', 'cache').endpoint],
  ])('%s', (_title, action) => {
    const [firstFrame] = catchError(action).stack.match(/^ {4}at .*$/m);

    expect(firstFrame).toContain(__filename);
  });

  test('with as many frames as Error.stackTraceLimit allows', () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 2;
    try {
      expect(catchError(() => SnapshotWindow.daily({ hour: 24 })).stack.match(/^ {4}at .*$/gm)).toHaveLength(2);
      expect(Error.stackTraceLimit).toBe(2);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  });
});

describe('headers name what the user called', () => {
  const stack = emptyStack('S');
  const vpc = importVpc(stack);
  const imported = ReplicationGroup.fromReplicationGroupId(stack, 'Imp', 'sessions');
  const cache = new ServerlessCache(stack, 'C', { vpc });
  const user = new IamUser(stack, 'U', { accessControl: AccessControl.fullAccess() });
  class SessionStore extends ReplicationGroup {}

  test.each<[string, () => unknown]>([
    ["Cannot create ServerlessCache 'S/Cache':", () => new ServerlessCache(stack, 'Cache')],
    ["Cannot create SessionStore 'S/Store':", () => new SessionStore(stack, 'Store', { vpc, nodeType, port: 0 })],
    [
      "Cannot import ReplicationGroup 'S/X' with fromReplicationGroupAttributes:",
      () => ReplicationGroup.fromReplicationGroupAttributes(stack, 'X', {}),
    ],
    [
      "Cannot import MemcachedCluster 'S/a--b' with fromClusterArn:",
      () => MemcachedCluster.fromClusterArn(stack, 'a/b', 'arn'),
    ],
    ["Cannot import UserGroup 'S/X' with fromUserGroupArn:", () => UserGroup.fromUserGroupArn(stack, 'X', 'arn')],
    ["Cannot import IamUser 'S/X' with fromUserArn:", () => IamUser.fromUserArn(stack, 'X', 'arn')],
    [
      "Cannot import ServerlessCacheSnapshot 'S/X' with fromServerlessCacheSnapshotArn:",
      () => ServerlessCacheSnapshot.fromServerlessCacheSnapshotArn(stack, 'X', 'arn'),
    ],
    [
      "Cannot import ReplicationGroupSnapshot 'S/X' with fromSnapshotArn:",
      () => ReplicationGroupSnapshot.fromSnapshotArn(stack, 'X', 'arn'),
    ],
    [
      "Cannot look up ServerlessCache 'S/X' with fromLookup:",
      () => ServerlessCache.fromLookup(stack, 'X', { serverlessCacheName: 'sessions' }),
    ],
    [
      "Cannot look up PasswordUser 'S/X' with fromLookup:",
      () => PasswordUser.fromLookup(stack, 'X', { userId: 'reader' }),
    ],
    ["Cannot read 'endpoint' of ReplicationGroup 'S/Imp':", () => imported.endpoint],
    ["Cannot read 'memberClusterIds' of ReplicationGroup 'S/Imp':", () => imported.memberClusterIds],
    ["Cannot call 'connectAs' of ServerlessCache 'S/C':", () => cache.connectAs(user, vpc)],
    [
      "Cannot call 'addUser' of UserGroup 'S/Users':",
      () => (UserGroup.fromUserGroupName(stack, 'Users', 'users') as UserGroup).addUser(user),
    ],
    [
      "Cannot call NodeMetric.forShard for ReplicationGroup 'S/Imp':",
      () => imported.metric('CPUUtilization').forShard(1),
    ],
    [
      'Cannot call ClusterMode.disabled:',
      () => ClusterMode.disabled({ availabilityZones: Token.asList({ Ref: 'Zones' }) }),
    ],
    ['Cannot call SnapshotWindow.daily:', () => SnapshotWindow.daily({ hour: 24 })],
    ['Cannot call AccessControl.readWrite:', () => AccessControl.readWrite({ channelPatterns: [''] })],
    ['Cannot call AccessControl.permits:', () => AccessControl.fullAccess().permits('GETT')],
    ['Cannot call KeyAccess.readOnly:', () => KeyAccess.readOnly()],
    ['Cannot call CommandAccess.deny:', () => CommandAccess.deny()],
    [
      'Cannot create ElastiCacheRules:',
      () => new ElastiCacheRules({ acknowledgements: { 'ServerlessCache.Nonsense': 'x' } }),
    ],
  ])('%s', (header, action) => {
    expect(headerOf(action)).toBe(header);
  });

  test('and the metric that cannot be created', () => {
    const memcached = ServerlessCache.fromServerlessCacheAttributes(stack, 'Memcached', {
      serverlessCacheName: 'pages',
      engine: CacheEngine.MEMCACHED_1_6,
    });

    expect(headerOf(() => memcached.metrics.iamAuthenticationThrottling())).toBe(
      "Cannot create metric 'IamAuthenticationThrottling' of ServerlessCache 'S/Memcached':",
    );
  });

  test('of a factory, and list all of its problems', () => {
    expect(catchError(() => SnapshotWindow.daily({ hour: 24, minute: 60 })).validationErrors).toHaveLength(2);
    expect(catchError(() => CommandAccess.allow('config get', 'a b')).validationErrors).toHaveLength(2);
  });
});

/** Programs in JavaScript have no compiler that reports missing props. */
describe('missing props of JavaScript programs are reported', () => {
  const stack = emptyStack('S');
  const vpc = importVpc(stack);
  const VPC_ERROR = "'vpc' is missing. Set it to a value of type IVpc.";
  const NODE_TYPE_ERROR = "'nodeType' is missing. Set it to a value of type NodeType.";

  test.each<[string, new (...args: any[]) => Construct, object | undefined, string[]]>([
    ['no props', ReplicationGroup, undefined, [VPC_ERROR, NODE_TYPE_ERROR]],
    ['an undefined prop', ReplicationGroup, { vpc, nodeType: undefined }, [NODE_TYPE_ERROR]],
    ['null', MemcachedCluster, { vpc: null, nodeType }, [VPC_ERROR]],
    [
      'a text instead of an object',
      MemcachedCluster,
      { vpc, nodeType: 'cache.r7g.large' },
      ['\'nodeType\' must be of type NodeType, but got "cache.r7g.large". Use a value of this type.'],
    ],
    [
      'no props of a secondary',
      SecondaryReplicationGroup,
      undefined,
      ["'globalReplicationGroup' is missing. Set it to a value of type IGlobalReplicationGroup.", VPC_ERROR],
    ],
    [
      'no props of a global datastore',
      GlobalReplicationGroup,
      undefined,
      ["'primary' is missing. Set it to a value of type IReplicationGroupRef."],
    ],
    [
      'no props of a parameter group',
      ParameterGroup,
      undefined,
      ["'engineVersion' is missing. Set it to a value of type EngineVersion."],
    ],
    ['no props of a subnet group', SubnetGroup, undefined, [VPC_ERROR]],
    [
      'no props of a snapshot',
      ServerlessCacheSnapshot,
      undefined,
      ["'serverlessCache' is missing. Set it to a value of type IServerlessCacheRef."],
    ],
    [
      'no props of a snapshot of nodes',
      ReplicationGroupSnapshot,
      undefined,
      ["'source' is missing. Set it to a value of type ReplicationGroupSnapshotSource."],
    ],
    [
      'no props of a user',
      PasswordUser,
      undefined,
      ["'accessControl' is missing. Set it to a value of type AccessControl."],
    ],
  ])('%s', (_title, constructor, props, expected) => {
    const error = catchError(() => new constructor(stack, 'X', props));

    expect(error.message).toMatch(new RegExp(`^Cannot create ${constructor.name} 'S/X':\n`));
    expect(error.validationErrors).toEqual(expected);
    expect(stack.node.tryFindChild('X')).toBeUndefined();
  });

  test('also where all props are optional', () => {
    expect(headerOf(() => ReplicationGroup.fromReplicationGroupAttributes(stack, 'Group', undefined as any))).toBe(
      "Cannot import ReplicationGroup 'S/Group' with fromReplicationGroupAttributes:",
    );
  });
});
