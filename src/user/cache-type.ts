import { CommandAvailability } from '../acl';

/**
 * A type of cache. The types support different commands.
 *
 * This library treats as unsupported the commands that AWS lists as restricted and, in serverless caches, the search
 * commands. It cannot detect other commands that a type of cache does not support.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html
 */
export enum CacheType {
  /**
   * A serverless cache. Serverless caches do not support commands such as KEYS, PSUBSCRIBE, OBJECT, MEMORY, FUNCTION,
   * SLOWLOG, and MONITOR.
   */
  SERVERLESS = 'serverless',

  /** A replication group or cluster of nodes. Commands such as CONFIG and DEBUG are not supported. */
  NODE_BASED = 'node-based',
}

/** Options for permissions that differ between serverless and node-based caches. */
export interface CacheTypeOptions {
  /**
   * The type of the caches that the user connects to.
   *
   * If you specify it, `permits` returns false for commands that such caches do not support, and `describe` lists them.
   * Warnings about unsupported commands mention only commands and modules that are allowed by name. The construct does
   * not check that the caches of the user group have this type.
   *
   * @default - any type. Commands are evaluated regardless of the cache.
   */
  readonly cacheType?: CacheType;
}

const AVAILABILITY: Readonly<Record<CacheType, CommandAvailability>> = {
  [CacheType.SERVERLESS]: CommandAvailability.SERVERLESS,
  [CacheType.NODE_BASED]: CommandAvailability.NODE_BASED,
};

/** Returns the commands of a type of cache, or undefined if a user can have access to caches of any type. */
export function findAvailability(cacheType: CacheType | undefined): CommandAvailability | undefined {
  return cacheType && AVAILABILITY[cacheType];
}
