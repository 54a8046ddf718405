import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installedEngines, MEMCACHED } from '../engines';
import { installEngines } from '../engines/install';
import { findProgram } from '../engines/locate';
import { VENV } from './emulator/venv';

/** Its insides are used, so its version is this one and no other. */
const MINISTACK = 'ministack==1.4.21';

interface Part {
  readonly name: string;
  readonly required: boolean;
  readonly found: () => boolean;
}

const PARTS: readonly Part[] = [
  { name: `${MINISTACK} (PyPI)`, required: true, found: () => hasMinistack() },
  { name: 'a Redis OSS server', required: true, found: () => installedEngines().some(name => name.startsWith('redis')) },
  { name: 'a Valkey server', required: true, found: () => installedEngines().some(name => name.startsWith('valkey')) },
  { name: 'a Memcached server', required: MEMCACHED.required, found: () => findProgram(MEMCACHED) !== undefined },
  { name: 'valkey-glide for this platform', required: true, found: () => runs(process.execPath, '-e', 'require("@valkey/valkey-glide")') },
  { name: 'openssl, for certificates', required: true, found: () => runs('openssl', 'version') },
  { name: 'setpriv, so that no process outlives the tests', required: false, found: () => existsSync('/usr/bin/setpriv') },
];

function main() {
  installEngines();
  if (!hasMinistack()) {
    try {
      execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' });
      execFileSync(join(VENV, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', MINISTACK], { stdio: 'inherit' });
    } catch (error) {
      console.error(String(error));
    }
  }
  const missing = PARTS.filter(({ found }) => !found());
  if (missing.length > 0) {
    console.error(['', '!!! What the deployments could not have:', ...missing.map(({ name, required }) => `!!!   ${required ? 'REQUIRED' : 'optional'}  ${name}`), ''].join('\n'));
  }
  if (missing.some(({ required }) => required)) { process.exit(1); }
}

function hasMinistack(): boolean {
  return runs(join(VENV, 'bin/python'), '-c', `import importlib.metadata as m; assert m.version("ministack") == "${MINISTACK.split('==')[1]}"`);
}

function runs(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

main();
