import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { isEmpty } from './deployed-resource';
import { isIntrinsic, quote, renderNumber, renderObject, renderText, renderTextList } from './expressions';
import { renderKey } from './keys';
import { CDK, ELASTICACHE, EVENTS } from './modules';
import { renderUserGroup } from './replication-group';
import { renderRemovalPolicy, renderSubnets } from './supporting-resources';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { rejectUppercaseEngine, renderEnum, renderNetworkType } from './values';
import { isObject, toObject } from '../../template/values';

/** Declares a serverless cache. */
export function declareServerlessCache(writer: AdoptionWriter, cache: DeployedResource): string {
  const subnets = cache.read('SubnetIds');
  return writer.declareResource(
    cache,
    `${ELASTICACHE}.ServerlessCache`,
    renderObject({
      adopted: 'true',
      ...(subnets === undefined ? {} : renderSubnets(writer, subnets)),
      serverlessCacheName: cache.map('ServerlessCacheName', renderText),
      description: cache.map('Description', renderText),
      engine: renderEngine(cache),
      cacheUsageLimits: renderUsageLimits(writer, cache),
      backup: renderBackup(writer, cache),
      ...renderKey(writer, cache),
      securityGroups: cache.map('SecurityGroupIds', (value) => writer.declareSecurityGroups(value)),
      userGroup: renderCacheUserGroup(writer, cache),
      networkType: cache.mapText('NetworkType', renderNetworkType),
      connectionType: cache.mapText('ConnectionType', renderEnum('ConnectionType', ['vpc', 'public'])),
      removalPolicy: renderRemovalPolicy(cache),
    }),
  );
}

function renderCacheUserGroup(writer: AdoptionWriter, cache: DeployedResource): string | undefined {
  const id = cache.read('UserGroupId');
  writer.addLowercaseChange(cache, 'UserGroupId', id);
  return id === undefined ? undefined : renderUserGroup(writer, id);
}

const ENGINES = ['VALKEY_7', 'VALKEY_8', 'VALKEY_9', 'REDIS_7'];

function renderEngine(cache: DeployedResource): string {
  const engine = cache.read('Engine');
  rejectUppercaseEngine(engine);
  const version = cache.read('MajorEngineVersion');
  const member = `${String(engine)}_${String(version ?? 'latest')}`.toUpperCase();
  const isMember = version === undefined ? /^(valkey|redis|memcached)$/.test(String(engine)) : ENGINES.includes(member);
  if (isMember) {
    return `${ELASTICACHE}.CacheEngine.${member}`;
  }
  const parts = version === undefined ? [engine] : [engine, version];
  return `${ELASTICACHE}.CacheEngine.of(${parts.map(renderText).join(', ')})`;
}

function renderUsageLimits(writer: AdoptionWriter, cache: DeployedResource): string | undefined {
  const limits = cache.readKnown('CacheUsageLimits', parseLimits);
  if (limits === undefined) {
    return undefined;
  }
  const { DataStorage: storage = {}, ECPUPerSecond: requests = {} } = limits;
  if (Object.keys(storage).length > 0 && storage.Unit !== 'GB') {
    throw new UnsupportedResourceError('CacheUsageLimits does not have the unit GB');
  }
  if (Object.keys({ ...storage, ...requests }).length === 0) {
    writer.addChange(cache, 'CacheUsageLimits', 'removed, because it contains no limits');
    return undefined;
  }
  if ([limits.DataStorage, limits.ECPUPerSecond].some(isEmpty)) {
    writer.addChange(cache, 'CacheUsageLimits', 'without the empty limits');
  }
  const renderSize = (value: unknown) =>
    value === undefined ? undefined : `${CDK}.Size.gibibytes(${renderNumber(value)})`;
  const renderRate = (value: unknown) => (value === undefined ? undefined : renderNumber(value));
  return renderObject({
    dataStorageMinimumSize: renderSize(storage.Minimum),
    dataStorageMaximumSize: renderSize(storage.Maximum),
    requestRateLimitMinimum: renderRate(requests.Minimum),
    requestRateLimitMaximum: renderRate(requests.Maximum),
  });
}

type Limits = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Returns undefined if the limits, or the unit of the storage, are not known. */
function parseLimits(limits: unknown): Limits | undefined {
  const { DataStorage: storage } = toObject(limits);
  const objects = [limits, ...Object.values(toObject(limits))];
  const isResolved = objects.every((value) => isObject(value) && !isIntrinsic(value));
  return isResolved && !isIntrinsic(toObject(storage).Unit) ? (limits as Limits) : undefined;
}

function renderBackup(writer: AdoptionWriter, cache: DeployedResource): string | undefined {
  const time = cache.readText('DailySnapshotTime');
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

function renderTime(time: string): string {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  if (hour === undefined) {
    throw new UnsupportedResourceError('DailySnapshotTime does not have the format hh:mm');
  }
  return `${EVENTS}.Schedule.cron(${renderObject({ hour: quote(String(Number(hour))), minute: quote(String(Number(minute))) })})`;
}
