import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { synthesize } from '../templates';
import { ServerlessCache } from 'cdk-elasticache';

/** The maximum of EventBridge Scheduler. */
const MAX_LENGTH = 512;

test('the default description of a schedule is at most 512 characters long', () => {
  const stack = new Stack();
  const parent = new Construct(new Construct(stack, 'a'.repeat(250)), 'b'.repeat(250));
  const cache = new ServerlessCache(parent, 'Cache', { vpc: new Vpc(stack, 'Vpc') });

  cache.scheduleMinimumRequestRate('Peak', {
    schedule: ScheduleExpression.cron({ hour: '8', minute: '0' }),
    requestRateLimitMinimum: 1000,
  });

  const [schedule] = Object.values(synthesize(stack).findResources('AWS::Scheduler::Schedule'));
  expect(schedule.Properties.Description).toMatch(/^Sets a minimum request rate of 1000 ECPUs per second for /);
  expect(schedule.Properties.Description).toHaveLength(MAX_LENGTH);
});
