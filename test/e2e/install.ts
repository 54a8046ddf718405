import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installedEngines, MEMCACHED } from '../engines';
import { installEngines } from '../engines/install';
import { findProgram } from '../engines/locate';
import { VENV } from './emulator/ministack/venv';

/**
 * The emulator uses internals of MiniStack, so the version is pinned. The others are a Memcached client with auto
 * discovery, and the clients of the examples.
 */
const PYTHON_PACKAGES: Readonly<Record<string, string>> = {
  ministack: '1.4.21',
  pymemcache: '4.0.0',
  'django-elastipymemcache': '3.0.0',
  celery: '5.6.3',
  // Celery needs these two packages for Redis OSS.
  redis: '8.1.0',
  packaging: '26.3',
  'valkey-glide': '2.5.2',
};

interface Requirement {
  readonly name: string;
  readonly required: boolean;
  readonly isInstalled: () => boolean;
}

const REQUIREMENTS: readonly Requirement[] = [
  ...Object.keys(PYTHON_PACKAGES).map((name) => ({
    name: `${name} ${PYTHON_PACKAGES[name]} (PyPI)`,
    required: true,
    isInstalled: () => hasPackage(name),
  })),
  {
    name: 'a Redis OSS server',
    required: true,
    isInstalled: () => installedEngines().some((name) => name.startsWith('redis')),
  },
  {
    name: 'a Valkey server',
    required: true,
    isInstalled: () => installedEngines().some((name) => name.startsWith('valkey')),
  },
  { name: 'a Memcached server', required: MEMCACHED.required, isInstalled: () => findProgram(MEMCACHED) !== undefined },
  {
    name: 'valkey-glide for this platform',
    required: true,
    isInstalled: () => succeeds(process.execPath, '-e', 'require("@valkey/valkey-glide")'),
  },
  { name: 'Java and Maven, for Jedis', required: false, isInstalled: () => succeeds('mvn', '-v') },
  { name: 'openssl, for certificates', required: true, isInstalled: () => succeeds('openssl', 'version') },
  {
    name: 'setpriv, so that no process outlives the tests',
    required: false,
    isInstalled: () => existsSync('/usr/bin/setpriv'),
  },
];

function main() {
  installEngines();
  if (!Object.keys(PYTHON_PACKAGES).every(hasPackage)) {
    const packages = Object.entries(PYTHON_PACKAGES).map(([name, version]) => `${name}==${version}`);
    try {
      execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' });
      execFileSync(
        join(VENV, 'bin/python'),
        ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages],
        { stdio: 'inherit' },
      );
    } catch (error) {
      console.error(String(error));
    }
  }
  const missing = REQUIREMENTS.filter(({ isInstalled }) => !isInstalled());
  if (missing.length > 0) {
    console.error(
      [
        '',
        '!!! Missing requirements of the deployment tests:',
        ...missing.map(({ name, required }) => `!!!   ${required ? 'REQUIRED' : 'optional'}  ${name}`),
        '',
      ].join('\n'),
    );
  }
  if (missing.some(({ required }) => required)) {
    process.exit(1);
  }
}

function hasPackage(name: string): boolean {
  return succeeds(
    join(VENV, 'bin/python'),
    '-c',
    `import importlib.metadata as m; assert m.version("${name}") == "${PYTHON_PACKAGES[name]}"`,
  );
}

function succeeds(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

main();
