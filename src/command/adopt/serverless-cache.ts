import type { DeployedResource } from './adopted-template';
import { InexpressibleError } from './adopted-template';
import type { AdoptionWriter } from './adoption-writer';
import { isIntrinsic, quote, renderNumber, renderObject, renderText, renderTextList } from './expressions';
import { renderUserGroup } from './replication-group';
import { renderRemovalPolicy, renderSubnets } from './supporting-resources';
import { renderEnum, renderKey, renderNetworkType } from './values';
import { isObject, toObject } from '../../template/values';

/** Declares a serverless cache. */
export function declareServerlessCache(writer: AdoptionWriter, cache: DeployedResource): string {
  const subnets = cache.read('SubnetIds');
  return writer.declareResource(
    cache,
    'elasticache.ServerlessCache',
    renderObject({
      adopted: 'true',
      ...(subnets === undefined ? {} : renderSubnets(writer, subnets)),
      serverlessCacheName: cache.map('ServerlessCacheName', renderText),
      description: cache.map('Description', renderText),
      engine: renderEngine(cache),
      cacheUsageLimits: renderUsageLimits(cache),
      backup: renderBackup(writer, cache),
      ...renderKey(writer, cache),
      securityGroups: cache.map('SecurityGroupIds', (value) => writer.declareSecurityGroups(value)),
      userGroup: cache.map('UserGroupId', (value) => renderUserGroup(writer, value)),
      networkType: cache.map('NetworkType', renderNetworkType),
      connectionType: cache.map('ConnectionType', renderEnum('ConnectionType', ['vpc', 'public'])),
      removalPolicy: renderRemovalPolicy(cache),
    }),
  );
}

const ENGINES = ['VALKEY_7', 'VALKEY_8', 'VALKEY_9', 'REDIS_7'];

function renderEngine(cache: DeployedResource): string {
  const engine = cache.read('Engine');
  const version = cache.read('MajorEngineVersion');
  const member = `${String(engine)}_${String(version ?? 'latest')}`.toUpperCase();
  const isMember = version === undefined ? /^(valkey|redis|memcached)$/.test(String(engine)) : ENGINES.includes(member);
  if (isMember && String(engine) === String(engine).toLowerCase()) {
    return `elasticache.CacheEngine.${member}`;
  }
  const parts = version === undefined ? [engine] : [engine, version];
  return `elasticache.CacheEngine.of(${parts.map(renderText).join(', ')})`;
}

function renderUsageLimits(cache: DeployedResource): string | undefined {
  const limits = cache.read('CacheUsageLimits');
  if (limits === undefined) {
    return undefined;
  }
  const { DataStorage: storage = {}, ECPUPerSecond: requests = {} } = toObject(limits);
  if (
    isIntrinsic(limits) ||
    !isObject(storage) ||
    isIntrinsic(storage) ||
    !isObject(requests) ||
    isIntrinsic(requests)
  ) {
    throw new InexpressibleError('CacheUsageLimits is not known at synthesis');
  }
  const renderSize = (value: unknown) =>
    value === undefined ? undefined : `cdk.Size.gibibytes(${renderNumber(value)})`;
  const renderRate = (value: unknown) => (value === undefined ? undefined : renderNumber(value));
  return renderObject({
    dataStorageMinimumSize: renderSize(storage.Minimum),
    dataStorageMaximumSize: renderSize(storage.Maximum),
    requestRateLimitMinimum: renderRate(requests.Minimum),
    requestRateLimitMaximum: renderRate(requests.Maximum),
  });
}

function renderBackup(writer: AdoptionWriter, cache: DeployedResource): string | undefined {
  const time = cache.read('DailySnapshotTime');
  const retention = cache.map('SnapshotRetentionLimit', renderNumber);
  if (time !== undefined && retention === undefined) {
    writer.addChange(cache, 'SnapshotRetentionLimit', 'set to 1, because backups at a time of day are kept for a day');
  }
  const props = {
    backupTime: time === undefined ? undefined : renderTime(time),
    backupRetentionLimit: retention,
    backupNameBeforeDeletion: cache.map('FinalSnapshotName', renderText),
    backupArnsToRestore: cache.map('SnapshotArnsToRestore', renderTextList),
  };
  return Object.values(props).some((code) => code !== undefined) ? renderObject(props) : undefined;
}

function renderTime(time: unknown): string {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(isIntrinsic(time) ? '' : String(time)) ?? [];
  if (hour === undefined) {
    throw new InexpressibleError('DailySnapshotTime is not known at synthesis');
  }
  return `events.Schedule.cron(${renderObject({ hour: quote(String(Number(hour))), minute: quote(String(Number(minute))) })})`;
}
