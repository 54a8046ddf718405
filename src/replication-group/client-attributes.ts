import type { CacheAuthentication } from '../connection/login';
import type { TransitEncryption } from '../network';

/** The values of a replication group that determine how clients connect. Values that are unknown are undefined. */
export interface ClientAttributes
  extends
    ClusterProtocol,
    Pick<CacheAuthentication, 'userGroup' | 'usesAuthToken' | 'authTokenSecret' | 'isAuthenticationUnknown'> {
  readonly transitEncryption?: TransitEncryption;
}

interface ClusterProtocol {
  /** Whether clients must use the cluster protocol. */
  readonly usesClusterProtocol?: boolean;
  /** Whether clients can select databases. */
  readonly hasDatabases?: boolean;
}

/** Describes how clients connect in the cluster mode with the given name. */
export function describeClusterMode(name: string | undefined): ClusterProtocol {
  return name === undefined ? {} : { usesClusterProtocol: name === 'enabled', hasDatabases: name === 'disabled' };
}
