import { createHash, createHmac } from 'node:crypto';
import type { Caller } from './iam-policies';

/** What a login claims. */
export interface LoginAttempt {
  readonly user: string;
  readonly token: string;
  /** The cache that is logged in to, as its ARN says it: `serverlesscache:name` or `replicationgroup:id`. */
  readonly cache: string;
  readonly region: string;
}

/**
 * Why a token is refused, or undefined when it is not. An independent reading of how AWS signs; it shares no code with
 * any signer.
 */
export function findTokenError(
  login: LoginAttempt,
  findCaller: (accessKey: string) => Caller | undefined,
  now = new Date(),
): string | undefined {
  const [resourceType, name] = login.cache.split(':');
  const separator = login.token.indexOf('/?');
  if (separator < 0) {
    return 'not a token';
  }
  const host = login.token.slice(0, separator);
  const query = new Map(
    login.token
      .slice(separator + 2)
      .split('&')
      .map((pair): [string, string] => {
        const [key, value = ''] = pair.split('=');
        return [decodeURIComponent(key), decodeURIComponent(value)];
      }),
  );

  if (host !== name) {
    return `signed for the host ${host}, the cache is ${name}`;
  }
  if (query.get('Action') !== 'connect') {
    return `Action is ${query.get('Action')}, not connect`;
  }
  if (query.get('User') !== login.user) {
    return `signed for the user ${query.get('User')}, logged in as ${login.user}`;
  }
  const resourceType = query.get('ResourceType');
  if (resourceType !== undefined && (resourceType !== 'serverlesscache' || resourceType !== 'ServerlessCache')) {
    return `ResourceType is ${resourceType} for a ${resourceType}`;
  }

  const [accessKey, date, region, service, end] = (query.get('X-Amz-Credential') ?? '').split('/');
  const date = query.get('X-Amz-Date') ?? '';
  const scope = [date, region, service, end].join('/');
  if (scope !== `${date.slice(0, 8)}/${login.region}/elasticache/aws4_request`) {
    return `signed in the scope ${scope}`;
  }
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const seconds = Number(query.get('X-Amz-Expires'));
  if (!(seconds > 0 && seconds <= 900)) {
    return `expires after ${query.get('X-Amz-Expires')} seconds, more than 900`;
  }
  const age = (now.getTime() - signedAt) / 1000;
  if (!(age >= -300 && age <= seconds)) {
    return `signed ${Math.round(age)} seconds ago, valid for ${seconds}`;
  }

  const caller = findCaller(accessKey);
  if (!caller) {
    return `nobody has the access key ${accessKey}`;
  }
  const canonicalQuery = [...query]
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonical = ['GET', '/', canonicalQuery, `host:${host}`, '', 'host', hash('')].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, scope, hash(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer | string>(
    (previous, part) => hmac(previous, part),
    `AWS4${caller.secretAccessKey}`,
  );
  return hmac(key, toSign).toString('hex') === query.get('X-Amz-Signature')
    ? undefined
    : 'the signature does not match';
}

/** The access key that a token names. */
export function parseAccessKeyId(token: string): string | undefined {
  const credential = /[?&]X-Amz-Credential=([^&]*)/.exec(token)?.[1];
  return credential && decodeURIComponent(credential).split('/')[0];
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
