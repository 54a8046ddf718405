export type { ConnectOptions } from './cache-connection';
export { CacheConnection } from './cache-connection';
