import type { EngineName } from '../../engines';
import { installedEngines } from '../../engines';

/** Engines that stand in when the one of a version is not to be had, the nearest first. */
const CHOICES: readonly [RegExp, readonly EngineName[]][] = [
  [/^redis (5|6\.0)/, ['redis-6.0', 'redis-6.2', 'redis-7.0']],
  [/^redis (6|6\.2|6\.x)/, ['redis-6.2', 'redis-7.0']],
  [/^redis 7/, ['redis-7.0']],
  [/^valkey (7|8\.0|8$)/, ['valkey-8.0', 'valkey-8.1']],
  [/^valkey 8/, ['valkey-8.1', 'valkey-8.0']],
  [/^valkey 9/, ['valkey-9.1', 'valkey-8.1', 'valkey-8.0']],
];

/** Engines that were wanted and not there. */
export const standIns = new Map<string, EngineName>();

/** The real engine for an engine version of ElastiCache. */
export function engineFor(engine: string, version: string): EngineName {
  const wanted = `${engine} ${version}`;
  const [, choices] = CHOICES.find(([pattern]) => pattern.test(wanted)) ?? [];
  if (!choices) {
    throw new Error(`Cannot find version ${version} for ${engine}`);
  }
  const installed = installedEngines();
  const found = choices.find((name) => installed.includes(name));
  if (!found) {
    throw new Error(`none of ${choices.join(', ')} is installed; run 'npx projen engines'`);
  }
  if (found !== choices[0]) {
    standIns.set(wanted, found);
  }
  return found;
}
