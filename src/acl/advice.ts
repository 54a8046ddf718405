import type { Access, AccessRule, Permissions, RootRule } from './access';
import type { CommandAvailability } from './command-availability';
import type { ParsedAccess } from './parse';
import { mayRun } from './permits';
import { findUnsupportedNames } from './unsupported-commands';
import { formatCommandName, isCategory } from './words';
import { formatList } from '../private/text';
import { ACL } from '../service-data/access-strings';

/** The ids with which users acknowledge the warnings. */
export type AdviceId =
  | 'User.ClientsCannotConnect'
  | 'User.CommandsUnsupportedByCacheType'
  | 'User.DangerousCommands'
  | 'User.KeysBeyondPatterns'
  | 'User.PatternBeginsWithRulePrefix'
  | 'User.PubSubWithoutChannels';

/** A likely mistake that AWS accepts. */
export interface Advice {
  readonly id: AdviceId;
  /** The message, which follows the name of the prop. */
  readonly text: string;
}

/**
 * Collects advice on the access of a user. Returns no advice for users who cannot log in.
 *
 * @param availability the commands of the caches of the user. By default, the caches can have any type.
 */
export function collectAdvice(parsed: ParsedAccess, availability?: CommandAvailability): Advice[] {
  const known = CACHE.get(parsed) ?? new Map<CommandAvailability | undefined, Advice[]>();
  CACHE.set(parsed, known);
  const advice = known.get(availability) ?? (parsed.access.on ? findLikelyMistakes(parsed, availability) : []);
  known.set(availability, advice);
  return advice;
}

/** The advice on each access by the type of cache, because many users have the same access. */
const CACHE = new WeakMap<ParsedAccess, Map<CommandAvailability | undefined, Advice[]>>();

function findLikelyMistakes(parsed: ParsedAccess, availability?: CommandAvailability): Advice[] {
  const { access } = parsed;
  const isUsable = (name: string) => mayRun(access, name) && !availability?.lacks(name);
  const withoutChannels = Object.keys(ACL.channelCommands).filter(
    (name) => isUsable(name) && !canUseChannels(access, name),
  );
  return [
    createDangerousAdvice(parsed, access.table.dangerousCommands.filter(isUsable)),
    createAdvice('User.KeysBeyondPatterns', findCommandsBeyondPatterns(access).filter(isUsable), {
      one: (command) =>
        `allows ${command}, which returns the names of all keys, including keys that do not match the key patterns. Deny this command, or allow all keys.`,
      several: (commands) =>
        `allows ${commands}, which return the names of all keys, including keys that do not match the key patterns. Deny these commands, or allow all keys.`,
    }),
    createAdvice(
      'User.PubSubWithoutChannels',
      withoutChannels.filter((name) => !hasDefaultChannels(access, name)),
      {
        one: (command) =>
          `allows ${command} but no channels, so this command fails at run time. Allow channels, such as "&*" for all channels, or deny the command.`,
        several: (commands) =>
          `allows ${commands} but no channels, so these commands fail at run time. Allow channels, such as "&*" for all channels, or deny the commands.`,
      },
    ),
    createAdvice(
      'User.PubSubWithoutChannels',
      withoutChannels.filter((name) => hasDefaultChannels(access, name)),
      { one: describeDefaultChannels('this command'), several: describeDefaultChannels('these commands') },
    ),
    createConnectionAdvice(
      parsed,
      ACL.connecting.required.filter((name) => !mayRun(access, name)),
    ),
    createPatternAdvice(parsed, 'keys'),
    createPatternAdvice(parsed, 'channels'),
    ...(availability ? [createUnsupportedAdvice(parsed, availability)] : []),
  ].flat();
}

function createUnsupportedAdvice({ access, rules }: ParsedAccess, availability: CommandAvailability): Advice[] {
  const { caches } = availability;
  return createAdvice('User.CommandsUnsupportedByCacheType', findUnsupportedNames(access, rules, availability), {
    one: (command) =>
      `allows ${command}, which ${caches} do not support, so this command fails at run time. Remove the command, or change 'cacheType'.`,
    several: (commands) =>
      `allows ${commands}, which ${caches} do not support, so these commands fail at run time. Remove the commands, or change 'cacheType'.`,
  });
}

/** The texts for one command and for several commands. */
interface AdviceTexts {
  readonly one: (command: string) => string;
  readonly several: (commands: string) => string;
}

function createAdvice(id: AdviceId, commands: readonly string[], { one, several }: AdviceTexts): Advice[] {
  if (commands.length === 0) {
    return [];
  }
  const describe = commands.length === 1 && !isCategory(commands[0]) ? one : several;
  return [{ id, text: describe(formatCommands(commands)) }];
}

/** Suggests to remove the rules that name the commands. For other commands, suggests to deny the category. */
function createDangerousAdvice(parsed: ParsedAccess, commands: readonly string[]): Advice[] {
  const named = formatCommandRules(commands.flatMap((name) => findAllowingRules(parsed, name)));
  const it = commands.length === 1 ? 'it' : 'them';
  const category = `Deny ${commands.length === 1 ? 'this command' : 'these commands'} with "-@dangerous +info"`;
  const fix = `${named ? formatRemoval(named) : category} if the user does not need ${it}.`;
  return createAdvice('User.DangerousCommands', commands, {
    one: (command) =>
      `allows the dangerous command ${command}, which can delete or reveal data, or slow down the cache. ${fix}`,
    several: (names) =>
      `allows dangerous commands, which can delete or reveal data, or slow down the cache: ${names}. ${fix}`,
  });
}

/** Suggests to remove the rules that name the commands. For other commands, suggests to allow them. */
function createConnectionAdvice(parsed: ParsedAccess, commands: readonly string[]): Advice[] {
  const { access, rules } = parsed;
  const named = formatCommandRules(commands.map((name) => findDecidingRule(access, rules, name)));
  const fix = named
    ? `${formatRemoval(named)}.`
    : `Add CommandAccess.allowConnection() to the end of the commands, or "${commands.map((name) => `+${name}`).join(' ')}" to the end of an access string. You can also use a preset such as AccessControl.readWrite() without rules that deny these commands.`;
  const describe = (names: string) =>
    `denies ${names}, which clients send when they connect, especially to a cluster. Connections can therefore fail at run time. ${fix}`;
  return createAdvice('User.ClientsCannotConnect', commands, { one: describe, several: describe });
}

function formatRemoval(rules: readonly string[]): string {
  return `Remove the ${rules.length === 1 ? 'rule' : 'rules'} ${formatNames(rules)}`;
}

/** Returns the texts of rules for commands. Returns undefined if there is no rule, or a rule for a category. */
function formatCommandRules(rules: readonly (RootRule | undefined)[]): readonly string[] | undefined {
  const commandRules = rules.filter((rule) => rule?.kind === 'command');
  return commandRules.length === rules.length
    ? [...new Set(commandRules.map(({ allow, name }) => `"${allow ? '+' : '-'}${name}"`))]
    : undefined;
}

/** Finds the rule that allows a command, in the root rules and in each selector that allow the command. */
function findAllowingRules({ access, rules }: ParsedAccess, name: string): (RootRule | undefined)[] {
  const selectorRules = rules
    .slice(rules.map(({ kind }) => kind).lastIndexOf('clearselectors') + 1)
    .flatMap((rule) => (rule.kind === 'selector' ? [rule.rules] : []));
  return access.permissionSets.flatMap(({ commands }, index) => {
    const ruleSet = index === 0 ? rules : selectorRules[index - 1];
    return commands.has(name) ? [findDecidingRule(access, ruleSet, name)] : [];
  });
}

/** Finds the last rule that allows or denies a command as a whole. */
function findDecidingRule(access: Access, rules: readonly AccessRule[], name: string): RootRule | undefined {
  return [...rules]
    .reverse()
    .find((rule): rule is RootRule => listCommands(access, rule)?.includes(name) ?? isRuleForAll(rule));
}

/** Lists the commands that a rule allows or denies. Returns undefined for other rules and those for all commands. */
function listCommands({ table }: Access, rule: AccessRule): readonly string[] | undefined {
  if (rule.kind === 'command' && rule.firstArg === undefined) {
    return table.listWithSubcommands(rule.name);
  }
  return rule.kind === 'category' && !isRuleForAll(rule) ? table.findCommandsInCategory(rule.name) : undefined;
}

function isRuleForAll(rule: AccessRule): boolean {
  return rule.kind === 'category' && rule.name === 'all';
}

/** The prefixes of rules, which users can repeat in patterns by mistake. */
const RULE_PREFIXES = { keys: /^(?:~|%(?:r|w|rw|wr)~)(?=.)/i, channels: /^&(?=.)/ };

/** Creates advice on patterns that begin with the prefix of a rule, as in the rules `~~app:*` and `&&news`. */
function createPatternAdvice({ access }: ParsedAccess, member: keyof typeof RULE_PREFIXES): Advice[] {
  const patterns = access.permissionSets.flatMap((permissions) => [...permissions[member].keys()]);
  return [...new Set(patterns)].flatMap((pattern) => {
    const [prefix] = pattern.match(RULE_PREFIXES[member]) ?? [];
    return prefix === undefined
      ? []
      : {
          id: 'User.PatternBeginsWithRulePrefix',
          text:
            `contains the pattern "${pattern}", which matches only ${member} that begin with "${prefix}". ` +
            `Use the pattern "${pattern.slice(prefix.length)}" without the prefix of the rule, unless the ${member} begin with "${prefix}".`,
        };
  });
}

/** AWS documents both values as the default for new users, so the result is unknown until the cache is deployed. */
function describeDefaultChannels(commands: string): (names: string) => string {
  return (names) =>
    `allows ${names}, but contains no rule for channels, so ${commands} can use all channels or none. This depends on acl-pubsub-default of the cache, for which AWS documents both defaults. ` +
    `Allow channels explicitly, such as "&*" for all channels, or deny ${commands}.`;
}

function formatCommands(commands: readonly string[]): string {
  return formatNames(commands.map(formatCommandName));
}

function formatNames(names: readonly string[]): string {
  return formatList(
    names.length > MAX_NAMES + 1 ? [...names.slice(0, MAX_NAMES), `${names.length - MAX_NAMES} more`] : names,
  );
}

/** The number of commands that a message lists by name. */
const MAX_NAMES = 4;

/** Finds commands that return the names of all keys, unless the user may read all keys. */
function findCommandsBeyondPatterns(access: Access): readonly string[] {
  return access.permissionSets.some(canReadAllKeys) ? [] : ACL.keyNameCommands;
}

function canReadAllKeys({ allKeys, keys }: Permissions): boolean {
  return allKeys || (keys.get('*')?.read ?? false);
}

/** Whether the user may run a command with channels. */
function canUseChannels(access: Access, name: string): boolean {
  return access.permissionSets.some((permissions) => permissions.commands.has(name) && hasChannels(permissions));
}

/**
 * Whether the permissions include channels. Permissions of the form `on ~* +@all` count as such, because AWS uses them
 * for its default user, and another warning reports the access to all commands.
 */
function hasChannels({ allChannels, channels, allCommands, usesDefaultChannels }: Permissions): boolean {
  const isDefaultFullAccess = allCommands && usesDefaultChannels;
  return allChannels || channels.size > 0 || isDefaultFullAccess;
}

/** Whether the channels of a command depend on the cache. */
function hasDefaultChannels(access: Access, name: string): boolean {
  return access.permissionSets.some(({ commands, usesDefaultChannels }) => usesDefaultChannels && commands.has(name));
}
