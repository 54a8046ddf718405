import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Size, TimeZone } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import { CacheEngine, ServerlessCache, ServerlessCacheEventType } from 'cdk-elasticache';
import type { ServerlessCacheProps } from 'cdk-elasticache';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createCache = (props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Cache', {
    vpc: importVpc(stack),
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'sessions',
    ...props,
  });
const RULE = 'AWS::Events::Rule';
const eventTypes = (...types: string[]) => types.map((type) => ({ 'equals-ignore-case': type }));

const eventWarnings = () => annotationsOf(stack, 'warning').filter((warning) => warning.includes('EventUnknown'));

describe('onEvent', () => {
  test('matches all events of the cache, in all documented spellings', () => {
    const cache = createCache();

    cache.onEvent('Anything', { target: new targets.SnsTopic(new sns.Topic(stack, 'Topic')) });

    expect(propertiesOf(stack, RULE)).toMatchObject({
      EventPattern: {
        source: ['aws.elasticache'],
        'detail-type': eventTypes(
          'Cache Created',
          'Cache Creation Failed',
          'Cache Updated',
          'Cache Update Failed',
          'Cache Updated Failed',
          'Cache Deleted',
          'Cache Limit Approaching',
          'Snapshot Created',
          'Snapshot Creation Failed',
        ),
        resources: [stack.resolve(cache.serverlessCacheArn)],
      },
      Targets: [{ Arn: { Ref: 'TopicBFC7AF6E' } }],
    });
  });

  test('allows targets to be added later', () => {
    createCache()
      .onEvent('Anything')
      .addTarget(new targets.SnsTopic(new sns.Topic(stack, 'Topic')));

    expect(propertiesOf(stack, RULE).Targets).toHaveLength(1);
  });

  test('combines the selected events with an event pattern', () => {
    createCache().onEvent('Failed', {
      eventTypes: [ServerlessCacheEventType.UPDATE_FAILED],
      ruleName: 'failed',
      eventPattern: { detail: { message: [{ prefix: 'A limit update' }] } },
    });

    expect(propertiesOf(stack, RULE)).toMatchObject({
      Name: 'failed',
      EventPattern: {
        'detail-type': eventTypes('Cache Update Failed', 'Cache Updated Failed'),
        detail: { message: [{ prefix: 'A limit update' }] },
      },
    });
  });

  test('accepts events that are newer than the library, with a warning', () => {
    createCache().onEvent('Moved', {
      eventTypes: [ServerlessCacheEventType.CREATED, ServerlessCacheEventType.of('Cache Moved')],
    });

    expect(propertiesOf(stack, RULE).EventPattern).toMatchObject({
      'detail-type': eventTypes('Cache Created', 'Cache Moved'),
      resources: [{ 'Fn::GetAtt': ['Cache18F6EE16', 'ARN'] }],
    });
    expect(eventWarnings()).toEqual([
      '\'eventTypes\' contains event types that this version of cdk-elasticache does not support yet: "Cache Moved". A misspelled event type matches no events. Check the spelling, or upgrade cdk-elasticache. ' +
        '[ack: cdk-elasticache::ServerlessCache.EventUnknown]',
    ]);
  });

  test.each(['cache update failed', 'Cache Updated Failed'])(
    'accepts the spelling %s of a known event',
    (detailType) => {
      createCache().onEvent('Failed', { eventTypes: [ServerlessCacheEventType.of(detailType)] });

      expect(propertiesOf(stack, RULE).EventPattern['detail-type']).toEqual(
        eventTypes('Cache Update Failed', 'Cache Updated Failed'),
      );
      expect(eventWarnings()).toEqual([]);
    },
  );

  test('accepts events with tokens', () => {
    const detailType = new CfnParameter(stack, 'DetailType').valueAsString;
    createCache().onEvent('Event', { eventTypes: [ServerlessCacheEventType.of(detailType)] });

    expect(eventWarnings()).toEqual([]);
  });

  test('fails for events without the name of the cache', () => {
    expect(() =>
      createCache().onEvent('Export', {
        eventTypes: [ServerlessCacheEventType.CREATED, ServerlessCacheEventType.SNAPSHOT_EXPORT_FAILED],
      }),
    ).toThrow(
      "Cannot call 'onEvent' of ServerlessCache 'Stack/Cache':\n  - 'eventTypes' must contain only types of events that contain the name of the cache, but events of the type \"Snapshot Export Failed\" contain only the name of the snapshot. Use ServerlessCache.onAnyCacheEvent() for this type.",
    );
  });
});

test('onAnyCacheEvent matches the events of all caches and snapshots', () => {
  ServerlessCache.onAnyCacheEvent(stack, 'Any');
  ServerlessCache.onAnyCacheEvent(stack, 'Copies', { eventTypes: [ServerlessCacheEventType.SNAPSHOT_COPY_FAILED] });

  const [any, copies] = Object.values(synthesize(stack).findResources(RULE)).map(
    ({ Properties }) => Properties.EventPattern,
  );
  expect(any['detail-type']).toHaveLength(11);
  expect(copies).toEqual({ source: ['aws.elasticache'], 'detail-type': eventTypes('Snapshot Copy Failed') });
});

describe('scheduleMinimumRequestRate', () => {
  const MORNING = scheduler.ScheduleExpression.cron({ hour: '7', minute: '0', timeZone: TimeZone.EUROPE_BERLIN });
  const parseTargetInput = () =>
    JSON.parse(
      JSON.stringify(propertiesOf(stack, 'AWS::Scheduler::Schedule').Target.Input)
        .replace(/\\"/g, '"')
        .replace(/^"|"$/g, ''),
    );

  test('sets the minimum rate, keeps the other limits, and is limited to the cache', () => {
    const cache = createCache({
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 100_000 },
    });

    cache.scheduleMinimumRequestRate('Morning', { schedule: MORNING, requestRateLimitMinimum: 50_000 });

    expect(propertiesOf(stack, 'AWS::Scheduler::Schedule')).toMatchObject({
      Description: 'Sets a minimum request rate of 50000 ECPUs per second for Stack/Cache',
      ScheduleExpression: 'cron(0 7 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      Target: {
        Arn: {
          'Fn::Join': [
            '',
            ['arn:', { Ref: 'AWS::Partition' }, ':scheduler:::aws-sdk:elasticache:modifyServerlessCache'],
          ],
        },
      },
    });
    expect(JSON.stringify(propertiesOf(stack, 'AWS::Scheduler::Schedule').Target.Input)).toContain(
      '\\"CacheUsageLimits\\":{\\"DataStorage\\":{\\"Unit\\":\\"GB\\",\\"Maximum\\":10},\\"ECPUPerSecond\\":{\\"Minimum\\":50000,\\"Maximum\\":100000}}',
    );
    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      {
        Action: 'elasticache:ModifyServerlessCache',
        Effect: 'Allow',
        Resource: stack.resolve(cache.serverlessCacheArn),
      },
    ]);
  });

  test('fails with other limits than those of the cache', () => {
    const cache = createCache({ cacheUsageLimits: { requestRateLimitMaximum: 100_000 } });

    expect(() =>
      cache.scheduleMinimumRequestRate('Evening', {
        schedule: MORNING,
        requestRateLimitMinimum: 2000,
        cacheUsageLimits: { requestRateLimitMaximum: 3000 },
      }),
    ).toThrow(
      "'cacheUsageLimits' is only allowed for imported caches whose limits are unknown. For other caches, the schedule uses the limits of the cache. Remove 'cacheUsageLimits'.",
    );
  });

  test('sets the specified limits of an imported cache again', () => {
    ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions').scheduleMinimumRequestRate('Morning', {
      schedule: MORNING,
      requestRateLimitMinimum: 5000,
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 20_000 },
    });

    expect(parseTargetInput().CacheUsageLimits).toEqual({
      DataStorage: { Unit: 'GB', Maximum: 10 },
      ECPUPerSecond: { Minimum: 5000, Maximum: 20_000 },
    });
  });

  test('uses the limits that an import specifies', () => {
    const cache = ServerlessCache.fromServerlessCacheAttributes(stack, 'Cache', {
      serverlessCacheName: 'sessions',
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 20_000 },
    });

    cache.scheduleMinimumRequestRate('Morning', { schedule: MORNING, requestRateLimitMinimum: 5000 });

    expect(parseTargetInput().CacheUsageLimits).toEqual({
      DataStorage: { Unit: 'GB', Maximum: 10 },
      ECPUPerSecond: { Minimum: 5000, Maximum: 20_000 },
    });
  });

  test('fails for an imported cache without its limits', () => {
    const cache = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions');

    expect(() =>
      cache.scheduleMinimumRequestRate('Morning', { schedule: MORNING, requestRateLimitMinimum: 5000 }),
    ).toThrow(
      "Cannot call 'scheduleMinimumRequestRate' of ServerlessCache 'Stack/Cache':\n" +
        "  - 'cacheUsageLimits' is required for an imported cache, because the limits of the cache are unknown and ElastiCache replaces all limits at once. " +
        "Set 'cacheUsageLimits' to the limits of the cache, or to an empty object if the cache has no limits.",
    );
  });

  test('fails with invalid limits of an imported cache', () => {
    const cache = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions');
    const cacheUsageLimits = {
      dataStorageMinimumSize: Size.gibibytes(20),
      dataStorageMaximumSize: Size.gibibytes(10),
      requestRateLimitMaximum: 15_000_001,
    };

    expect(
      errorsOf(() =>
        cache.scheduleMinimumRequestRate('Morning', {
          schedule: MORNING,
          requestRateLimitMinimum: 5000,
          cacheUsageLimits,
        }),
      ),
    ).toEqual([
      "'cacheUsageLimits.dataStorageMinimumSize' ServerlessCache.DataStorageMinimumExceedsMaximum",
      "'cacheUsageLimits.requestRateLimitMaximum' ServerlessCache.RequestRateMaximumOutOfRange",
    ]);
  });

  test('supports imported caches without limits, and a minimum of 0', () => {
    const cache = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions');

    cache.scheduleMinimumRequestRate('Evening', {
      schedule: MORNING,
      requestRateLimitMinimum: 0,
      cacheUsageLimits: {},
      description: 'Nobody is awake',
    });

    expect(parseTargetInput()).toEqual({
      ServerlessCacheName: 'sessions',
      CacheUsageLimits: { ECPUPerSecond: { Minimum: 0 } },
    });
    expect(propertiesOf(stack, 'AWS::Scheduler::Schedule').Description).toBe('Nobody is awake');
  });

  test.each([
    [999, ['RequestRateMinimumOutOfRange']],
    [1000.5, ['RequestRateMinimumOutOfRange']],
    [15_000_001, ['RequestRateMinimumOutOfRange', 'RequestRateMinimumExceedsMaximum']],
    [20_001, ['RequestRateMinimumExceedsMaximum']],
  ])('fails for %d', (requestRateLimitMinimum, rules) => {
    const cache = createCache({ cacheUsageLimits: { requestRateLimitMaximum: 20_000 } });

    expect(
      errorsOf(() => cache.scheduleMinimumRequestRate('Morning', { schedule: MORNING, requestRateLimitMinimum })),
    ).toEqual(rules.map((rule) => `'requestRateLimitMinimum' ServerlessCache.${rule}`));
  });

  test.each([1000, 15_000_000])('accepts %d', (requestRateLimitMinimum) => {
    createCache().scheduleMinimumRequestRate('Morning', { schedule: MORNING, requestRateLimitMinimum });

    expect(JSON.stringify(propertiesOf(stack, 'AWS::Scheduler::Schedule').Target.Input)).toContain(
      `\\"Minimum\\":${requestRateLimitMinimum}`,
    );
  });
});
