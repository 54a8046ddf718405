import type * as iamTypes from 'aws-cdk-lib/aws-iam';
import type * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type * as targets from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { MinimumRequestRateSchedule } from './minimum-request-rate-schedule';
import type { IServerlessCache } from './serverless-cache-base';
import { LIMITS } from '../facts/limits';
import type { UsageLimits } from '../monitoring/serverless-cache-alarms';
import { failAt } from '../private/errors';
import { isKnown } from '../private/tokens';

/**
 * Calls ModifyServerlessCache at some time; the other limits are told again, since they are one field for ElastiCache.
 */
export function scheduleMinimumRate(
  cache: Construct & IServerlessCache,
  id: string,
  props: MinimumRequestRateSchedule,
  { dataStorage: storage, ecpuPerSecond: rate }: UsageLimits = {},
): scheduler.Schedule {
  const { requestRateMinimum: minimum, schedule } = props;
  const faults = faultsOf(minimum, rate?.maximum);
  if (faults.length > 0) {
    failAt(cache, faults);
  }

  const { PolicyStatement } = require('aws-cdk-lib/aws-iam') as typeof iamTypes;
  const { Schedule, ScheduleTargetInput } = require('aws-cdk-lib/aws-scheduler') as typeof scheduler;
  const { Universal } = require('aws-cdk-lib/aws-scheduler-targets') as typeof targets;
  return new Schedule(cache, id, {
    schedule,
    description:
      props.description ??
      `Reserves ${minimum} ElastiCache Processing Units per second for the cache ${cache.node.path}`.slice(0, 512),
    target: new Universal({
      service: 'elasticache',
      action: 'modifyServerlessCache',
      input: ScheduleTargetInput.fromObject({
        ServerlessCacheName: cache.serverlessCacheName,
        CacheUsageLimits: {
          ...(storage && { DataStorage: { Unit: storage.unit, Minimum: storage.minimum, Maximum: storage.maximum } }),
          ECPUPerSecond: { Minimum: minimum, Maximum: rate?.maximum },
        },
      }),
      policyStatements: [
        new PolicyStatement({ actions: ['elasticache:ModifyServerlessCache'], resources: [cache.serverlessCacheArn] }),
      ],
    }),
  });
}

function faultsOf(minimum: number, maximum?: number): string[] {
  const { min, max } = LIMITS.serverlessEcpuPerSecond;
  if (!isKnown(minimum) || minimum === 0) {
    return [];
  }
  if (!Number.isInteger(minimum) || minimum < min || minimum > max) {
    return [
      `'requestRateMinimum' must be a whole number between ${min} and ${max} ElastiCache Processing Units per second, or 0 for none, got ${minimum}`,
    ];
  }
  return isKnown(maximum) && maximum > 0 && minimum > maximum
    ? [
        `'requestRateMinimum' must not exceed 'cacheUsageLimits.requestRateLimitMaximum', which is ${maximum}, got ${minimum}`,
      ]
    : [];
}
