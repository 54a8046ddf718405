import { compareVersions } from '../../../../src/private/versions';
import type { CommandDefinition } from '../../../../src/service-data/generated/commands';
import type { Comparison, Entries } from '../difference';
import { compareEntries } from '../difference';
import type { Source } from '../source';
import type { EngineCommand, EngineCommands } from '../sources/valkey';

type CommandTable = Readonly<Record<string, CommandDefinition>>;

/** Compares the commands of the newest version in the table with those of an engine. */
export function compareCommands(
  commands: CommandTable,
  versions: readonly string[],
  { package: source, facts }: Source<EngineCommands>,
): Comparison {
  const newest = versions[versions.length - 1];
  const ours = Object.entries(commands).flatMap(([name, definition]) => {
    const command = selectVersion(definition, newest);
    return command ? [[name, formatCommand(command)]] : [];
  });
  const theirs = Object.entries(facts.commands).map(([name, command]) => [name, formatCommand(command)]);
  return compareEntries({
    table: 'COMMANDS',
    source,
    ours: { 'newest version': newest, ...Object.fromEntries(ours) } as Entries,
    theirs: { 'newest version': facts.version, ...Object.fromEntries(theirs) } as Entries,
  });
}

/** Returns the metadata of a command in a version, or undefined if the version does not have the command. */
function selectVersion({ before = [], ...definition }: CommandDefinition, version: string): EngineCommand | undefined {
  const { since, until } = definition;
  const isRemoved = until !== undefined && compareVersions(version, until) >= 0;
  if (compareVersions(version, since) < 0 || isRemoved) {
    return undefined;
  }
  const [, differences] = before.find(([limit]) => compareVersions(version, limit) < 0) ?? [];
  return { keys: '', noAuth: false, ...definition, ...differences };
}

function formatCommand({ arity, categories, keys, noAuth }: EngineCommand): string {
  return JSON.stringify({ arity, categories, keys, noAuth });
}
