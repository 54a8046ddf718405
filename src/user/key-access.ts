import { throwValueErrors } from '../private/errors';
import { isUnresolved } from '../private/tokens';

/**
 * Permissions to read and write the keys that match the given patterns.
 *
 * In a pattern, `*` matches any number of characters, `?` matches one character, and `[abc]` matches one of the listed
 * characters.
 *
 * @see https://valkey.io/topics/acl/#key-permissions
 * @example
 * elasticache.AccessControl.of({
 *   keys: [elasticache.KeyAccess.readWrite('cart:*', 'session:*'), elasticache.KeyAccess.readOnly('product:*')],
 *   commands: [elasticache.CommandAccess.allowConnection(), elasticache.CommandAccess.allow('get', 'set', 'del')],
 * });
 */
export class KeyAccess {
  /** Allows reading and writing all keys. */
  public static all(): KeyAccess {
    return new KeyAccess('all', ['*'], true, true);
  }

  /**
   * Allows reading and writing keys.
   *
   * @param patterns the patterns of the keys, for example `cart:*`
   */
  public static readWrite(...patterns: string[]): KeyAccess {
    return new KeyAccess('readWrite', patterns, true, true);
  }

  /**
   * Allows reading keys.
   *
   * Requires Redis OSS 7.0 or later, or Valkey.
   *
   * @param patterns the patterns of the keys, for example `product:*`
   */
  public static readOnly(...patterns: string[]): KeyAccess {
    return new KeyAccess('readOnly', patterns, true, false);
  }

  /**
   * Allows writing keys, but not reading them.
   *
   * Commands that also return a previous value, such as GETSET, are denied. Requires Redis OSS 7.0 or later, or Valkey.
   *
   * @param patterns the patterns of the keys, for example `log:*`
   */
  public static writeOnly(...patterns: string[]): KeyAccess {
    return new KeyAccess('writeOnly', patterns, false, true);
  }

  private constructor(
    method: string,
    private readonly patterns: string[],
    private readonly canRead: boolean,
    private readonly canWrite: boolean,
  ) {
    const errors = validatePatterns('patterns', patterns, 'Use "*" to allow all keys.');
    if (errors.length > 0) {
      throwValueErrors(`KeyAccess.${method}`, errors);
    }
  }

  /**
   * Lists the patterns with their permissions.
   *
   * @internal
   */
  public _listPermissions(): { pattern: string; canRead: boolean; canWrite: boolean }[] {
    return this.patterns.map((pattern) => ({ pattern, canRead: this.canRead, canWrite: this.canWrite }));
  }
}

/** Returns an error for each pattern of keys or channels that an access string cannot contain. */
export function validatePatterns(prop: string, patterns: readonly string[], fix: string): string[] {
  if (patterns.length === 0) {
    return [`'${prop}' must contain at least one pattern. ${fix}`];
  }
  return patterns.filter((text) => !isUnresolved(text)).flatMap((pattern) => validatePattern(prop, pattern, fix));
}

function validatePattern(prop: string, pattern: string, fix: string): string[] {
  if (pattern === '') {
    return [`'${prop}' must not contain empty patterns, but got "". ${fix}`];
  }
  return /[ \t\n\v\f\r]/.test(pattern)
    ? [`'${prop}' must contain patterns without white space, but got "${pattern}". Use "?" to match a space.`]
    : [];
}
