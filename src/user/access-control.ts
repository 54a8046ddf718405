import { Tokenization } from 'aws-cdk-lib/core';
import type { Advice, ParsedAccess } from '../acl';
import { InvalidCommandError, aclLevel, adviseOn, describe, mayRun, parseAccessString, permits } from '../acl';
import type { AccessControlProps, AccessPermissions, AccessPresetOptions } from './access-permissions';
import { CommandAccess, CommandCategory } from './command-access';
import { KeyAccess } from './key-access';
import { checkPatterns } from './user-credentials';
import { throwValueError } from '../private/errors';
import { isUnresolved } from '../private/tokens';
import { ACL, MAX_DATABASE } from '../service-data/access-strings';

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
    return AccessControl.fromAccessString(renderAccess(props));
  }

  /**
   * Reading: all values, and what clients need to connect. No scripts, no publishing; with `channelPatterns` also
   * subscribing. For Redis OSS 7.0 and later and Valkey.
   *
   * @param options which keys and channels, and more rules
   */
  public static readOnly(options: AccessPresetOptions = {}): AccessControl {
    return AccessControl.of(readOnly(options));
  }

  /**
   * Reading and writing: all values, transactions, and what clients need to connect. No scripts and nothing dangerous,
   * such as FLUSHALL or KEYS; with
   * `channelPatterns` also publish and subscribe. For Redis OSS 7.0 and later and Valkey.
   *
   * @param options which keys and channels, and more rules
   */
  public static readWrite(options: AccessPresetOptions = {}): AccessControl {
    return AccessControl.of(readWrite(options));
  }

  /**
   * Everything that is not dangerous: as `readWrite`, with scripts, publish and subscribe, and whatever else later
   * versions bring. For Redis OSS 7.0 and later and Valkey.
   *
   * @param options which keys and channels, and more rules
   */
  public static allButDangerous(options: AccessPresetOptions = {}): AccessControl {
    return AccessControl.of(allButDangerous(options));
  }

  /**
   * Everything, also what can do harm, such as FLUSHALL and MONITOR: for administrators and for trying things out.
   *
   * @param options which keys and channels, and more rules; commands that are given no key, such as FLUSHALL, are not
   * held by key patterns
   */
  public static fullAccess(options: AccessPresetOptions = {}): AccessControl {
    return AccessControl.of(fullAccess(options));
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
    const access = new GivenAccessControl(accessString);
    if (!isUnresolved(accessString)) {
      const { errors: faults } = access._parsed();
      if (faults.length > 0) {
        throwValueError(faults.map((fault) => `'accessString' ${fault}`).join('\n'));
      }
    }
    return access;
  }

  /** The rules as the engine gets them. */
  public abstract readonly accessString: string;

  private parsed?: { readonly text: string; readonly result: ParsedAccess };

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
    return ask(this._parsed(), [command, ...args]);
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
    const level = aclLevel(engine, version);
    if (level === undefined) {
      throwValueError(
        `'engineVersion' must be an engine with a version that has access control, for example "valkey 8.0" or "redis 7.1", got "${engineVersion}"`,
      );
    }
    this._parsed(); // refuses tokens
    const inVersion = parseAccessString(this.accessString, level);
    if (inVersion.errors.length > 0) {
      throwValueError(
        `'engineVersion' must be one that understands the access string, got "${engineVersion}": it ${inVersion.errors.join('; it ')}`,
      );
    }
    return ask(inVersion, [command, ...args]);
  }

  /**
   * The access control in plain words, one sentence a line: who can log in, which keys, which channels, which commands.
   */
  public describe(): string {
    const { access, rules } = this._parsed();
    return describe(access, rules);
  }

  /**
   * What a version of an engine does not understand.
   *
   * @internal
   */
  public _faultsFor(engine: string, version: string): string[] {
    const level = isUnresolved(engine) || isUnresolved(version) ? undefined : aclLevel(engine, version);
    if (level === undefined || isUnresolved(this.accessString)) {
      return [];
    }
    return parseAccessString(this.accessString, level).errors.map((fault) => `'accessControl' ${fault}`);
  }

  /**
   * What works, but is to be thought over.
   *
   * @internal
   */
  public _advice(): Advice[] {
    return isUnresolved(this.accessString) ? [] : adviseOn(this._parsed().access);
  }

  /** @internal */
  public _parsed(): ParsedAccess {
    const text = this.accessString;
    if (isUnresolved(text)) {
      throwValueError(
        "'accessString' must be known to be asked, got one with a token, which has its value only when it is deployed",
      );
    }
    if (this.parsed?.text !== text) {
      this.parsed = { text, result: parseAccessString(text) };
    }
    return this.parsed!.result;
  }
}

class GivenAccessControl extends AccessControl {
  constructor(public readonly accessString: string) {
    super();
  }
}

function ask({ access }: ParsedAccess, words: string[]): boolean {
  try {
    return permits(access, words);
  } catch (error) {
    throw error instanceof InvalidCommandError ? throwValueError(error.message) : error;
  }
}

/**
 * The access string in the order in which ElastiCache stores it: state, keys, channels, databases, all or no commands,
 * commands, selectors.
 */
function renderAccess(props: AccessControlProps): string {
  const selectors = (props.selectors ?? []).map(
    (selector) => `(${renderPermissions(selector, false).map(checkedForSelector).join(' ')})`,
  );
  return [(props.enabled ?? true) ? 'on' : 'off', ...renderPermissions(props, true), ...selectors].join(' ');
}

function renderPermissions(
  { keys = [], channelPatterns = [], databases, commands = [] }: AccessPermissions,
  root: boolean,
): string[] {
  const commandRules = renderCommands(commands);
  return [
    ...renderKeys(keys),
    ...renderChannels(channelPatterns, root && usesChannels(commandRules)),
    ...renderDatabases(databases),
    ...commandRules,
  ];
}

function renderKeys(keys: readonly KeyAccess[]): string[] {
  const patterns = new Map<string, { read: boolean; write: boolean }>();
  for (const { pattern, read, write } of keys.flatMap((access) => access._patterns())) {
    const before = patterns.get(pattern);
    patterns.set(pattern, { read: read || (before?.read ?? false), write: write || (before?.write ?? false) });
  }
  const all = patterns.get('*');
  return all?.read && all.write
    ? ['~*']
    : [...patterns].map(([pattern, { read, write }]) => `${read && write ? '' : read ? '%R' : '%W'}~${pattern}`);
}

/**
 * Where a version or a parameter group allows all channels from the start, `resetchannels` takes them back first. It is
 * left out where no command would use channels, since Redis OSS 6.0 does not know it.
 */
function renderChannels(patterns: readonly string[], needed: boolean): string[] {
  if (patterns.length === 0) {
    return needed ? ['resetchannels'] : [];
  }
  checkPatterns('channelPatterns', patterns, 'leave it out for none');
  return patterns.includes('*') ? ['&*'] : ['resetchannels', ...[...new Set(patterns)].map((pattern) => `&${pattern}`)];
}

function usesChannels(commandRules: readonly string[]): boolean {
  const { access } = parseAccessString(commandRules.join(' '));
  return Object.keys(ACL.channelCommands).some((name) => mayRun(access, name));
}

function renderDatabases(databases: readonly number[] | undefined): string[] {
  for (const database of databases ?? []) {
    if (!isUnresolved(database) && !(Number.isInteger(database) && database >= 0 && database <= MAX_DATABASE)) {
      throwValueError(`'databases' must be whole numbers from 0 on, got ${database}`);
    }
  }
  if (!databases) {
    return [];
  }
  const ids = [...new Set(databases)].sort((a, b) => a - b).map((database) => Tokenization.stringifyNumber(database));
  return [ids.length > 0 ? `db=${ids.join(',')}` : 'resetdbs'];
}

/** Rules about commands, without those that a later one makes void. */
function renderCommands(commands: readonly CommandAccess[]): string[] {
  let [first, rules] = ['-@all', [] as string[]];
  for (const rule of commands.flatMap((access) => access._rules())) {
    if (rule === '+@all') {
      [first, rules] = [rule, []];
      continue;
    }
    const name = rule.slice(1);
    rules = [...rules.filter((earlier) => earlier.slice(1) !== name && !earlier.startsWith(`${name}|`, 1)), rule];
  }
  return [first, ...rules];
}

/** Within a selector brackets and quotes mean something to the engines, unlike outside of it. */
function checkedForSelector(rule: string): string {
  if (!isUnresolved(rule) && (/["']/.test(rule) || rule.endsWith(')'))) {
    throwValueError(
      `'selectors' must have patterns without quotes and without a bracket at the end, got "${rule}"; write "?" for such a character`,
    );
  }
  return rule;
}

const { READ, WRITE, TRANSACTION, CONNECTION, KEYSPACE, DANGEROUS, PUBSUB } = CommandCategory;
const { allowAll, allowCategories, denyCategories } = CommandAccess;
const allow = (...names: readonly string[]) => CommandAccess._known('+', names);
const { keyspaceByKey, pubSub } = ACL;

/*
 * Where key patterns leave keys out, the whole category keyspace is denied and those of its commands that are given
 * their keys are allowed again: it also has what tells the names of all keys, in each version more.
 */

/** What makes up `AccessControl.readOnly`. */
function readOnly({
  keyPatterns = ['*'],
  channelPatterns = [],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  return {
    keys: [KeyAccess.readOnly(...keyPatterns)],
    channelPatterns,
    commands: [
      allowCategories(READ, CONNECTION),
      ...withoutDanger(keyPatterns, keyspaceByKey.read),
      ...(channelPatterns.length > 0 ? [allow(...pubSub.subscribe)] : []),
      ...commands,
    ],
  };
}

/** What makes up `AccessControl.readWrite`. */
function readWrite({
  keyPatterns = ['*'],
  channelPatterns = [],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  return {
    keys: [KeyAccess.readWrite(...keyPatterns)],
    channelPatterns,
    commands: [
      allowCategories(READ, WRITE, TRANSACTION, CONNECTION),
      ...withoutDanger(keyPatterns, [...keyspaceByKey.read, ...keyspaceByKey.write]),
      ...(channelPatterns.length > 0 ? [allow(...pubSub.subscribe, ...pubSub.publish)] : []),
      ...commands,
    ],
  };
}

/** What makes up `AccessControl.allButDangerous`. */
function allButDangerous({
  keyPatterns = ['*'],
  channelPatterns = ['*'],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  const limited = !keyPatterns.includes('*');
  return {
    keys: [KeyAccess.readWrite(...keyPatterns)],
    channelPatterns,
    commands: [
      allowAll(),
      ...(limited ? [denyCategories(KEYSPACE)] : []),
      denyCategories(DANGEROUS),
      allow('info'),
      ...(limited
        ? [CommandAccess._known('-', ['cluster|getkeysinslot']), allow(...keyspaceByKey.read, ...keyspaceByKey.write)]
        : []),
      ...(channelPatterns.length === 0 ? [denyCategories(PUBSUB)] : []),
      ...commands,
    ],
  };
}

/** What makes up `AccessControl.fullAccess`. */
function fullAccess({
  keyPatterns = ['*'],
  channelPatterns = ['*'],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  return { keys: [KeyAccess.readWrite(...keyPatterns)], channelPatterns, commands: [allowAll(), ...commands] };
}

function withoutDanger(keyPatterns: readonly string[], byKey: readonly string[]): CommandAccess[] {
  const limited = !keyPatterns.includes('*');
  return [
    denyCategories(...(limited ? [KEYSPACE, DANGEROUS] : [DANGEROUS])),
    allow(...ACL.connecting.topology, ...(limited ? byKey : [])),
  ];
}
