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
import type { AccessControlProps, AccessPermissions, AccessPresetOptions } from './access-permissions';
import {
  createAllExceptDangerousProps,
  createFullAccessProps,
  createReadOnlyProps,
  createReadWriteProps,
} from './access-presets';
import type { CommandAccess } from './command-access';
import type { KeyAccess } from './key-access';
import { validatePatterns } from './key-access';
import { throwValueErrors } from '../private/errors';
import { isUnresolved } from '../private/tokens';
import { ACL } from '../service-data/access-strings';

/**
 * What a user may do in a cache: which commands, on which keys and channels.
 *
 * The presets are what most users need, and real clients can log in with each of them. `of` says it rule by rule,
 * `fromAccessString` takes the engines' own words. What comes of it can be asked with `permits`, and told with
 * `describe`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string
 * @example
 * const access = elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] });
 *
 * access.permits('SET', 'app:1', 'value'); // true
 * access.permits('FLUSHALL'); //              false
 */
export abstract class AccessControl {
  /**
   * Access control rule by rule. The access string has the order in which ElastiCache stores it.
   *
   * @param props keys, channels, commands, selectors
   */
  public static of(props: AccessControlProps): AccessControl {
    return createAccessControl('of', props);
  }

  /**
   * Reading: all values, and what clients need to connect. No scripts, no publishing; with `channelPatterns` also
   * subscribing. For Redis OSS 7.0 and later and Valkey.
   *
   * @param options which keys and channels, and more rules
   */
  public static readOnly(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('readOnly', options, createReadOnlyProps);
  }

  /**
   * Reading and writing: all values, transactions, and what clients need to connect. No scripts and nothing dangerous,
   * such as FLUSHALL or KEYS; with
   * `channelPatterns` also publish and subscribe. For Redis OSS 7.0 and later and Valkey.
   *
   * @param options which keys and channels, and more rules
   */
  public static readWrite(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('readWrite', options, createReadWriteProps);
  }

  /**
   * Everything that is not dangerous: as `readWrite`, with scripts, publish and subscribe, and whatever else later
   * versions bring. For Redis OSS 7.0 and later and Valkey.
   *
   * @param options which keys and channels, and more rules
   */
  public static allExceptDangerous(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('allExceptDangerous', options, createAllExceptDangerousProps);
  }

  /**
   * Everything, also what can do harm, such as FLUSHALL and MONITOR: for administrators and for trying things out.
   *
   * @param options which keys and channels, and more rules; commands that are given no key, such as FLUSHALL, are not
   * held by key patterns
   */
  public static fullAccess(options: AccessPresetOptions = {}): AccessControl {
    return createPreset('fullAccess', options, createFullAccessProps);
  }

  /** Nothing at all: the user cannot log in, and could do nothing. */
  public static disabled(): AccessControl {
    return AccessControl.of({ enabled: false });
  }

  /**
   * Access control by an access string, the rules of `ACL SETUSER` without user name and passwords.
   *
   * The string is kept as given. It is refused when no version that ElastiCache offers understands it, or when
   * ElastiCache does not take it; what only some versions understand is refused where the user meets a cache of another
   * version. A string with tokens is not judged.
   *
   * @param accessString rules separated by blanks, for example `on ~app:* -@all +@read`
   */
  public static fromAccessString(accessString: string): AccessControl {
    return new AccessControlImpl(accessString);
  }

  /** The rules as the engine gets them. */
  public abstract readonly accessString: string;

  private lastParse?: { readonly accessString: string; readonly result: ParsedAccess };

  /**
   * What the engine would answer to a command: whether it is permitted to the user with these arguments, by the
   * commands, keys and channels that are allowed. It is the answer of `ACL DRYRUN` on a new connection to the newest
   * version of Valkey; nothing is asked over the network.
   *
   * Whether the user can log in at all, and what ElastiCache itself does not offer, is another question. A command that
   * no engine has, one without the arguments that it needs, and an access string with tokens are refused.
   *
   * @param command the command, for example `GET`, in any case
   * @param args its arguments, with the sub-command where there is one: `permits('CLUSTER', 'SLOTS')`
   */
  public permits(command: string, ...args: string[]): boolean {
    return evaluateCommand('permits', this.parseValid('permits'), [command, ...args]);
  }

  /**
   * What the engine would answer in one version: as `permits`, where it matters that a version has other commands or
   * categories. A command that only other versions have is not permitted.
   *
   * @param engineVersion engine and version, for example `valkey 8.0` or `redis 7`
   * @param command the command, for example `GET`, in any case
   * @param args its arguments, with the sub-command where there is one
   */
  public permitsIn(engineVersion: string, command: string, ...args: string[]): boolean {
    const [engine, version = ''] = engineVersion.toLowerCase().split(' ');
    const level = findAclLevel(engine, version);
    if (level === undefined) {
      throwValueErrors('AccessControl.permitsIn', [
        `'engineVersion' must be an engine and a version with access control, such as "valkey 8.0" or "redis 7.1", but got "${engineVersion}".`,
      ]);
    }
    this.assertResolved('permitsIn');

    const parsed = parseAccessString(this.accessString, level);
    if (parsed.errors.length > 0) {
      throwValueErrors(
        'AccessControl.permitsIn',
        parsed.errors.map((error) => `'accessString' ${error}`),
      );
    }
    return evaluateCommand('permitsIn', parsed, [command, ...args]);
  }

  /**
   * The access control in plain words, one sentence a line: who can log in, which keys, which channels, which commands.
   */
  public describe(): string {
    const { access, rules } = this.parseValid('describe');
    return describeAccess(access, rules);
  }

  /**
   * Collects warnings about valid, but risky access.
   *
   * @internal
   */
  public _collectWarnings(): Advice[] {
    return isUnresolved(this.accessString) ? [] : collectAdvice(this._parse().access);
  }

  /** @internal */
  public _parse(): ParsedAccess {
    // Subclasses can return another access string later.
    const { accessString } = this;
    if (this.lastParse?.accessString !== accessString) {
      this.lastParse = { accessString, result: parseAccessString(accessString) };
    }
    return this.lastParse!.result;
  }

  /** Parses the access string for a method, which fails if the string has errors. */
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

  private assertResolved(method: string): void {
    if (isUnresolved(this.accessString)) {
      throwValueErrors(`AccessControl.${method}`, ["'accessString' must be known at synthesis, but got a token."]);
    }
  }
}

class AccessControlImpl extends AccessControl {
  constructor(public readonly accessString: string) {
    super();
  }
}

function evaluateCommand(method: string, { access }: ParsedAccess, words: string[]): boolean {
  try {
    return permits(access, words);
  } catch (error) {
    if (error instanceof InvalidCommandError) {
      throwValueErrors(`AccessControl.${method}`, [error.message]);
    }
    throw error;
  }
}

function createPreset(
  method: string,
  options: AccessPresetOptions,
  createProps: (options: AccessPresetOptions) => AccessControlProps,
): AccessControl {
  const { keyPatterns = ['*'], channelPatterns = [] } = options;
  const errors = [
    ...validatePatterns('keyPatterns', keyPatterns, 'Use "*" for all keys.'),
    ...validateChannelPatterns('channelPatterns', channelPatterns),
  ];
  if (errors.length > 0) {
    throwValueErrors(`AccessControl.${method}`, errors);
  }
  return createAccessControl(method, createProps(options));
}

function createAccessControl(method: string, props: AccessControlProps): AccessControl {
  const { channelPatterns = [], selectors = [] } = props;
  const errors = [
    ...validateChannelPatterns('channelPatterns', channelPatterns),
    ...selectors.flatMap((selector, index) => validateSelector(`selectors.${index}`, selector)),
  ];
  if (errors.length > 0) {
    throwValueErrors(`AccessControl.${method}`, errors);
  }
  return AccessControl.fromAccessString(renderAccessString(props));
}

function validateChannelPatterns(prop: string, patterns: readonly string[]): string[] {
  return patterns.length > 0 ? validatePatterns(prop, patterns, 'Remove it for no channels.') : [];
}

/** Returns an error for each rule with characters that have a special meaning within selectors. */
function validateSelector(prop: string, selector: AccessPermissions): string[] {
  const invalidRules = renderPermissions(selector, false).filter((rule) => {
    const hasSpecialCharacter = /["']/.test(rule) || rule.endsWith(')');
    return !isUnresolved(rule) && hasSpecialCharacter;
  });
  return [
    ...validateChannelPatterns(`${prop}.channelPatterns`, selector.channelPatterns ?? []),
    ...invalidRules.map(
      (rule) =>
        `'${prop}' must contain patterns without quotes and without a parenthesis at the end, but got "${rule}". Write "?" for such a character.`,
    ),
  ];
}

/**
 * Renders the access string in the order in which ElastiCache stores it: state, keys, channels, databases, commands,
 * and selectors.
 */
function renderAccessString(props: AccessControlProps): string {
  const { enabled = true, selectors = [] } = props;
  const selectorRules = selectors.map((selector) => `(${renderPermissions(selector, false).join(' ')})`);
  return [enabled ? 'on' : 'off', ...renderPermissions(props, true), ...selectorRules].join(' ');
}

function renderPermissions(permissions: AccessPermissions, isRoot: boolean): string[] {
  const { keys = [], channelPatterns = [], databases, commands = [] } = permissions;
  const commandRules = renderCommands(commands);
  return [
    ...renderKeys(keys),
    ...renderChannels(channelPatterns, isRoot && hasChannelCommands(commandRules)),
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
 * Renders `resetchannels` first, because versions and parameter groups can allow all channels by default. Without
 * channel commands it is omitted, because Redis OSS 6.0 does not support it.
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

/** Renders the rules for commands without rules that a later rule overrides. */
function renderCommands(commands: readonly CommandAccess[]): string[] {
  let firstRule = '-@all';
  let rules: string[] = [];
  for (const rule of commands.flatMap((access) => access._renderRules())) {
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
