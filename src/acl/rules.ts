/** One rule of an access string, in the order of the string. */
export type AccessRule = StateRule | RootRule | SelectorRule | { readonly kind: 'clearselectors' };

export interface StateRule {
  readonly kind: 'state';
  readonly on: boolean;
}

/** A rule that the user itself and each of its selectors may have. */
export type RootRule = KeyRule | ChannelRule | CommandRule | CategoryRule | DatabaseRule;

export interface KeyRule {
  readonly kind: 'keys';
  /** Undefined when it takes all patterns back. */
  readonly pattern?: string;
  /** All keys, after which no pattern may follow. */
  readonly all?: boolean;
  readonly read?: boolean;
  readonly write?: boolean;
}

export interface ChannelRule {
  readonly kind: 'channels';
  /** Undefined when it takes all patterns back. */
  readonly pattern?: string;
  readonly all?: boolean;
}

export interface CommandRule {
  readonly kind: 'command';
  readonly allow: boolean;
  /** Lower case, with its command for a sub-command. */
  readonly name: string;
  /** Only with this first argument. */
  readonly firstArg?: string;
}

export interface CategoryRule {
  readonly kind: 'category';
  readonly allow: boolean;
  readonly name: string;
}

export interface DatabaseRule {
  readonly kind: 'databases';
  /** Undefined when all are meant. */
  readonly ids?: readonly number[];
}

export interface SelectorRule {
  readonly kind: 'selector';
  readonly rules: readonly RootRule[];
}
