import { Tokenization } from 'aws-cdk-lib/core';
import type { AccessControlProps, AccessPermissions } from './access-permissions';
import type { CommandAccess } from './command-access';
import type { KeyAccess } from './key-access';
import { checkPatterns } from './patterns';
import { mayRun, parseAccessString } from '../acl';
import { ACL, MAX_DATABASE } from '../facts/acl';
import { failValue } from '../private/errors';
import { isLate } from '../private/tokens';

/**
 * The access string in the order in which ElastiCache stores it: state, keys, channels, databases, all or no commands,
 * commands, selectors.
 */
export function renderAccess(props: AccessControlProps): string {
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
    if (!isLate(database) && !(Number.isInteger(database) && database >= 0 && database <= MAX_DATABASE)) {
      failValue(`'databases' must be whole numbers from 0 on, got ${database}`);
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
  if (!isLate(rule) && (/["']/.test(rule) || rule.endsWith(')'))) {
    failValue(
      `'selectors' must have patterns without quotes and without a bracket at the end, got "${rule}"; write "?" for such a character`,
    );
  }
  return rule;
}
