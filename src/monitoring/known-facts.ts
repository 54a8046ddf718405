import type { IConstruct } from 'constructs';

/** A cache of this library. It provides the properties that other caches require as options. */
interface KnownCache<Facts> {
  readonly _facts: Facts;
}

/**
 * Merges the options with the properties that the cache itself provides. Options take precedence, unless they are
 * undefined.
 */
export function resolveFacts<Facts extends object>(cache: IConstruct, options: Facts): Facts {
  const specified = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...(cache as IConstruct & Partial<KnownCache<Facts>>)._facts, ...Object.fromEntries(specified) } as Facts;
}
