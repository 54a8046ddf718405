/** One rule of an access string, in the order of the string. */
export type AccessRule = StateRule | RootRule | SelectorRule | { readonly kind: 'clearselectors' };

interface StateRule {
  readonly kind: 'state';
  readonly on: boolean;
}

/** A rule that both the root of an access string and a selector may contain. */
export type RootRule = KeyRule | ChannelRule | CommandRule | CategoryRule | DatabaseRule;

export interface KeyRule {
  readonly kind: 'keys';
  /** Undefined when it removes all patterns. */
  readonly pattern?: string;
  /** All keys, after which no pattern may follow. */
  readonly all?: boolean;
  readonly read?: boolean;
  readonly write?: boolean;
}

export interface ChannelRule {
  readonly kind: 'channels';
  /** Undefined when it removes all patterns. */
  readonly pattern?: string;
  readonly all?: boolean;
}

export interface CommandRule {
  readonly kind: 'command';
  readonly allow: boolean;
  /** Lower case, with its command for a sub-command. */
  readonly name: string;
  /** The first argument that the rule is restricted to. */
  readonly firstArg?: string;
}

export interface CategoryRule {
  readonly kind: 'category';
  readonly allow: boolean;
  readonly name: string;
}

interface DatabaseRule {
  readonly kind: 'databases';
  /** Undefined for all databases. */
  readonly ids?: readonly number[];
}

export interface SelectorRule {
  readonly kind: 'selector';
  readonly rules: readonly RootRule[];
}

/** An error in a rule; its message continues `has "<rule>",`. */
export class AccessRuleError extends Error {
  /**
   * @param within the rule inside of a selector that is wrong
   */
  constructor(
    message: string,
    public readonly within?: string,
  ) {
    super(message);
  }
}
