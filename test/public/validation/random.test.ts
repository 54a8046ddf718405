import type { Stack } from 'aws-cdk-lib/core';
import { Size } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { isElastiCacheValidationError } from '../../../src/private/errors';
import { annotationsOf } from '../messages';
import { PROPERTY_SEED } from '../property-seed';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  AccessControl,
  CacheEngine,
  ConnectionType,
  ElastiCacheRules,
  IamUser,
  NetworkType,
  NoPasswordUser,
  PasswordUser,
  ServerlessCache,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const name = fc.oneof(
  fc.constantFrom('cache', 'default', 'My-Cache', '1cache', 'a--b', 'a-', 'ä', ''),
  fc.string({ maxLength: 45 }),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,41}$/),
);
const engine = fc.constantFrom(
  CacheEngine.VALKEY_7,
  CacheEngine.VALKEY_8,
  CacheEngine.VALKEY_9,
  CacheEngine.REDIS_7,
  CacheEngine.MEMCACHED_1_6,
  CacheEngine.VALKEY_LATEST,
);
const gigabytes = fc
  .oneof(fc.integer({ min: 0, max: 5001 }), fc.double({ min: -5, max: 5, noNaN: true }))
  .filter((size) => size >= 0)
  .map((size) => Size.gibibytes(size));
const rate = fc.integer({ min: -1, max: 15_000_001 });

/** Whether the constructs accept their props. The template of accepted props must have no errors. */
function isAccepted(createConstructs: (stack: Stack) => void): boolean {
  const stack = emptyStack();
  let template;
  try {
    createConstructs(stack);
    template = synthesize(stack).toJSON();
  } catch (error) {
    const isValidationError =
      isElastiCacheValidationError(error) ||
      /Validation failed with the following errors/.test((error as Error).message);
    if (!isValidationError) {
      throw error;
    }
    return false;
  }
  if (annotationsOf(stack, 'error').length > 0) {
    return false;
  }
  expect(ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === 'error')).toEqual([]);
  return true;
}

/** Creates constructs with random props, and expects both accepted and rejected ones. */
function assertConsistent<T>(
  arbitrary: fc.Arbitrary<T>,
  createConstructs: (stack: Stack, props: T) => void,
  numRuns: number,
) {
  const counts = { accepted: 0, rejected: 0 };
  fc.assert(
    fc.property(arbitrary, (props) => {
      counts[isAccepted((stack) => createConstructs(stack, props)) ? 'accepted' : 'rejected']++;
    }),
    { numRuns, seed: PROPERTY_SEED },
  );

  expect(Math.min(counts.accepted, counts.rejected)).toBeGreaterThan(5);
}

test('serverless caches that are accepted have valid templates', () => {
  assertConsistent(
    fc.record({
      engine,
      serverlessCacheName: optional(fc.oneof(name, fc.constant('cache'))),
      description: fc.constantFrom(undefined, 'hot', '<hot>', 'x'.repeat(255), 'x'.repeat(256)),
      networkType: optional(fc.constantFrom(...Object.values(NetworkType))),
      connectionType: fc.constantFrom(undefined, undefined, ...Object.values(ConnectionType)),
      retention: optional(fc.integer({ min: -1, max: 36 })),
      limits: fc.oneof(
        fc.constant(undefined),
        fc.record({
          dataStorageMinimumSize: optional(gigabytes),
          dataStorageMaximumSize: optional(gigabytes),
          requestRateLimitMinimum: optional(rate),
          requestRateLimitMaximum: optional(rate),
        }),
      ),
      inVpc: fc.constantFrom(true, true, true, false),
      userEngine: optional(fc.constantFrom(UserEngine.VALKEY, UserEngine.REDIS)),
    }),
    (stack, { retention, limits, inVpc, userEngine, ...props }) => {
      const userGroup =
        userEngine &&
        new UserGroup(stack, 'Users', {
          engine: userEngine,
          disableDefaultUser: userEngine === UserEngine.REDIS || undefined,
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
    },
    200,
  );
}, 60_000);

test('users and user groups that are accepted have valid templates', () => {
  const user = fc.record({
    kind: fc.constantFrom('iam', 'password', 'none'),
    userId: optional(name),
    userName: optional(name),
    engine: optional(fc.constantFrom(UserEngine.VALKEY, UserEngine.REDIS)),
    accessString: fc.constantFrom(
      'on ~* +@all',
      'off -@all',
      'on ~app:* -@all +@read (%R~x +get)',
      'on +gett',
      'on ~* +config',
      'on >secret',
      '',
    ),
  });
  const group = fc.record({
    engine: fc.constantFrom(UserEngine.VALKEY, UserEngine.REDIS),
    userGroupName: optional(name),
    disableDefaultUser: optional(fc.boolean()),
    users: fc.array(user, { maxLength: 3 }),
  });
  assertConsistent(
    group,
    (stack, { users, ...props }) => {
      new UserGroup(stack, 'Group', {
        ...props,
        users: users.map(({ kind, userName, accessString, ...rest }, index) => {
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
    },
    300,
  );
}, 60_000);
