import type { CacheClient } from './cache-clients';
import type { Client } from '../driver/clients';
import { COMMAND_NOT_PERMITTED } from '../driver/clients';
import * as elasticache from 'cdk-elasticache';

/** Commands on a key of the user, on another key, and without keys. FLUSHALL is last, because it removes all keys. */
const PROBES: readonly (readonly string[])[] = [
  ['PING'],
  ['INFO'],
  ['SET', '<own>', 'probe'],
  ['GET', '<own>'],
  ['EXPIRE', '<own>', '100'],
  ['SET', 'elsewhere:1', 'probe'],
  ['GET', 'elsewhere:1'],
  ['DEL', 'elsewhere:1'],
  ['PUBLISH', 'news', 'probe'],
  ['EVAL', 'return 1', '0'],
  ['SCAN', '0'],
  ['KEYS', '*'],
  ['CONFIG', 'GET', 'maxmemory'],
  ['ACL', 'WHOAMI'],
  ['FLUSHALL'],
];

/** The error of a replica for writes, and of a read-only valkey-glide client. */
const READ_ONLY_ERROR = /READONLY|read-only/i;

/** Returns a key that matches the first key pattern of the access string. */
export function resolveOwnKey(accessString: string): string {
  const [, pattern = '*'] = /(?:^|\s)(?:~|%R?W?~)(\S+)/.exec(accessString.replace(/\ballkeys\b/, '~*')) ?? [];
  return pattern.replace('*', 'probe');
}

/** Whether the access string permits a command, as evaluated by the library. */
export function isPermitted(accessString: string, engine: string, verb: string, ...args: string[]): boolean {
  const [engineType, version] = engine.split(' ');
  const engineVersion = elasticache.EngineVersion.of(engineType, version);
  return elasticache.AccessControl.fromAccessString(accessString).permitsIn(engineVersion, verb, ...args);
}

/**
 * Runs all probes, and returns where the engine and the library disagree. Read-only clients can reject writes
 * themselves.
 */
export async function findPermissionMismatches(
  client: Client,
  { name, accessString }: CacheClient,
  engine: string,
  { readOnly = false } = {},
): Promise<string[]> {
  const mismatches: string[] = [];
  for (const probe of PROBES) {
    const [verb, ...args] = probe.map((word) => word.replace('<own>', resolveOwnKey(accessString)));
    const permitted = isPermitted(accessString, engine, verb, ...args);
    const answer = await client.call(verb, ...args).then(() => 'OK', String);
    const matches = permitted ? answer === 'OK' : COMMAND_NOT_PERMITTED.test(answer);
    const isReadOnlyError = readOnly && READ_ONLY_ERROR.test(answer);
    if (!matches && !isReadOnlyError) {
      const expectation = permitted ? 'permitted' : 'not permitted';
      mismatches.push(`${name}: ${[verb, ...args].join(' ')} is ${expectation}, but the engine returns: ${answer}`);
    }
  }
  return mismatches;
}
