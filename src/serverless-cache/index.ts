export type { BackupSettings } from './backup-settings';
export type { MinimumRequestRateScheduleProps } from './minimum-request-rate-schedule';
export type {
  IServerlessCache,
  ServerlessCacheAttributes,
  ServerlessCacheLookupOptions,
  ServerlessCacheProps,
} from './serverless-cache';
export { ConnectionType, ServerlessCache, ServerlessCacheBase } from './serverless-cache';
export type { OnServerlessCacheEventOptions } from './serverless-cache-event';
export type { ServerlessCacheConnectorOptions } from './serverless-cache-connector';
export { ServerlessCacheConnector } from './serverless-cache-connector';
export { ServerlessCacheEvent } from './serverless-cache-event';
export { ServerlessCacheEvents } from './serverless-cache-events';
export { ServerlessCacheGrants } from './serverless-cache-grants';
