import { Template } from 'aws-cdk-lib/assertions';
import { Size } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
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
} from '../../src';
import { ConfigurationError } from '../../src/private/errors';
import { annotationsOf, emptyStack, importVpc } from '../util';

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
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

/** Makes what was drawn: what is accepted keeps the rules, what is refused is refused with its faults. */
function accepted(make: (stack: ReturnType<typeof emptyStack>) => void): boolean {
  const stack = emptyStack();
  let template;
  try {
    make(stack);
    template = Template.fromStack(stack).toJSON();
  } catch (error) {
    const isOurs =
      error instanceof ConfigurationError ||
      /Validation failed with the following errors/.test((error as Error).message); // what `node.addValidation` says
    if (!isOurs) {
      throw error;
    }
    return false;
  }
  if (annotationsOf(stack, 'error').length > 0) {
    return false;
  } // which stop the CLI
  expect(ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === 'error')).toEqual([]);
  return true;
}

/** Draws until both kinds have been seen. */
function draw<T>(
  arbitrary: fc.Arbitrary<T>,
  make: (stack: ReturnType<typeof emptyStack>, drawn: T) => void,
  numRuns: number,
) {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(arbitrary, (drawn) => {
      seen[accepted((stack) => make(stack, drawn)) ? 'accepted' : 'refused']++;
    }),
    { numRuns },
  );

  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(5);
}

test('serverless caches', () => {
  draw(
    fc.record({
      engine,
      serverlessCacheName: maybe(fc.oneof(name, fc.constant('cache'))),
      description: fc.constantFrom(undefined, 'hot', '<hot>', 'x'.repeat(255), 'x'.repeat(256)),
      networkType: maybe(fc.constantFrom(...Object.values(NetworkType))),
      connectionType: fc.constantFrom(undefined, undefined, ...Object.values(ConnectionType)),
      retention: maybe(fc.integer({ min: -1, max: 36 })),
      limits: fc.oneof(
        fc.constant(undefined),
        fc.record({
          dataStorageMinimumSize: maybe(gigabytes),
          dataStorageMaximumSize: maybe(gigabytes),
          requestRateLimitMinimum: maybe(rate),
          requestRateLimitMaximum: maybe(rate),
        }),
      ),
      inVpc: fc.constantFrom(true, true, true, false),
      group: maybe(fc.constantFrom(UserEngine.VALKEY, UserEngine.REDIS)),
    }),
    (stack, { retention, limits, inVpc, group, ...props }) => {
      const users =
        group &&
        new UserGroup(stack, 'Users', {
          engine: group,
          disableDefaultUser: group === UserEngine.REDIS || undefined,
          users: [
            new IamUser(stack, 'User', { engine: group, accessControl: AccessControl.fromAccessString('on ~* +get') }),
          ],
        });
      new ServerlessCache(stack, 'Cache', {
        ...props,
        vpc: inVpc ? importVpc(stack) : undefined,
        backup: retention === undefined ? undefined : { backupRetentionLimit: retention },
        cacheUsageLimits: limits,
        userGroup: users,
      });
    },
    200,
  );
}, 60_000);

test('users and groups', () => {
  const user = fc.record({
    kind: fc.constantFrom('iam', 'password', 'none'),
    userId: maybe(name),
    userName: maybe(name),
    engine: maybe(fc.constantFrom(UserEngine.VALKEY, UserEngine.REDIS)),
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
    userGroupName: maybe(name),
    disableDefaultUser: maybe(fc.boolean()),
    users: fc.array(user, { maxLength: 3 }),
  });
  draw(
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
