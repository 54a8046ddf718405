import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EngineName, Reply } from '.';
import { CATALOG, installedEngines, startEngine } from '.';
import { compareVersions } from '../../src/private/versions';
import type { EngineVersionFact } from '../../src/service-data/engine-versions';
import { ENGINE_VERSIONS } from '../../src/service-data/engine-versions';

/** Where the table is kept. */
export const COMMANDS_FILE = resolve(__dirname, '../../src/service-data/commands.ts');

/** What one engine replies about one of its commands. */
interface CommandReply {
  readonly since?: string;
  readonly arity: number;
  readonly categories: string;
  readonly keys: string;
  readonly noAuth: boolean;
  /** Whether it has keys, which every version reports. */
  readonly hasKeys: boolean;
}

/** The versions with commands of their own, oldest first, including those for which there is no package to run. */
const VERSIONS = [...new Set([ENGINE_VERSIONS.redis, ENGINE_VERSIONS.valkey].flatMap(commandVersions))];

/** The first version that reports key specifications. */
const FIRST_WITH_KEY_SPECS = VERSIONS.indexOf('7.0');

function commandVersions(versions: Readonly<Record<string, EngineVersionFact>>): string[] {
  return Object.values(versions).flatMap(({ commands }) => commands ?? []);
}

/** The replies of one engine by the name of the command. */
type CommandReplies = ReadonlyMap<string, CommandReply>;

/** Asks every installed engine for its commands, and writes the table that holds for all of them. */
export async function generateCommands(): Promise<string> {
  const missing = CATALOG.filter((entry) => !installedEngines().includes(entry.name)).map((entry) => entry.name);
  if (missing.length > 0) {
    throw new Error(`The table needs every engine of the catalog, missing: ${missing.join(', ')}`);
  }

  const replies = new Map<number, CommandReplies>();
  for (const name of installedEngines()) {
    replies.set(VERSIONS.indexOf(name.split('-')[1]), await askEngine(name));
  }
  const names = [...new Set([...replies.values()].flatMap((commands) => [...commands.keys()]))].sort();
  const versions = VERSIONS.map((version) => `'${version}'`).join(', ');
  return format(
    [
      HEADER,
      `export const COMMAND_VERSIONS: readonly string[] = [${versions}];`,
      '',
      'export const COMMANDS: Readonly<Record<string, CommandFact>> = {',
      ...names.map((name) => `  ${JSON.stringify(name)}: ${renderCommand(name, replies)},`),
      '};',
      '',
    ].join('\n'),
  );
}

/** Formats the table as the rest of the sources. */
function format(source: string): string {
  const prettier = require.resolve('prettier/bin/prettier.cjs');
  return execFileSync(process.execPath, [prettier, '--stdin-filepath', COMMANDS_FILE], {
    input: source,
    encoding: 'utf8',
  });
}

async function askEngine(name: EngineName): Promise<Map<string, CommandReply>> {
  const engine = await startEngine(name);
  try {
    const since = new Map<string, string>();
    collectSince(await engine.connection.call('COMMAND', 'DOCS'), since);
    const commands = new Map<string, CommandReply>();
    collectCommands((await engine.connection.call('COMMAND')) as Reply[][], since, commands);
    return commands;
  } finally {
    await engine.stop();
  }
}

function collectSince(docs: Reply, since: Map<string, string>) {
  if (!Array.isArray(docs)) {
    return;
  } // before 7.0
  for (let at = 0; at < docs.length; at += 2) {
    const facts = pairs(docs[at + 1] as Reply[]);
    since.set(String(docs[at]), String(facts.since));
    if (facts.subcommands) {
      collectSince(facts.subcommands, since);
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

/** A key specification in the words of the table's header; empty for one that names no key. */
function renderKeySpec(reply: Reply[]): string {
  const {
    flags,
    begin_search: begin,
    find_keys: find,
  } = pairs(reply) as { flags: string[]; begin_search: Reply[]; find_keys: Reply[] };
  if (flags.includes('not_key')) {
    return '';
  }
  const needs =
    `${flags.includes('access') ? 'R' : ''}${flags.some((flag) => ['insert', 'delete', 'update'].includes(flag)) ? 'W' : ''}` ||
    '-';
  const marks = `${flags.includes('variable_flags') ? '*' : ''}${flags.includes('incomplete') ? '!' : ''}`;
  const from = pairs(begin);
  const fromSpec = pairs(from.spec as Reply[]);
  const start = renderStart(from.type, fromSpec);
  const to = pairs(find);
  const end = renderEnd(to.type, pairs(to.spec as Reply[]));
  return `${needs}${marks} ${start} ${end}`;
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
  const having = [...replies]
    .flatMap(([index, commands]): [number, CommandReply][] =>
      commands.has(name) ? [[index, commands.get(name)!]] : [],
    )
    .map(([index, facts], at, all): [number, CommandReply] => [
      index,
      index < FIRST_WITH_KEY_SPECS ? beforeKeySpecs(facts, all, at) : facts,
    ]);
  const [newest, now] = having[having.length - 1];
  const fields = [`since: '${VERSIONS[firstIndex(having[0], replies)]}'`];
  const next = [...replies.keys()].find((index) => index > newest);
  if (next) {
    fields.push(`until: '${VERSIONS[next]}'`);
  }
  fields.push(renderFacts(now));
  // A change between two engines that were run is taken to be in the first version between them.
  const earlier = having.slice(0, -1).flatMap(([index, then], at) => {
    const [, after] = having[at + 1];
    return renderFacts(then, after) === '' ? [] : [`['${VERSIONS[index + 1]}', { ${renderFacts(then, now)} }]`];
  });
  if (earlier.length > 0) {
    fields.push(`before: [${earlier.join(', ')}]`);
  }
  return `{ ${fields.join(', ')} }`;
}

/**
 * Before 7.0, the engines report neither the positions of keys nor the access to them; the first version that reports
 * them also describes the earlier ones.
 */
function beforeKeySpecs(facts: CommandReply, all: [number, CommandReply][], at: number): CommandReply {
  const later = all.slice(at).find(([index]) => index >= FIRST_WITH_KEY_SPECS)?.[1] ?? facts;
  return { ...facts, keys: facts.hasKeys ? later.keys : '' };
}

/** The facts, or only those that differ from `other`. */
function renderFacts(facts: CommandReply, other?: CommandReply): string {
  return [
    facts.arity !== other?.arity && `arity: ${facts.arity}`,
    facts.categories !== other?.categories && `categories: '${facts.categories}'`,
    (other ? facts.keys !== other.keys : facts.keys) && `keys: '${facts.keys}'`,
    (other ? facts.noAuth !== other.noAuth : facts.noAuth) && `noAuth: ${facts.noAuth}`,
  ]
    .filter((fact) => fact)
    .join(', ');
}

/** The oldest version that has the command: seen, or for a version that cannot be run, reported by its successor. */
function firstIndex([oldest, first]: [number, CommandReply], replies: ReadonlyMap<number, unknown>): number {
  const before = Math.max(-1, ...[...replies.keys()].filter((index) => index < oldest));
  const since = /^\d+\.\d+/.exec(first.since ?? '')?.[0] ?? VERSIONS[oldest];
  return VERSIONS.findIndex((version, index) => index > before && compareVersions(version, since) >= 0);
}

function pairs(reply: Reply[]): Record<string, Reply> {
  return Object.fromEntries(reply.flatMap((key, at) => (at % 2 === 0 ? [[String(key), reply[at + 1]]] : [])));
}

const HEADER = `// Generated by test/engines/generate-commands.ts from the engines' replies to COMMAND.
// To update it, run 'npx projen commands'.

/**
 * A command or sub-command (\`config|get\`) of Redis OSS and Valkey.
 *
 * The versions of both engines form one sequence: those of Redis OSS, then those of Valkey.
 */
export interface CommandFact {
  /** The first version that has it. */
  readonly since: string;
  /** The first version that has it no more. */
  readonly until?: string;
  /** The number of arguments with the command's own words; negative when it is a minimum. */
  readonly arity: number;
  /** The ACL categories, without \`@\`. */
  readonly categories: string;
  /**
   * Where the keys are, one specification after the other: \`<needs> <start> <end>\`.
   *
   * Needs: R reads the value, W writes it, - neither; \`*\` when the options decide, \`!\` when some keys are not reported.
   * Start: the position of the first key, or \`KEYWORD@<position>\` after which to look for the keyword that precedes
   * it. End: \`<last> <step> <limit>\` relative to the start, or \`#<position of the number of keys> <first> <step>\`;
   * \`?\` is unknown.
   */
  readonly keys?: string;
  /** Allowed before authentication, and so to everybody. */
  readonly noAuth?: boolean;
  /** What was different before a version, the earliest first; the positions of keys are reported from 7.0 on. */
  readonly before?: readonly (readonly [before: string, facts: Partial<CommandFact>])[];
}

/** The versions whose commands are in the table. */`;

if (require.main === module) {
  void generateCommands().then((text) => writeFileSync(COMMANDS_FILE, text));
}
