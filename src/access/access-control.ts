import { aclLevel, parseAccessString } from '../acl';
import { failValue } from '../private/errors';
import { isLate } from '../private/tokens';

/**
 * What a user may do in a cache: which commands, on which keys and channels.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
 */
export abstract class AccessControl {
  /**
   * Access control by an access string, the rules of `ACL SETUSER` without user name and passwords.
   *
   * The string is kept as given. It is refused when no version that ElastiCache offers understands it, or when ElastiCache does not take it;
   * what only some versions understand is refused where the user meets a cache of another version. A string with tokens is not judged.
   *
   * @param accessString rules separated by blanks, for example `on ~app:* -@all +@read`
   */
  public static fromAccessString(accessString: string): AccessControl {
    if (!isLate(accessString)) {
      const { faults } = parseAccessString(accessString);
      if (faults.length > 0) { failValue(faults.map(fault => `'accessString' ${fault}`).join('\n')); }
    }
    return new GivenAccessControl(accessString);
  }

  /** The rules as the engine gets them. */
  public abstract readonly accessString: string;

  /**
   * What a version of an engine does not understand.
   *
   * @internal
   */
  public _faultsFor(engine: string, version: string): string[] {
    const level = isLate(engine) || isLate(version) ? undefined : aclLevel(engine, version);
    if (level === undefined || isLate(this.accessString)) { return []; }
    return parseAccessString(this.accessString, level).faults.map(fault => `'accessControl' ${fault}`);
  }
}

class GivenAccessControl extends AccessControl {
  constructor(public readonly accessString: string) { super(); }
}
