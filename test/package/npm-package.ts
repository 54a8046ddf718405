import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScript, NPM_OPTIONS } from '../../projenrc/tasks/find-script';

export const ROOT = join(__dirname, '..', '..');

const TARBALLS = join(ROOT, 'dist', 'js');

/** Packs the compiled library as the release does. */
export function packNpmPackage() {
  rmSync(TARBALLS, { recursive: true, force: true });
  runCommand(ROOT, process.execPath, [findScript('projen'), 'package:js']);
}

/** The tarball that `packNpmPackage` created. */
export function getNpmTarball(): string {
  const [name] = readdirSync(TARBALLS).filter((file) => file.endsWith('.tgz'));
  return join(TARBALLS, name);
}

/** Installs the tarball with its peer dependencies, and other packages, in a folder without a package. */
export function installNpmPackage(folder: string, ...others: string[]) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const peers = ['aws-cdk-lib', 'constructs'].map((name) => `${name}@${readInstalledVersion(name)}`);
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  runCommand(folder, 'npm', ['install', ...options, ...peers, ...others, getNpmTarball()]);
}

/** Reads the version of a dependency of this project. */
export function readInstalledVersion(name: string): string {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** Runs a command, and returns its standard output. An error contains the complete output. */
export function runCommand(cwd: string, command: string, args: string[], env: Record<string, string> = {}): string {
  try {
    return execFileSync(command, args, {
      ...(command === 'npm' ? NPM_OPTIONS : {}),
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
    throw new Error([message, stdout, stderr].join('\n'));
  }
}
