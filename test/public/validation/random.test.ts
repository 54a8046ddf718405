import type { Stack } from 'aws-cdk-lib/core';
import { Size } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { annotationsOf } from '../messages';
import type { Outcome } from '../property-test';
import { assertProperty, mixUnusual } from '../property-test';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  AccessControl,
  CacheEngine,
  ConnectionType,
  ElastiCacheErrors,
  IamUser,
  NetworkType,
  NoPasswordUser,
  PasswordUser,
  ServerlessCache,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const validName = fc.stringMatching(/^[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,8})?$/);
const anyName = fc.oneof(
  fc.constantFrom('cache', 'default', 'My-Cache', '1cache', 'a--b', 'a-', 'ä', ''),
  fc.string({ maxLength: 45 }),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,41}$/),
);

const { VALKEY, REDIS } = UserEngine;

/** Checks whether the constructs accept their props. The template of accepted props must have no errors. */
function checkConstructs(createConstructs: (stack: Stack) => void): Outcome {
  const stack = emptyStack();
  try {
    createConstructs(stack);
    synthesize(stack);
  } catch (error) {
    const isValidationError =
      ElastiCacheErrors.isValidationError(error) ||
      /Validation failed with the following errors/.test((error as Error).message);
    if (!isValidationError) {
      throw error;
    }
    return 'rejected';
  }
  return annotationsOf(stack, 'error').length > 0 ? 'rejected' : 'accepted';
}

const sizes = (bounds: fc.Arbitrary<number>) => bounds.map((size) => Size.gibibytes(size));

/** Usage limits whose minimums are at most their maximums. */
const validLimits = fc
  .record({
    sizes: fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 })),
    rates: fc.tuple(fc.integer({ min: 1000, max: 15_000_000 }), fc.integer({ min: 1000, max: 15_000_000 })),
  })
  .chain(({ sizes: storage, rates }) =>
    fc.record({
      dataStorageMinimumSize: optional(fc.constant(Size.gibibytes(Math.min(...storage)))),
      dataStorageMaximumSize: optional(fc.constant(Size.gibibytes(Math.max(...storage)))),
      requestRateLimitMinimum: optional(fc.constant(Math.min(...rates))),
      requestRateLimitMaximum: optional(fc.constant(Math.max(...rates))),
    }),
  );

const anySize = sizes(fc.oneof(fc.integer({ min: 0, max: 5001 }), fc.double({ min: 0, max: 5, noNaN: true })));
const anyRate = fc.integer({ min: -1, max: 15_000_001 });
const anyLimits = fc.record({
  dataStorageMinimumSize: optional(anySize),
  dataStorageMaximumSize: optional(anySize),
  requestRateLimitMinimum: optional(anyRate),
  requestRateLimitMaximum: optional(anyRate),
});

/** Random props of serverless caches: one value in `oneIn` is invalid, or valid with few other props only. */
function serverlessCaches(oneIn: number) {
  const either = mixUnusual(oneIn);
  const { VALKEY_7, VALKEY_8, VALKEY_9, VALKEY_LATEST, REDIS_7, MEMCACHED_1_6 } = CacheEngine;

  return fc.record({
    engine: either(
      fc.constantFrom(VALKEY_7, VALKEY_8, VALKEY_9, VALKEY_LATEST),
      fc.constantFrom(REDIS_7, MEMCACHED_1_6),
    ),
    serverlessCacheName: either(optional(validName), anyName),
    description: either(fc.constantFrom(undefined, 'hot', 'x'.repeat(255)), fc.constantFrom('<hot>', 'x'.repeat(256))),
    networkType: either(fc.constant(undefined), fc.constantFrom(...Object.values(NetworkType))),
    connectionType: either(fc.constant(undefined), fc.constantFrom(...Object.values(ConnectionType))),
    retention: either(optional(fc.integer({ min: 0, max: 35 })), fc.constantFrom(-1, 36)),
    limits: either(optional(validLimits), anyLimits),
    inVpc: either(fc.constant(true), fc.constant(false)),
    userEngine: either(optional(fc.constant(VALKEY)), fc.constant(REDIS)),
  });
}

test('serverless caches that are accepted have valid templates', () => {
  const anyCache = fc.oneof(
    { weight: 3, arbitrary: serverlessCaches(40) },
    { weight: 1, arbitrary: serverlessCaches(3) },
  );

  return assertProperty(
    anyCache,
    ({ retention, limits, inVpc, userEngine, ...props }) =>
      checkConstructs((stack) => {
        const userGroup =
          userEngine &&
          new UserGroup(stack, 'Users', {
            engine: userEngine,
            disableDefaultUser: userEngine === REDIS || undefined,
            users: [
              new IamUser(stack, 'User', {
                engine: userEngine,
                accessControl: AccessControl.fromAccessString('on ~* +get'),
              }),
            ],
          });
        new ServerlessCache(stack, 'Cache', {
          ...props,
          vpc: inVpc ? importVpc(stack) : undefined,
          backup: retention === undefined ? undefined : { backupRetentionLimit: retention },
          cacheUsageLimits: limits,
          userGroup,
        });
      }),
    { numRuns: 200, coversRejected: true },
  );
});

/** Random users: one value in `oneIn` is invalid, or valid with few other props only. */
function users(groupEngine: UserEngine, oneIn: number) {
  const either = mixUnusual(oneIn);

  return fc.record({
    // Valkey users authenticate.
    kind: either(fc.constantFrom('iam', 'password', groupEngine === REDIS ? 'none' : 'iam'), fc.constant('none')),
    userId: either(optional(validName), anyName),
    userName: either(optional(validName), anyName),
    engine: either(fc.constant(groupEngine), optional(fc.constantFrom(VALKEY, REDIS))),
    accessString: either(
      fc.constantFrom('on ~* +@all', 'off -@all', 'on ~app:* -@all +@read'),
      fc.constantFrom('on ~app:* -@all +@read (%R~x +get)', 'on +gett', 'on ~* +config', 'on >secret', ''),
    ),
  });
}

/** Random user groups: one value in `oneIn` is invalid, or valid with few other props only. */
function userGroups(oneIn: number) {
  const either = mixUnusual(oneIn);

  return fc.constantFrom(VALKEY, REDIS).chain((engine) =>
    fc.record({
      engine: fc.constant(engine),
      userGroupName: either(optional(validName), anyName),
      disableDefaultUser: either(fc.constant(engine === REDIS || undefined), optional(fc.boolean())),
      users: either(
        fc.array(users(engine, oneIn), { minLength: 1, maxLength: 3 }),
        fc.array(users(engine, oneIn), { maxLength: 3 }),
      ),
    }),
  );
}

test('users and user groups that are accepted have valid templates', () => {
  const anyGroup = fc.oneof({ weight: 3, arbitrary: userGroups(40) }, { weight: 1, arbitrary: userGroups(3) });

  return assertProperty(
    anyGroup,
    ({ users: members, ...props }) =>
      checkConstructs((stack) => {
        new UserGroup(stack, 'Group', {
          ...props,
          users: members.map(({ kind, userName, accessString, ...rest }, index) => {
            const base = { ...rest, accessControl: AccessControl.fromAccessString(accessString) };
            switch (kind) {
              case 'iam':
                return new IamUser(stack, `User${index}`, base);
              case 'password':
                return new PasswordUser(stack, `User${index}`, { ...base, userName });
              default:
                return new NoPasswordUser(stack, `User${index}`, { ...base, userName });
            }
          }),
        });
      }),
    { numRuns: 300, coversRejected: true },
  );
});
