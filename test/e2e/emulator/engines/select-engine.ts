import type { EngineName } from '../../../engines';
import { installedEngines } from '../../../engines';

/** The engines that can run a version, the nearest version first. */
const ENGINE_CANDIDATES: readonly [RegExp, readonly EngineName[]][] = [
  [/^redis (5|6\.0)/, ['redis-6.0', 'redis-6.2', 'redis-7.0']],
  [/^redis (6|6\.2|6\.x)/, ['redis-6.2', 'redis-7.0']],
  [/^redis 7/, ['redis-7.0']],
  [/^valkey (7|8\.0|8$)/, ['valkey-8.0', 'valkey-8.1']],
  [/^valkey 8/, ['valkey-8.1', 'valkey-8.0']],
  [/^valkey 9/, ['valkey-9.1', 'valkey-8.1', 'valkey-8.0']],
];

/** Selects the installed engine that is nearest to an engine version of ElastiCache. */
export function selectEngine(engine: string, version: string): EngineName {
  const requested = `${engine} ${version}`;
  const [, candidates] = ENGINE_CANDIDATES.find(([pattern]) => pattern.test(requested)) ?? [];
  if (!candidates) {
    throw new Error(`Cannot find version ${version} for ${engine}`);
  }
  const installed = installedEngines();
  const selected = candidates.find((name) => installed.includes(name));
  if (!selected) {
    throw new Error(`none of ${candidates.join(', ')} is installed; run 'npx projen engines'`);
  }
  return selected;
}
