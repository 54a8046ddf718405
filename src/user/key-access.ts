import { throwValueErrors } from '../private/errors';
import { isUnresolved } from '../private/tokens';

/**
 * Which keys may be read, written, or both: by patterns in which `*` stands for any letters, `?` for one, `[abc]` for
 * one of these.
 *
 * @see https://valkey.io/topics/acl/#key-permissions
 * @example
 * elasticache.AccessControl.of({
 *   keys: [elasticache.KeyAccess.readWrite('cart:*', 'session:*'), elasticache.KeyAccess.readOnly('product:*')],
 *   commands: [elasticache.CommandAccess.allowConnection(), elasticache.CommandAccess.allow('get', 'set', 'del')],
 * });
 */
export class KeyAccess {
  /** All keys, to read and write. */
  public static all(): KeyAccess {
    return new KeyAccess('all', ['*'], true, true);
  }

  /**
   * Keys that may be read and written.
   *
   * @param patterns the patterns of the keys, for example `cart:*`
   */
  public static readWrite(...patterns: string[]): KeyAccess {
    return new KeyAccess('readWrite', patterns, true, true);
  }

  /**
   * Keys that may be read. Needs Redis OSS 7.0 or later, or Valkey.
   *
   * @param patterns the patterns of the keys, for example `product:*`
   */
  public static readOnly(...patterns: string[]): KeyAccess {
    return new KeyAccess('readOnly', patterns, true, false);
  }

  /**
   * Keys that may be written, but not read: a command that answers what was there before is refused. Needs Redis OSS
   * 7.0 or later, or Valkey.
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
    const errors = validatePatterns('patterns', patterns, 'Use "*" for all keys.');
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
    return [`'${prop}' must contain patterns of at least one character, but got "". ${fix}`];
  }
  return /[ \t\n\v\f\r]/.test(pattern)
    ? [`'${prop}' must contain patterns without white space, but got "${pattern}". Write "?" for a space.`]
    : [];
}
