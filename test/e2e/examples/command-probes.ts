import type { Guest } from './cache-clients';
import type { Client } from '../driver/clients';
import { NOT_PERMITTED } from '../driver/clients';
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
const NOT_HERE = /READONLY|read-only/i;

/** A key that the access string names, after its first pattern. */
export function ownKey(accessString: string): string {
  const [, pattern = '*'] = /(?:^|\s)(?:~|%R?W?~)(\S+)/.exec(accessString.replace(/\ballkeys\b/, '~*')) ?? [];
  return pattern.replace('*', 'probe');
}

/** What the library's model of the engine says. */
export function may(accessString: string, engine: string, verb: string, ...args: string[]): boolean {
  return elasticache.AccessControl.fromAccessString(accessString).permitsIn(engine, verb, ...args);
}

/** Where the engine says otherwise than the model. A client that is told to only read may refuse by itself. */
export async function disagreements(
  client: Client,
  { name, accessString }: Guest,
  engine: string,
  { readOnly = false } = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const probe of PROBES) {
    const [verb, ...args] = probe.map((word) => word.replace('<own>', ownKey(accessString)));
    const permitted = may(accessString, engine, verb, ...args);
    const answer = await client.call(verb, ...args).then(() => 'OK', String);
    const agrees = (permitted ? answer === 'OK' : NOT_PERMITTED.test(answer)) || (readOnly && NOT_HERE.test(answer));
    if (!agrees) {
      found.push(
        `${name}: ${[verb, ...args].join(' ')} is ${permitted ? '' : 'not '}permitted, the engine says: ${answer}`,
      );
    }
  }
  return found;
}
