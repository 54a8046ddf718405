import { throwValueError } from '../private/errors';
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
    return new KeyAccess(['*'], true, true);
  }

  /**
   * Keys that may be read and written.
   *
   * @param patterns the patterns of the keys, for example `cart:*`
   */
  public static readWrite(...patterns: string[]): KeyAccess {
    return new KeyAccess(patterns, true, true);
  }

  /**
   * Keys that may be read. Needs Redis OSS 7.0 or later, or Valkey.
   *
   * @param patterns the patterns of the keys, for example `product:*`
   */
  public static readOnly(...patterns: string[]): KeyAccess {
    return new KeyAccess(patterns, true, false);
  }

  /**
   * Keys that may be written, but not read: a command that answers what was there before is refused. Needs Redis OSS
   * 7.0 or later, or Valkey.
   *
   * @param patterns the patterns of the keys, for example `log:*`
   */
  public static writeOnly(...patterns: string[]): KeyAccess {
    return new KeyAccess(patterns, false, true);
  }

  private constructor(
    private readonly patterns: string[],
    private readonly canRead: boolean,
    private readonly canWrite: boolean,
  ) {
    validatePatterns('patterns', patterns, 'for all keys write "*"');
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

/** Fails for patterns of keys or channels that an access string cannot contain. */
export function validatePatterns(prop: string, patterns: readonly string[], suggestion: string): void {
  if (patterns.length === 0) {
    throwValueError(`'${prop}' must hold at least one pattern, got none; ${suggestion}`);
  }
  for (const pattern of patterns.filter((text) => !isUnresolved(text))) {
    if (pattern === '') {
      throwValueError(`'${prop}' must hold patterns of at least one character, got ""; ${suggestion}`);
    }
    if (/[ \t\n\v\f\r]/.test(pattern)) {
      throwValueError(`'${prop}' must hold patterns without white space, got "${pattern}"; write "?" for a blank`);
    }
  }
}
