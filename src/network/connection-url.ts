import type { Endpoint } from './endpoint';

/** The values of a cache that determine its connection URL. */
export interface UrlOptions {
  readonly usesTls: boolean;
  /** Whether the cache has several databases. Caches in cluster mode reject `SELECT`. */
  readonly hasDatabases: boolean;
}

/** Renders the connection URL of a cache without credentials. */
export function renderConnectionUrl(endpoint: Endpoint, { usesTls, hasDatabases }: UrlOptions): string {
  const scheme = usesTls ? 'rediss' : 'redis';
  return `${scheme}://${endpoint.hostname}:${endpoint.portAsString()}${hasDatabases ? '/0' : ''}`;
}
