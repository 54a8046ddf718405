import type { CommandAccess } from './command-access';
import type { KeyAccess } from './key-access';

/** Which commands, on which keys and channels. */
export interface AccessPermissions {
  /**
   * The keys that commands may use. Commands that are given no key, such as SCAN and FLUSHALL, are not held by them.
   *
   * @default - none: commands with keys are refused
   */
  readonly keys?: KeyAccess[];

  /**
   * The channels of publish and subscribe, by patterns such as `news:*`. To subscribe to a pattern, it must stand here
   * literally.
   *
   * @default - none
   */
  readonly channelPatterns?: string[];

  /**
   * The databases that may be used. Needs Valkey 9.1 or later; without them, older versions understand the access
   * control, too.
   *
   * @default - all
   */
  readonly databases?: number[];

  /**
   * The commands that may be run, in an order in which a later rule changes what earlier ones say.
   *
   * @default - none
   */
  readonly commands?: CommandAccess[];
}

/** What an access control is made from. */
export interface AccessControlProps extends AccessPermissions {
  /**
   * Whether the user can log in.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * More permissions, each on its own: a command is allowed when the permissions above or any one of these allow it
   * with all of its keys and channels. So a user may read some keys with few commands and others with many. Needs Redis
   * OSS 7.0 or later, or Valkey.
   *
   * @default - none
   */
  readonly selectors?: AccessPermissions[];
}

/** How a preset is narrowed or widened. */
export interface AccessPresetOptions {
  /**
   * The keys that may be used, by patterns such as `app:*`. With patterns, commands that tell the names of all keys,
   * such as SCAN, are denied.
   *
   * @default - all keys
   */
  readonly keyPatterns?: string[];

  /**
   * The channels that may be used, by patterns such as `news:*`.
   *
   * @default - none for readOnly and readWrite, all for allExceptDangerous and fullAccess
   */
  readonly channelPatterns?: string[];

  /**
   * More rules about commands, after those of the preset.
   *
   * @default - none
   */
  readonly commands?: CommandAccess[];
}
