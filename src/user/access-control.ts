import { Tokenization } from 'aws-cdk-lib/core';
import type { Advice, ParsedAccess } from '../acl';
import {
  InvalidCommandError,
  findAclLevel,
  collectAdvice,
  describeAccess,
  mayRun,
  parseAccessString,
  permits,
} from '../acl';
import type { EngineVersion } from '../engine';
import type { AccessControlProps, AccessPermissions, AccessPresetOptions } from './access-permissions';
import {
  createAllExceptDangerousProps,
  createFullAccessProps,
  createReadOnlyProps,
  createReadWriteProps,
} from './access-presets';
import type { CacheType, CacheTypeOptions } from './cache-type';
import { findAvailability } from './cache-type';
import type { CommandAccess } from './command-access';
import type { KeyAccess } from './key-access';
import { validatePatterns } from './key-access';
import { throwValueErrors } from '../private/errors';
import { getOwn } from '../private/records';
import { isUnresolved } from '../private/tokens';
import { ACL } from '../service-data/access-strings';
import { ENGINE_NAMES, ENGINE_VERSIONS, isNewerVersion } from '../service-data/engine-versions';

const NEWEST_VALKEY_VERSION = Object.keys(ENGINE_VERSIONS.valkey).pop()!;

/**
 * The permissions of a user: the commands that it can run, and the keys and channels that it can use.
 *
 * Use a preset, such as `readOnly` or `readWrite`, in most cases. All presets except `disabled` allow the commands that
 * clients need to connect. Use `of` to define individual rules, or `fromAccessString` for the syntax of the engines.
 *
 * In unit tests, use `permits` to check whether the user can run a command, and `describe` to review all permissions.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
 * @example
 * const access = elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] });
 *
 * // Returns true.
 * access.permits('SET', 'app:1', 'value');
 *
 * // Returns false.
 * access.permits('FLUSHALL');
 */
export abstract class AccessControl {
  /**
   * Creates access control from individual rules.
   *
   * The access string contains the rules in the order in which ElastiCache stores them.
   *
   * @param props the keys, channels, databases, commands, and selectors
   */
  public static of(props: AccessControlProps): AccessControl {
    return createAccessControl('of', props);
  }

  /**
   * Allows commands that read data, and the commands that clients need to connect.
   *
   * Scripts and publishing to channels are denied. Subscribing to channels is allowed if you set `channelPatterns`.
   * This preset requires Redis OSS 7.0 or later, or Valkey.
   *
   * @param options the keys, the channels, and additional rules
   */
  public static readOnly(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('readOnly', options, createReadOnlyProps);
  }

  /**
   * Allows transactions, commands that read or write data, and the commands that clients need to connect.
   *
   * Scripts and dangerous commands, such as FLUSHALL and KEYS, are denied. Publishing and subscribing to channels is
   * allowed if you set `channelPatterns`. This preset requires Redis OSS 7.0 or later, or Valkey.
   *
   * @param options the keys, the channels, and additional rules
   */
  public static readWrite(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('readWrite', options, createReadWriteProps);
  }

  /**
   * Allows all commands except dangerous ones.
   *
   * Scripts, publishing, and subscribing are allowed. Commands that later engine versions add are allowed unless they
   * are dangerous. INFO is in the category of dangerous commands, but it is allowed because clients need it to connect.
   *
   * This preset requires Redis OSS 7.0 or later, or Valkey.
   *
   * @param options the keys, the channels, and additional rules
   */
  public static allExceptDangerous(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('allExceptDangerous', options, createAllExceptDangerousProps);
  }

  /**
   * Allows all commands, including dangerous ones such as FLUSHALL and MONITOR.
   *
   * Use this preset for administrators and experiments only. Key patterns do not restrict commands without key
   * arguments, such as FLUSHALL.
   *
   * @param options the keys, the channels, and additional rules
   */
  public static fullAccess(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('fullAccess', options, createFullAccessProps);
  }

  /** Denies all commands, and prevents the user from logging in. */
  public static disabled(): AccessControl {
    return AccessControl.of({ enabled: false });
  }

  /**
   * Creates access control from an access string, which contains the rules of `ACL SETUSER` without the user name and
   * the passwords.
   *
   * The string is passed to CloudFormation unchanged. The constructor of the user throws an error for rules that no
   * engine version supports, and for rules that ElastiCache rejects. The constructor of a cache throws an error if the
   * engine version of the cache does not support a rule. Access strings with unresolved tokens are not validated.
   *
   * @param accessString the rules, separated by spaces, for example `on ~app:* -@all +@read`
   * @param options the type of the caches that the user connects to
   */
  public static fromAccessString(accessString: string, options: CacheTypeOptions = {}): AccessControl {
    return new AccessControlImpl(accessString, options.cacheType);
  }

  /** The access string, in the syntax of `ACL SETUSER`. */
  public abstract readonly accessString: string;

  /** The type of the caches that the user connects to. Not set if the caches can have any type. */
  public readonly cacheType?: CacheType;

  private lastParse?: { readonly accessString: string; readonly result: ParsedAccess };

  /**
   * Returns whether the user can run a command with the given arguments.
   *
   * The result is the same as that of `ACL DRYRUN` on a new connection to the newest version of Valkey that this
   * library supports. It is computed from the rules for commands, keys, channels, and databases, without a connection
   * to a cache. It does not depend on whether the user can log in. If `cacheType` is set, the result is false for
   * commands that AWS lists as restricted in such caches. It can be true for other commands that the caches do not
   * support, such as FAILOVER and MODULE LIST. If `cacheType` is not set, the result does not depend on the commands
   * that ElastiCache supports.
   *
   * Every whole number can be the number of a database, because the parameter group determines how many databases a
   * cache has.
   *
   * Without a rule for channels, the result is false for commands with channels, because the default of the engine is
   * no channels. The pages of AWS contradict each other about the default of ElastiCache, so specify the channels.
   *
   * Throws an error if no engine version has the command, if the number of arguments is wrong, or if the access string
   * is invalid or contains tokens. Also throws an error for commands of the JSON, Bloom filter, and search modules.
   *
   * @param command the command in uppercase or lowercase, for example `GET`
   * @param args the arguments, beginning with the subcommand if there is one, for example `permits('CLUSTER', 'SLOTS')`
   */
  public permits(command: string, ...args: string[]): boolean {
    return this.evaluate('permits', this.parseValid('permits'), [command, ...args]);
  }

  /**
   * Returns whether the user can run a command with the given arguments in the given engine version.
   *
   * The result can differ from that of `permits`, because engine versions have different commands and categories.
   * Returns false for commands that only other versions have, and for commands that `cacheType` does not support.
   *
   * For a version that is newer than this library, the result is that of the newest version that this library supports,
   * if possible with the same major version. The same applies to a version without a minor version, such as
   * `EngineVersion.of('valkey', '8')` for a serverless cache.
   *
   * Throws an error if the version does not support user groups or the access string, or is a token.
   *
   * @param engineVersion the engine version, for example `EngineVersion.VALKEY_8_0`
   * @param command the command in uppercase or lowercase, for example `GET`
   * @param args the arguments, beginning with the subcommand if there is one
   */
  public permitsIn(engineVersion: EngineVersion, command: string, ...args: string[]): boolean {
    const level = getLevel(engineVersion);
    this.assertResolved('permitsIn');

    const parsed = parseAccessString(this.accessString, level);
    if (parsed.errors.length > 0) {
      throwValueErrors(
        'AccessControl.permitsIn',
        parsed.errors.map((error) => `'accessString' ${error}`),
      );
    }
    return this.evaluate('permitsIn', parsed, [command, ...args]);
  }

  /**
   * Describes the permissions in plain text, with one line each for login, keys, channels, and commands.
   *
   * Rules for databases and selectors have additional lines. If `cacheType` is set, another line lists the commands
   * that are allowed, but that such caches do not support.
   */
  public describe(): string {
    const { access, rules } = this.parseValid('describe');
    return describeAccess(access, rules, findAvailability(this.cacheType));
  }

  /**
   * Collects warnings about permissions that AWS accepts, but that are likely mistakes.
   *
   * @internal
   */
  public _collectWarnings(): Advice[] {
    return isUnresolved(this.accessString) ? [] : collectAdvice(this._parse(), findAvailability(this.cacheType));
  }

  /** @internal */
  public _parse(): ParsedAccess {
    // A subclass can return a different access string each time.
    const { accessString } = this;
    if (this.lastParse?.accessString !== accessString) {
      this.lastParse = { accessString, result: parseAccessString(accessString) };
    }
    return this.lastParse!.result;
  }

  /** Parses the access string for a method. Throws if the string has errors. */
  private parseValid(method: string): ParsedAccess {
    this.assertResolved(method);
    const parsed = this._parse();
    if (parsed.errors.length > 0) {
      throwValueErrors(
        `AccessControl.${method}`,
        parsed.errors.map((error) => `'accessString' ${error}`),
      );
    }
    return parsed;
  }

  private evaluate(method: string, { access }: ParsedAccess, words: string[]): boolean {
    try {
      return permits(access, words, findAvailability(this.cacheType));
    } catch (error) {
      if (error instanceof InvalidCommandError) {
        throwValueErrors(`AccessControl.${method}`, [error.message]);
      }
      throw error;
    }
  }

  private assertResolved(method: string): void {
    if (isUnresolved(this.accessString)) {
      throwValueErrors(`AccessControl.${method}`, [
        "'accessString' must be known at synthesis, but got a token. Use an access string without tokens.",
      ]);
    }
  }
}

class AccessControlImpl extends AccessControl {
  constructor(
    public readonly accessString: string,
    public readonly cacheType?: CacheType,
  ) {
    super();
  }
}

function createPreset(
  method: string,
  options: AccessPresetOptions,
  createProps: (options: AccessPresetOptions) => AccessControlProps,
): AccessControl {
  const { keyPatterns = ['*'], channelPatterns = [] } = options;
  const errors = [
    ...validatePatterns('keyPatterns', keyPatterns, 'Use "*" to allow all keys.'),
    ...validateChannelPatterns('channelPatterns', channelPatterns),
  ];
  if (errors.length > 0) {
    throwValueErrors(`AccessControl.${method}`, errors);
  }
  return createAccessControl(method, createProps(options), true);
}

/** Returns the level of a version, or of the newest known version if the version is newer. */
function getLevel({ engineType, version }: EngineVersion): number {
  if (isUnresolved(engineType) || isUnresolved(version)) {
    throwValueErrors('AccessControl.permitsIn', [
      "'engineVersion' must be known at synthesis, but got a token. Use a version such as EngineVersion.VALKEY_8_0.",
    ]);
  }
  if (getOwn(ENGINE_NAMES, engineType) === undefined) {
    throwValueErrors('AccessControl.permitsIn', [
      `'engineVersion' must have the engine valkey or redis in lowercase, but got "${engineType}". Use a version such as EngineVersion.VALKEY_8_0.`,
    ]);
  }
  const level = findAclLevel(engineType, version) ?? findLevelOfNewerVersion(engineType, version);
  if (level === undefined) {
    throwValueErrors('AccessControl.permitsIn', [
      `'engineVersion' must be a version that supports user groups, but got "${engineType} ${version}". Use Valkey, or Redis OSS 6.0 or later.`,
    ]);
  }
  return level;
}

/** Only Valkey has newer versions with access strings. Its newest version is the last in the table. */
function findLevelOfNewerVersion(engineType: string, version: string): number | undefined {
  const [major, minor = '0'] = version.split('.');
  return engineType === 'valkey' && isNewerVersion(engineType, `${major}.${minor}`)
    ? (findAclLevel(engineType, major) ?? findAclLevel(engineType, NEWEST_VALKEY_VERSION))
    : undefined;
}

/** @param rendersChannels whether to render a rule for channels even if the user cannot run commands with channels */
function createAccessControl(method: string, props: AccessControlProps, rendersChannels = false): AccessControl {
  const { channelPatterns = [], selectors = [] } = props;
  const errors = [
    ...validateChannelPatterns('channelPatterns', channelPatterns),
    ...selectors.flatMap((selector, index) => validateSelector(`selectors.${index}`, selector)),
  ];
  if (errors.length > 0) {
    throwValueErrors(`AccessControl.${method}`, errors);
  }
  return AccessControl.fromAccessString(renderAccessString(props, rendersChannels), { cacheType: props.cacheType });
}

function validateChannelPatterns(prop: string, patterns: readonly string[]): string[] {
  return patterns.length > 0 ? validatePatterns(prop, patterns, 'Remove the empty pattern.') : [];
}

/** Returns an error for each rule with characters that have a special meaning within selectors. */
function validateSelector(prop: string, selector: AccessPermissions): string[] {
  const invalidRules = renderPermissions(selector).filter((rule) => {
    const hasSpecialCharacter = /["']/.test(rule) || rule.endsWith(')');
    return !isUnresolved(rule) && hasSpecialCharacter;
  });
  return [
    ...validateChannelPatterns(`${prop}.channelPatterns`, selector.channelPatterns ?? []),
    ...invalidRules.map(
      (rule) =>
        `'${prop}' must contain patterns without quotes and without a closing parenthesis at the end, but got "${rule}". Use "?" to match these characters.`,
    ),
  ];
}

/**
 * Renders the access string in the order in which ElastiCache stores it: state, keys, channels, databases, commands,
 * and selectors.
 */
function renderAccessString(props: AccessControlProps, rendersChannels: boolean): string {
  const { enabled = true, selectors = [], cacheType } = props;
  const selectorRules = selectors.map((selector) => `(${renderPermissions(selector, cacheType).join(' ')})`);
  return [enabled ? 'on' : 'off', ...renderPermissions(props, cacheType, rendersChannels), ...selectorRules].join(' ');
}

function renderPermissions(
  permissions: AccessPermissions,
  cacheType?: CacheType,
  rendersChannels: boolean = false,
): string[] {
  const { keys = [], channelPatterns = [], databases, commands = [] } = permissions;
  const commandRules = renderCommands(commands, cacheType);
  return [
    ...renderKeys(keys),
    ...renderChannels(channelPatterns, rendersChannels || hasChannelCommands(commandRules)),
    ...renderDatabases(databases),
    ...commandRules,
  ];
}

function renderKeys(keys: readonly KeyAccess[]): string[] {
  const permissions = new Map<string, { canRead: boolean; canWrite: boolean }>();
  for (const { pattern, canRead, canWrite } of keys.flatMap((access) => access._listPermissions())) {
    const other = permissions.get(pattern) ?? { canRead: false, canWrite: false };
    permissions.set(pattern, { canRead: canRead || other.canRead, canWrite: canWrite || other.canWrite });
  }

  const allKeys = permissions.get('*');
  if (allKeys?.canRead && allKeys.canWrite) {
    return ['~*'];
  }
  return [...permissions].map(([pattern, { canRead, canWrite }]) => `${renderKeyPrefix(canRead, canWrite)}~${pattern}`);
}

function renderKeyPrefix(canRead: boolean, canWrite: boolean): string {
  if (canRead && canWrite) {
    return '';
  }
  return canRead ? '%R' : '%W';
}

/**
 * Renders `resetchannels` first, because versions and parameter groups can allow all channels by default. Custom rules
 * without channel commands omit it, because Redis OSS 6.0 does not support it.
 */
function renderChannels(patterns: readonly string[], needsReset: boolean): string[] {
  if (patterns.length === 0) {
    return needsReset ? ['resetchannels'] : [];
  }
  if (patterns.includes('*')) {
    return ['&*'];
  }
  return ['resetchannels', ...[...new Set(patterns)].map((pattern) => `&${pattern}`)];
}

function hasChannelCommands(commandRules: readonly string[]): boolean {
  const { access } = parseAccessString(commandRules.join(' '));
  return Object.keys(ACL.channelCommands).some((name) => mayRun(access, name));
}

function renderDatabases(databases: readonly number[] | undefined): string[] {
  if (!databases) {
    return [];
  }
  const ids = [...new Set(databases)].sort((a, b) => a - b).map((database) => Tokenization.stringifyNumber(database));
  return [ids.length > 0 ? `db=${ids.join(',')}` : 'resetdbs'];
}

/** Renders the rules for commands. Omits rules that a later rule overrides. */
function renderCommands(commands: readonly CommandAccess[], cacheType?: CacheType): string[] {
  let firstRule = '-@all';
  let rules: string[] = [];
  for (const rule of commands.flatMap((access) => access._renderRules(cacheType))) {
    if (rule === '+@all') {
      firstRule = rule;
      rules = [];
      continue;
    }
    const name = rule.slice(1);
    const effectiveRules = rules.filter((earlier) => earlier.slice(1) !== name && !earlier.startsWith(`${name}|`, 1));
    rules = [...effectiveRules, rule];
  }
  return [firstRule, ...rules];
}
