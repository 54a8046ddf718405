import type { CacheTypeOptions } from './cache-type';
import type { CommandAccess } from './command-access';
import type { KeyAccess } from './key-access';

/** The commands that a user can run, and the keys and channels that it can use. */
export interface AccessPermissions {
  /**
   * The keys that commands can use.
   *
   * The rules for keys do not restrict commands without key arguments, such as SCAN and FLUSHALL.
   *
   * @default - none, so commands with key arguments are denied
   */
  readonly keys?: KeyAccess[];

  /**
   * The patterns of the channels that the user can publish and subscribe to, such as `news:*`.
   *
   * The patterns do not allow commands. Allow commands such as PUBLISH and SUBSCRIBE with `commands`. With PSUBSCRIBE,
   * the user can subscribe only to patterns that are elements of this list, or to any pattern if the list contains `*`.
   *
   * @default - no channels
   */
  readonly channelPatterns?: string[];

  /**
   * The numbers of the databases that the user can use.
   *
   * Requires Valkey 9.1 or later.
   *
   * @default - all databases. This default does not require a specific version.
   */
  readonly databases?: number[];

  /**
   * The rules that allow or deny commands.
   *
   * Rules apply in order. Later rules override earlier ones.
   *
   * @default - no rules, so all commands are denied
   */
  readonly commands?: CommandAccess[];
}

/** Properties of an `AccessControl`. */
export interface AccessControlProps extends AccessPermissions, CacheTypeOptions {
  /**
   * Whether the user can log in.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Additional, independent sets of permissions.
   *
   * The other props and each of the selectors are separate sets of permissions. A command is allowed if one of the
   * sets alone allows the command with all of its keys, channels, and databases. For example, a user can read some
   * keys, and only append to other keys. Selectors require Redis OSS 7.0 or later, or Valkey.
   *
   * @default - no selectors
   */
  readonly selectors?: AccessPermissions[];
}

/** Options for the presets of `AccessControl`. */
export interface AccessPresetOptions extends CacheTypeOptions {
  /**
   * The patterns of the keys that the user can access, such as `app:*`.
   *
   * If you limit the keys, all presets except `fullAccess` deny commands that return the names of all keys, such as
   * SCAN.
   *
   * @default - all keys
   */
  readonly keyPatterns?: string[];

  /**
   * The patterns of the channels that the user can use, such as `news:*`.
   *
   * If you specify channels, `readOnly` also allows the commands that subscribe and unsubscribe, and `readWrite` allows
   * these commands and those that publish, which are PUBLISH and SPUBLISH.
   *
   * @default - no channels for `readOnly` and `readWrite`, all channels for `allExceptDangerous` and `fullAccess`
   */
  readonly channelPatterns?: string[];

  /**
   * Additional rules for commands, which apply after the rules of the preset.
   *
   * @default - no additional rules
   */
  readonly commands?: CommandAccess[];
}
