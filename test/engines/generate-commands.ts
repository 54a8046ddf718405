import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EngineName, Reply } from '.';
import { CATALOG, installedEngines, startEngine } from '.';

/** Where the table is kept. */
export const COMMANDS_FILE = resolve(__dirname, '../../src/service-data/commands.ts');

/** What one engine says about one of its commands. */
interface Told {
  readonly since?: string;
  readonly arity: number;
  readonly categories: string;
  readonly keys: string;
  readonly noAuth: boolean;
  /** Whether it has keys, as every version tells. */
  readonly hasKeys: boolean;
}

/**
 * The versions on the line of descent from Redis OSS 6.0 to Valkey, with those for which there is no package to run.
 */
const LEVELS = [6, 6.2, 7, 7.2, 8, 8.1, 9, 9.1];

/** Asks every installed engine for its commands, and writes the table that holds for all of them. */
export async function generateCommands(): Promise<string> {
  const missing = CATALOG.filter((entry) => !installedEngines().includes(entry.name)).map((entry) => entry.name);
  if (missing.length > 0) {
    throw new Error(`The table needs every engine of the catalog, missing: ${missing.join(', ')}`);
  }

  const told = new Map<number, Map<string, Told>>();
  for (const name of installedEngines()) {
    told.set(Number(name.split('-')[1]), await askEngine(name));
  }
  const names = [...new Set([...told.values()].flatMap((commands) => [...commands.keys()]))].sort();
  return [
    HEADER,
    ...names.map((name) => `  ${JSON.stringify(name).replace(/"/g, "'")}: ${renderCommand(name, told)},`),
    '};',
    '',
  ].join('\n');
}

async function askEngine(name: EngineName): Promise<Map<string, Told>> {
  const engine = await startEngine(name);
  try {
    const since = new Map<string, string>();
    collectSince(await engine.connection.call('COMMAND', 'DOCS'), since);
    const commands = new Map<string, Told>();
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

function collectCommands(replies: Reply[][], since: Map<string, string>, commands: Map<string, Told>) {
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
  const start =
    from.type === 'index'
      ? fromSpec.index
      : from.type === 'keyword'
        ? `${fromSpec.keyword}@${fromSpec.startfrom}`
        : '?';
  const to = pairs(find);
  const toSpec = pairs(to.spec as Reply[]);
  const end =
    to.type === 'range'
      ? `${toSpec.lastkey} ${toSpec.keystep} ${toSpec.limit}`
      : to.type === 'keynum'
        ? `#${toSpec.keynumidx} ${toSpec.firstkey} ${toSpec.keystep}`
        : '?';
  return `${needs}${marks} ${start} ${end}`;
}

function renderCommand(name: string, told: Map<number, Map<string, Told>>): string {
  const having = [...told]
    .flatMap(([level, commands]): [number, Told][] => (commands.has(name) ? [[level, commands.get(name)!]] : []))
    .map(([level, facts], at, all): [number, Told] => [level, level < 7 ? beforeKeySpecs(facts, all, at) : facts]);
  const [newest, now] = having[having.length - 1];
  const fields = [`since: ${firstLevel(having[0], told)}`];
  const next = [...told.keys()].find((level) => level > newest);
  if (next) {
    fields.push(`until: ${next}`);
  }
  fields.push(renderFacts(now));
  const earlier = having.slice(0, -1).flatMap(([level, then], at) => {
    const [, after] = having[at + 1];
    return renderFacts(then, after) === '' ? [] : [`[${nextLevel(level)}, { ${renderFacts(then, now)} }]`];
  });
  if (earlier.length > 0) {
    fields.push(`before: [${earlier.join(', ')}]`);
  }
  return `{ ${fields.join(', ')} }`;
}

/**
 * Before 7.0 the engines do not tell where keys stand and what is done with them: the first version that does speaks
 * for them.
 */
function beforeKeySpecs(facts: Told, all: [number, Told][], at: number): Told {
  const later = all.slice(at).find(([level]) => level >= 7)?.[1] ?? facts;
  return { ...facts, keys: facts.hasKeys ? later.keys : '' };
}

/** The facts, or only those that differ from `other`. */
function renderFacts(facts: Told, other?: Told): string {
  return [
    facts.arity !== other?.arity && `arity: ${facts.arity}`,
    facts.categories !== other?.categories && `categories: '${facts.categories}'`,
    (other ? facts.keys !== other.keys : facts.keys) && `keys: '${facts.keys}'`,
    (other ? facts.noAuth !== other.noAuth : facts.noAuth) && `noAuth: ${facts.noAuth}`,
  ]
    .filter((fact) => fact)
    .join(', ');
}

/** The oldest level that has the command: seen, or for a version that cannot be run, told by its successor. */
function firstLevel([oldest, first]: [number, Told], told: Map<number, unknown>): number {
  const before = Math.max(0, ...[...told.keys()].filter((level) => level < oldest));
  const since = Number(/^\d+\.\d+/.exec(first.since ?? '')?.[0] ?? oldest);
  return LEVELS.find((level) => level > before && level >= since)!;
}

/** A change between two engines that were run is taken to be in the first version between them. */
function nextLevel(level: number): number {
  return LEVELS[LEVELS.indexOf(level) + 1];
}

function pairs(reply: Reply[]): Record<string, Reply> {
  return Object.fromEntries(reply.flatMap((key, at) => (at % 2 === 0 ? [[String(key), reply[at + 1]]] : [])));
}

const HEADER = `// Generated by test/engines/generate-commands.ts from what the engines themselves reply to COMMAND; run 'npx projen commands' to renew it.

/**
 * A command or sub-command (\`config|get\`) of Redis OSS and Valkey.
 *
 * The versions of both engines lie on one line: Redis OSS 6.0, 6.2 and 7.0 (7.1), then Valkey 7.2, 8.0, 8.1 (8.2), 9.0
 * and 9.1.
 */
export interface CommandFact {
  /** The first version that has it. */
  readonly since: number;
  /** The first version that has it no more. */
  readonly until?: number;
  /** The number of arguments with the command's own words; negative when it is a minimum. */
  readonly arity: number;
  /** The ACL categories, without \`@\`. */
  readonly categories: string;
  /**
   * Where the keys are, one specification after the other: \`<needs> <start> <end>\`.
   *
   * Needs: R reads the value, W writes it, - neither; \`*\` when the options decide, \`!\` when some keys are not told.
   * Start: the position of the first key, or \`KEYWORD@<position>\` after which to look for the keyword that precedes
   * it. End: \`<last> <step> <limit>\` relative to the start, or \`#<position of the number of keys> <first> <step>\`;
   * \`?\` is not told.
   */
  readonly keys?: string;
  /** Allowed before authentication, and so to everybody. */
  readonly noAuth?: boolean;
  /** What was different before a version, the earliest first; where keys stand is told from 7.0 on. */
  readonly before?: readonly (readonly [number, Partial<CommandFact>])[];
}

export const COMMANDS: Readonly<Record<string, CommandFact>> = {`;

if (require.main === module) {
  void generateCommands().then((text) => writeFileSync(COMMANDS_FILE, text));
}
