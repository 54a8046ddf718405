export type { BackupSettings } from './backup-settings';
export type { MinimumRequestRateScheduleProps } from './minimum-request-rate-schedule';
export type {
  IServerlessCache,
  ServerlessCacheAttributes,
  ServerlessCacheLookupOptions,
  ServerlessCacheProps,
} from './serverless-cache';
export { ConnectionType, ServerlessCache, ServerlessCacheBase } from './serverless-cache';
export type { OnServerlessCacheEventOptions } from './serverless-cache-event-type';
export type { ServerlessCacheConnectorOptions } from './serverless-cache-connector';
export { ServerlessCacheConnector } from './serverless-cache-connector';
export { ServerlessCacheEventType } from './serverless-cache-event-type';
export { ServerlessCacheEvents } from './serverless-cache-events';
export { ServerlessCacheGrants } from './serverless-cache-grants';
