import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection, EngineName, Reply } from '.';
import { CATALOG, installedEngines, startEngine } from '.';
import { formatCode } from '../../projenrc/tasks/format-code';
import { compareVersions } from '../../src/private/versions';
import type { EngineVersionDefinition, NodeEngine } from '../../src/service-data/engine-versions';
import { ENGINE_NAMES, ENGINE_VERSIONS } from '../../src/service-data/engine-versions';

/** The file of the generated table. */
export const COMMANDS_FILE = resolve(__dirname, '../../src/service-data/generated/commands.ts');

/** The reply of an engine with the metadata of a command. */
export interface CommandReply {
  readonly since?: string;
  readonly arity: number;
  readonly categories: string;
  readonly keys: string;
  readonly noAuth: boolean;
  /** Whether it has keys. Unlike key specifications, every version reports this. */
  readonly hasKeys: boolean;
}

/** The versions with their own commands, oldest first, including those without a package. */
const VERSIONS = [...new Set([ENGINE_VERSIONS.redis, ENGINE_VERSIONS.valkey].flatMap(listCommandVersions))];

/** The first version that reports key specifications. */
const FIRST_WITH_KEY_SPECS = VERSIONS.indexOf('7.0');

function listCommandVersions(versions: Readonly<Record<string, EngineVersionDefinition>>): string[] {
  return Object.values(versions).flatMap(({ commands }) => commands ?? []);
}

/** The replies of one engine by the name of the command. */
export type CommandReplies = ReadonlyMap<string, CommandReply>;

/** Generates the table of commands from the replies of all engines. */
export async function generateCommands(): Promise<string> {
  const missing = CATALOG.filter((entry) => !installedEngines().includes(entry.name)).map((entry) => entry.name);
  if (missing.length > 0) {
    throw new Error(`The table needs every engine of the catalog, missing: ${missing.join(', ')}`);
  }

  const replies = new Map<number, CommandReplies>();
  for (const name of installedEngines()) {
    const engine = await startEngine(name);
    try {
      replies.set(VERSIONS.indexOf(name.split('-')[1]), await readCommands(engine.connection));
    } finally {
      await engine.stop();
    }
  }
  const names = [...new Set([...replies.values()].flatMap((commands) => [...commands.keys()]))].sort();
  const versions = VERSIONS.map((version) => `'${version}'`).join(', ');
  return formatCode(
    COMMANDS_FILE,
    [
      HEADER.replace('ENGINES', installedEngines().map(formatEngine).join(', ')),
      `export const COMMAND_VERSIONS: readonly string[] = [${versions}];`,
      '',
      'export const COMMANDS: Readonly<Record<string, CommandDefinition>> = {',
      ...names.map((name) => `  ${JSON.stringify(name)}: ${renderCommand(name, replies)},`),
      '};',
      '',
    ].join('\n'),
  );
}

/** Formats an engine without its patch version, which does not change the table. */
function formatEngine(name: EngineName): string {
  const [engine, version] = name.split('-');
  return `${ENGINE_NAMES[engine as NodeEngine]} ${version}`;
}

/** Reads the metadata of all commands from an engine. */
export async function readCommands(connection: Connection): Promise<CommandReplies> {
  const since = new Map<string, string>();
  collectSince(await connection.call('COMMAND', 'DOCS'), since);
  const commands = new Map<string, CommandReply>();
  collectCommands((await connection.call('COMMAND')) as Reply[][], since, commands);
  return commands;
}

function collectSince(docs: Reply, since: Map<string, string>) {
  // Versions before 7.0 reply with an error.
  if (!Array.isArray(docs)) {
    return;
  }
  for (let index = 0; index < docs.length; index += 2) {
    const doc = toRecord(docs[index + 1] as Reply[]);
    since.set(String(docs[index]), String(doc.since));
    if (doc.subcommands) {
      collectSince(doc.subcommands, since);
    }
  }
}

function collectCommands(replies: Reply[][], since: Map<string, string>, commands: Map<string, CommandReply>) {
  for (const [name, arity, flags, firstKey, , , categories, , specs, subcommands] of replies) {
    commands.set(String(name), {
      since: since.get(String(name)),
      arity: arity as number,
      categories: (categories as string[])
        .map((category) => category.slice(1))
        .sort()
        .join(' '),
      keys: ((specs ?? []) as Reply[][])
        .map(renderKeySpec)
        .filter((spec) => spec)
        .join('; '),
      noAuth: (flags as string[]).includes('no_auth'),
      hasKeys: firstKey !== 0 || (flags as string[]).includes('movablekeys'),
    });
    collectCommands((subcommands ?? []) as Reply[][], since, commands);
  }
}

/** Renders a key specification in the format of the table; empty if its words are not keys. */
function renderKeySpec(reply: Reply[]): string {
  const {
    flags,
    begin_search: begin,
    find_keys: find,
  } = toRecord(reply) as { flags: string[]; begin_search: Reply[]; find_keys: Reply[] };
  if (flags.includes('not_key')) {
    return '';
  }
  const read = flags.includes('access') ? 'R' : '';
  const write = flags.some((flag) => ['insert', 'delete', 'update'].includes(flag)) ? 'W' : '';
  const access = `${read}${write}` || '-';
  const marks = `${flags.includes('variable_flags') ? '*' : ''}${flags.includes('incomplete') ? '!' : ''}`;
  const { type: startType, spec: startSpec } = toRecord(begin);
  const start = renderStart(startType, toRecord(startSpec as Reply[]));
  const { type: endType, spec: endSpec } = toRecord(find);
  const end = renderEnd(endType, toRecord(endSpec as Reply[]));
  return `${access}${marks} ${start} ${end}`;
}

function renderStart(type: Reply, spec: Record<string, Reply>): string {
  if (type === 'index') {
    return String(spec.index);
  }
  return type === 'keyword' ? `${spec.keyword}@${spec.startfrom}` : '?';
}

function renderEnd(type: Reply, spec: Record<string, Reply>): string {
  if (type === 'range') {
    return `${spec.lastkey} ${spec.keystep} ${spec.limit}`;
  }
  return type === 'keynum' ? `#${spec.keynumidx} ${spec.firstkey} ${spec.keystep}` : '?';
}

/** @param replies the replies of the engines by the indexes of their versions, oldest first */
function renderCommand(name: string, replies: ReadonlyMap<number, CommandReplies>): string {
  const versions = [...replies]
    .flatMap(([index, commands]): [number, CommandReply][] =>
      commands.has(name) ? [[index, commands.get(name)!]] : [],
    )
    .map(([index, reply], position, all): [number, CommandReply] => [
      index,
      index < FIRST_WITH_KEY_SPECS ? addLaterKeySpecs(reply, all.slice(position)) : reply,
    ]);
  const [newestIndex, newest] = versions[versions.length - 1];
  const fields = [`since: '${VERSIONS[findFirstVersion(versions[0], replies)]}'`];
  const removedIndex = [...replies.keys()].find((index) => index > newestIndex);
  if (removedIndex) {
    fields.push(`until: '${VERSIONS[removedIndex]}'`);
  }
  fields.push(renderProperties(newest));
  // The engines between two of the catalog cannot run. The first version after the older one is taken to have changed.
  const earlier = versions.slice(0, -1).flatMap(([index, reply], position) => {
    const [, next] = versions[position + 1];
    return renderProperties(reply, next) === ''
      ? []
      : [`['${VERSIONS[index + 1]}', { ${renderProperties(reply, newest)} }]`];
  });
  if (earlier.length > 0) {
    fields.push(`before: [${earlier.join(', ')}]`);
  }
  return `{ ${fields.join(', ')} }`;
}

/**
 * Before 7.0, the engines report neither the positions of keys nor the access to them. The first version that reports
 * them also describes the earlier ones.
 */
function addLaterKeySpecs(reply: CommandReply, later: readonly [number, CommandReply][]): CommandReply {
  const source = later.find(([index]) => index >= FIRST_WITH_KEY_SPECS)?.[1] ?? reply;
  return { ...reply, keys: reply.hasKeys ? source.keys : '' };
}

/** Renders the properties of a command, or only those that differ from another version. */
function renderProperties(reply: CommandReply, other?: CommandReply): string {
  return [
    reply.arity !== other?.arity && `arity: ${reply.arity}`,
    reply.categories !== other?.categories && `categories: '${reply.categories}'`,
    (other ? reply.keys !== other.keys : reply.keys) && `keys: '${reply.keys}'`,
    (other ? reply.noAuth !== other.noAuth : reply.noAuth) && `noAuth: ${reply.noAuth}`,
  ]
    .filter((property) => property)
    .join(', ');
}

/** The first version with the command: the oldest that reports it, or one without a package, which it names itself. */
function findFirstVersion([oldest, reply]: [number, CommandReply], replies: ReadonlyMap<number, unknown>): number {
  const before = Math.max(-1, ...[...replies.keys()].filter((index) => index < oldest));
  const since = /^\d+\.\d+/.exec(reply.since ?? '')?.[0] ?? VERSIONS[oldest];
  return VERSIONS.findIndex((version, index) => index > before && compareVersions(version, since) >= 0);
}

/** Converts a reply of alternating keys and values. */
function toRecord(reply: Reply[]): Record<string, Reply> {
  return Object.fromEntries(reply.flatMap((key, index) => (index % 2 === 0 ? [[String(key), reply[index + 1]]] : [])));
}

const HEADER = `/*
 * Generated by 'npx projen commands'. Do not edit.
 *
 * Source: the replies to COMMAND and COMMAND DOCS of these engines:
 * ENGINES.
 */

/**
 * A command or sub-command (\`config|get\`) of Redis OSS and Valkey.
 *
 * The versions of both engines form one sequence: those of Redis OSS, then those of Valkey.
 */
export interface CommandDefinition {
  /** The first version with the command. */
  readonly since: string;
  /** The first version without the command, if it was removed. */
  readonly until?: string;
  /** The number of words, including those of the command name. A negative number is a minimum. */
  readonly arity: number;
  /** The ACL categories, without \`@\`. */
  readonly categories: string;
  /**
   * The key specifications, separated by semicolons: \`<access> <start> <end>\`.
   *
   * - access: \`R\` if the command reads the value, \`W\` if it writes the value, \`-\` otherwise. \`*\` is added if this
   *   depends on options, \`!\` if the engine does not report all keys.
   * - start: the position of the first key, or \`KEYWORD@<position>\` for the word after a keyword. The search for the
   *   keyword starts at the position.
   * - end: \`<last> <step> <limit>\` relative to the start, or \`#<position of the number of keys> <first> <step>\`. \`?\`
   *   means unknown.
   */
  readonly keys?: string;
  /** Whether every client can run the command, even before authentication. */
  readonly noAuth?: boolean;
  /** The differences before a version, oldest first. Engines report the positions of keys since version 7.0. */
  readonly before?: readonly (readonly [before: string, differences: Partial<CommandDefinition>])[];
}

/** The engine versions whose commands are in the table. */`;

if (require.main === module) {
  void generateCommands().then((text) => writeFileSync(COMMANDS_FILE, text));
}
