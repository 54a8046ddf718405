import type { CacheClient } from './cache-clients';
import type { Client } from '../driver/clients';
import { COMMAND_NOT_PERMITTED } from '../driver/clients';
import * as elasticache from 'cdk-elasticache';

/** Commands on a key of a user's own, on a key of nobody, and on none; the one that empties the cache comes last. */
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

/** What a replica says to who writes, and valkey-glide before it asks. */
const READ_ONLY_ERROR = /READONLY|read-only/i;

/** A key that the access string names, after its first pattern. */
export function resolveOwnKey(accessString: string): string {
  const [, pattern = '*'] = /(?:^|\s)(?:~|%R?W?~)(\S+)/.exec(accessString.replace(/\ballkeys\b/, '~*')) ?? [];
  return pattern.replace('*', 'probe');
}

/** What the library's model of the engine says. */
export function isPermitted(accessString: string, engine: string, verb: string, ...args: string[]): boolean {
  return elasticache.AccessControl.fromAccessString(accessString).permitsIn(engine, verb, ...args);
}

/** Where the engine says otherwise than the model. A client that is told to only read may refuse by itself. */
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
    const matches =
      (permitted ? answer === 'OK' : COMMAND_NOT_PERMITTED.test(answer)) || (readOnly && READ_ONLY_ERROR.test(answer));
    if (!matches) {
      mismatches.push(
        `${name}: ${[verb, ...args].join(' ')} is ${permitted ? '' : 'not '}permitted, the engine says: ${answer}`,
      );
    }
  }
  return mismatches;
}
