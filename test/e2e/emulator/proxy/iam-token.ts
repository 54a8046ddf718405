import { createHash, createHmac } from 'node:crypto';
import type { Caller } from './iam-policies';

/** A login with an IAM token in place of the password. */
export interface LoginAttempt {
  readonly user: string;
  readonly token: string;
  /** The cache as in its ARN: `serverlesscache:name` or `replicationgroup:id`. */
  readonly cache: string;
  readonly region: string;
}

/** A token in parts: a presigned URL without the protocol. */
interface ParsedToken {
  readonly host: string;
  readonly query: ReadonlyMap<string, string>;
}

/**
 * Returns why a token is invalid, undefined for a valid one. The validation shares no code with the signers of the
 * clients.
 */
export function findTokenError(
  login: LoginAttempt,
  findCaller: (accessKey: string) => Caller | undefined,
  now = new Date(),
): string | undefined {
  const token = parseToken(login.token);
  if (!token) {
    return 'not a token';
  }
  return (
    findParameterError(token, login) ??
    findScopeError(token, login) ??
    findExpirationError(token, now) ??
    findSignatureError(token, findCaller)
  );
}

function parseToken(token: string): ParsedToken | undefined {
  const separator = token.indexOf('/?');
  if (separator < 0) {
    return undefined;
  }
  const pairs = token
    .slice(separator + 2)
    .split('&')
    .map((pair): [string, string] => {
      const [key, value = ''] = pair.split('=');
      return [decodeURIComponent(key), decodeURIComponent(value)];
    });
  return { host: token.slice(0, separator), query: new Map(pairs) };
}

function findParameterError({ host, query }: ParsedToken, login: LoginAttempt): string | undefined {
  const [cacheType, name] = login.cache.split(':');
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
  // https://github.com/valkey-io/valkey-glide/issues/5248
  if (resourceType !== (cacheType === 'serverlesscache' ? 'ServerlessCache' : undefined)) {
    return `ResourceType is ${resourceType} for a ${cacheType}`;
  }
  return undefined;
}

function findScopeError({ query }: ParsedToken, login: LoginAttempt): string | undefined {
  const [, ...scope] = parseCredential(query);
  const day = (query.get('X-Amz-Date') ?? '').slice(0, 8);
  const isValid = scope.join('/') === `${day}/${login.region}/elasticache/aws4_request`;
  return isValid ? undefined : `signed in the scope ${scope.join('/')}`;
}

function findExpirationError({ query }: ParsedToken, now: Date): string | undefined {
  const date = query.get('X-Amz-Date') ?? '';
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const seconds = Number(query.get('X-Amz-Expires'));
  if (!(seconds > 0 && seconds <= 900)) {
    return `expires after ${query.get('X-Amz-Expires')} seconds, more than 900`;
  }
  const age = (now.getTime() - signedAt) / 1000;
  if (!(age >= -300 && age <= seconds)) {
    return `signed ${Math.round(age)} seconds ago, valid for ${seconds}`;
  }
  return undefined;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function findSignatureError(
  { host, query }: ParsedToken,
  findCaller: (accessKey: string) => Caller | undefined,
): string | undefined {
  const [accessKey, day, region, service, end] = parseCredential(query);
  const caller = findCaller(accessKey);
  if (!caller) {
    return `unknown access key ${accessKey}`;
  }
  const canonicalQuery = [...query]
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&');
  const canonicalRequest = ['GET', '/', canonicalQuery, `host:${host}`, '', 'host', hash('')].join('\n');
  const scope = [day, region, service, end].join('/');
  const stringToSign = ['AWS4-HMAC-SHA256', query.get('X-Amz-Date'), scope, hash(canonicalRequest)].join('\n');
  const signingKey = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    (key, part) => hmac(key, part),
    `AWS4${caller.secretAccessKey}`,
  );
  const signature = hmac(signingKey, stringToSign).toString('hex');
  return signature === query.get('X-Amz-Signature') ? undefined : 'the signature does not match';
}

/** Returns the access key id, day, Region, service, and terminator. */
function parseCredential(query: ReadonlyMap<string, string>): string[] {
  return (query.get('X-Amz-Credential') ?? '').split('/');
}

/** Returns the access key id of a token. */
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
