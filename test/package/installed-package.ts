import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runCommand, ROOT } from '../languages/language';

const TARBALLS = join(ROOT, 'dist', 'js');

/** The folder with the installed package. It is outside of the checkout, whose node_modules it must not find. */
export const PACKAGE_PROJECT = join(
  tmpdir(),
  `cdk-elasticache-package-${createHash('sha256').update(ROOT).digest('hex').slice(0, 8)}`,
);

/** The files of the installed package. */
export const PACKAGE_FOLDER = join(PACKAGE_PROJECT, 'node_modules', 'cdk-elasticache');

/** Packs the compiled library as the release does, and installs it with its peer dependencies in an empty folder. */
export function installPackage() {
  rmSync(TARBALLS, { recursive: true, force: true });
  runCommand(ROOT, 'npx', ['projen', 'package:js']);

  rmSync(PACKAGE_PROJECT, { recursive: true, force: true });
  mkdirSync(PACKAGE_PROJECT, { recursive: true });
  writeFileSync(join(PACKAGE_PROJECT, 'package.json'), JSON.stringify({ private: true }));
  const peers = ['aws-cdk-lib', 'constructs'].map((name) => `${name}@${readInstalledVersion(name)}`);
  runCommand(PACKAGE_PROJECT, 'npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefer-offline',
    ...peers,
    getReleaseTarball(),
  ]);
}

/** The tarball that `installPackage` packed. */
export function getReleaseTarball(): string {
  const [name] = readdirSync(TARBALLS).filter((file) => file.endsWith('.tgz'));
  return join(TARBALLS, name);
}

/** Reads the jsii assembly of the installed package. */
export function readAssembly(): any {
  return JSON.parse(gunzipSync(readFileSync(join(PACKAGE_FOLDER, '.jsii.gz'))).toString());
}

function readInstalledVersion(name: string): string {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}
