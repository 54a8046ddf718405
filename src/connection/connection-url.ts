import type { IConstruct } from 'constructs';
import type { Login, LoginSecret } from './login';

/** Returns an error if the client cannot get a connection URL for the login. */
export function validateUrlLogin(cache: CacheWithUrl, { authentication, user, secret }: Login): string[] {
  if (authentication === 'iam') {
    return [
      `'urlVariable' requires a user with a password, but got '${user!.node.path}' with IAM authentication, whose tokens are valid for 15 minutes. Generate tokens in the client, or connect as a PasswordUser.`,
    ];
  }
  if (user && authentication === 'none') {
    return [
      `'urlVariable' requires a user with a password, but got '${user.node.path}' without a password. Build the URL in the client from the other variables, or connect as a PasswordUser.`,
    ];
  }
  if (!cache.supportsUrls) {
    return [
      `'urlVariable' requires a cache of Valkey or Redis OSS, because Memcached clients do not use URLs. Remove 'urlVariable'.`,
    ];
  }
  if (!user && authentication === undefined) {
    return [
      `'urlVariable' requires a cache whose authentication is known at synthesis, but a condition determines whether '${cache.construct.node.path}' has an AUTH token or users. Build the URL in the client.`,
    ];
  }
  if (!secret && cache.url === undefined) {
    return [
      `'urlVariable' requires a cache with a known TLS mode, which determines whether the URL starts with rediss or redis, but the TLS mode of '${cache.construct.node.path}' is unknown. ${cache.transitEncryptionFix}, or build the URL in the client.`,
    ];
  }
  return secret && !secret.endpointAttachment
    ? [
        `'urlVariable' requires a generated secret, but the secret '${secret.secret.node.path}' contains no connection URL, because this library did not generate it. Use UserCredentials.fromGeneratedSecret() or Authentication.generatedAuthToken(), or build the URL in the client.`,
      ]
    : [];
}

/** A cache with the connection URL for clients without credentials. */
interface CacheWithUrl {
  readonly construct: IConstruct;
  /** False for Memcached. */
  readonly supportsUrls: boolean;
  /** Undefined if it is unknown. */
  readonly url?: string;
  /** Suggests how to specify the TLS mode. Undefined if it is always known. */
  readonly transitEncryptionFix?: string;
}

/**
 * Validates that a generated secret contains the URL of the cache.
 *
 * Runs at synthesis, because users can be added to user groups until then.
 *
 * @param name the prop or attribute with the URL
 */
export function requireUrl(name: string, cache: IConstruct, { secret, endpointAttachment }: LoginSecret): void {
  const error = `'${name}' requires a secret with the connection URL of the cache '${cache.node.path}', but the secret '${secret.node.path}' does not contain it. A secret contains only the URL of the first cache whose user group contains the user. Create another PasswordUser for this cache, or build the URL in the client.`;
  cache.node.addValidation({ validate: () => (endpointAttachment!.isAttachedTo(cache) ? [] : [error]) });
}
