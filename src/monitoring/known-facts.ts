import type { IConstruct } from 'constructs';

/** A cache of this library. It provides the properties that other caches require as options. */
interface KnownCache<Facts> {
  readonly _facts: Facts;
}

/** Merges the options with the properties that the cache itself provides. Options take precedence. */
export function resolveFacts<Facts extends object>(cache: IConstruct, options: Facts): Facts {
  return { ...(cache as IConstruct & Partial<KnownCache<Facts>>)._facts, ...options };
}
