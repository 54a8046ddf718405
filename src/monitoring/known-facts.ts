import type { IConstruct } from 'constructs';

/** A cache of this library, which provides the facts that facades of other caches get as options. */
interface KnownCache<Facts> {
  readonly _facts: Facts;
}

/** Merges the options of a facade with the facts that the cache itself provides. Options take precedence. */
export function resolveFacts<Facts extends object>(cache: IConstruct, options: Facts): Facts {
  return { ...(cache as IConstruct & Partial<KnownCache<Facts>>)._facts, ...options };
}
