import type { Comparison } from '../difference';
import { compareEntries, flatten } from '../difference';
import type { Sources } from '../source';

/** Compares the versions of each engine. */
export function compareEngineVersions(versions: Readonly<Record<string, object>>, { cfnLint }: Sources): Comparison {
  const names = Object.entries(versions).map(([engine, definitions]) => [engine, Object.keys(definitions)]);
  return compareEntries({
    table: 'ENGINE_VERSIONS',
    source: cfnLint.package,
    ours: flatten(Object.fromEntries(names)),
    theirs: flatten(cfnLint.facts.engineVersions),
  });
}
