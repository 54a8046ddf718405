import type { ConnectionType } from './connection-type';

/** Which serverless cache is looked up. */
export interface ServerlessCacheLookupOptions {
  /** The cache's name. */
  readonly serverlessCacheName: string;

  /**
   * From where the cache can be reached. A public cache has no subnets and security groups to be found.
   *
   * @default ConnectionType.VPC
   */
  readonly connectionType?: ConnectionType;
}
