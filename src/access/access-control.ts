/** Which keys, channels and commands a user may use. */
export abstract class AccessControl {
  /**
   * Access control by an access string.
   *
   * @param accessString the access string
   */
  public static fromAccessString(accessString: string): AccessControl {
    return new Given(accessString);
  }

  /** The access string. */
  public abstract readonly accessString: string;
}

class Given extends AccessControl {
  constructor(public readonly accessString: string) { super(); }
}
