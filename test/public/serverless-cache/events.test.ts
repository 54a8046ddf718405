import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { CfnWaitConditionHandle, Stack } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { ServerlessCache, ServerlessCacheEventType, ServerlessCacheEvents } from 'cdk-elasticache';

const HOME = { account: '111111111111', region: 'eu-west-1' };

let stack: Stack;
beforeEach(() => {
  stack = emptyStack('Stack', HOME);
});

const importFrom = ({ account, region }: { account: string; region: string }) =>
  ServerlessCache.fromServerlessCacheArn(
    stack,
    'Import',
    `arn:aws:elasticache:${region}:${account}:serverlesscache:carts`,
  );
const patternOf = (scope: Stack) => propertiesOf(scope, 'AWS::Events::Rule').EventPattern;

test('a rule for events of an L1 serverless cache matches its ARN', () => {
  const cache = new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' });
  const rule = ServerlessCacheEvents.fromServerlessCache(cache).onEvent(stack, 'Updated', {
    eventTypes: [ServerlessCacheEventType.UPDATED],
  });

  expect(rule.node.path).toBe('Stack/Updated');
  expect(patternOf(stack)).toEqual({
    source: ['aws.elasticache'],
    'detail-type': [{ 'equals-ignore-case': 'Cache Updated' }],
    resources: [{ 'Fn::GetAtt': ['L1', 'ARN'] }],
  });
});

test('a rule without event types is rejected, because it would match nothing', () => {
  expect(errorsOf(() => ServerlessCache.onAnyCacheEvent(stack, 'None', { eventTypes: [] }))).toEqual([
    "'eventTypes' must contain at least one event type. Add one, or remove 'eventTypes' to match all event types.",
  ]);
});

test('a rule for events of a cache of this library equals the rule of its method', () => {
  const create = (id: string, addRule: (cache: ServerlessCache, scope: Stack) => void) => {
    const scope = emptyStack(id, HOME);
    const cache = new ServerlessCache(scope, 'Cache', { vpc: importVpc(scope), serverlessCacheName: 'carts' });
    addRule(cache, scope);
    return patternOf(scope);
  };

  expect(
    create('Facade', (cache, scope) => ServerlessCacheEvents.fromServerlessCache(cache).onEvent(scope, 'All')),
  ).toEqual(create('Method', (cache) => cache.onEvent('All')));
});

test('a rule for events of an import in the same account and Region matches its ARN', () => {
  ServerlessCacheEvents.fromServerlessCache(importFrom(HOME)).onEvent(stack, 'All');

  expect(patternOf(stack).resources).toEqual(['arn:aws:elasticache:eu-west-1:111111111111:serverlesscache:carts']);
});

test('a rule for events of an import can be in a stack of its account and Region', () => {
  new CfnWaitConditionHandle(stack, 'Handle');
  const env = { account: '222222222222', region: 'us-east-1' };
  const other = new Stack(stack.node.root as any, 'Other', { env });

  ServerlessCacheEvents.fromServerlessCache(importFrom(env)).onEvent(other, 'All');

  expect(patternOf(other).resources).toEqual(['arn:aws:elasticache:us-east-1:222222222222:serverlesscache:carts']);
});

test('a rule for events of a cache in another Region or account is rejected', () => {
  const cache = importFrom({ account: '222222222222', region: 'us-east-1' });
  const reason =
    'because ElastiCache sends the events of a cache to the event bus in the account and Region of the cache';

  expect(errorsOf(() => cache.onEvent('All'))).toEqual([
    `'onEvent' requires a cache in the Region of the stack (eu-west-1), ${reason}, but got us-east-1. Use a stack in Region us-east-1.`,
    `'onEvent' requires a cache in the account of the stack (111111111111), ${reason}, but got 222222222222. Use a stack in account 222222222222.`,
  ]);
});

test('a schedule for the request rate of a cache in another Region or account is rejected', () => {
  const props = {
    schedule: scheduler.ScheduleExpression.cron({ hour: '7' }),
    requestRateLimitMinimum: 5000,
    cacheUsageLimits: {},
  };
  const cache = importFrom({ account: '222222222222', region: 'us-east-1' });

  expect(errorsOf(() => cache.scheduleMinimumRequestRate('Morning', props))).toEqual([
    "'scheduleMinimumRequestRate' requires a cache in the Region of the stack (eu-west-1), because EventBridge Scheduler calls ElastiCache in the account and Region of the schedule, but got us-east-1. Use a stack in Region us-east-1.",
    expect.stringMatching(/^'scheduleMinimumRequestRate' requires a cache in the account of the stack/),
  ]);
});

test('rules and schedules accept an environment that is unknown', () => {
  stack = emptyStack();
  const cache = importFrom({ account: '222222222222', region: 'us-east-1' });

  expect(() => {
    cache.onEvent('All');
    cache.scheduleMinimumRequestRate('Morning', {
      schedule: scheduler.ScheduleExpression.cron({ hour: '7' }),
      requestRateLimitMinimum: 5000,
      cacheUsageLimits: {},
    });
  }).not.toThrow();
});
