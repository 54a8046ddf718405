import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import type { SourcePackage } from './source';

/** A package of the newest version, unpacked in a folder. */
export interface UnpackedPackage {
  readonly folder: string;
  readonly package: SourcePackage;
}

/** The date of a package whose release date is not known. */
export const UNKNOWN_DATE = 'unknown date';

/** Downloads the newest wheel of a Python package with pip, which the user can configure, and unpacks it. */
export function downloadWheel(name: string, folder: string): UnpackedPackage {
  const downloads = path.join(folder, `${name}-download`);
  const unpacked = path.join(folder, name);
  run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', downloads, name]);
  const wheel = fs.readdirSync(downloads)[0];
  run('python3', ['-m', 'zipfile', '--extract', path.join(downloads, wheel), unpacked]);
  const listing = run('python3', ['-m', 'zipfile', '--list', path.join(downloads, wheel)]);
  return { folder: unpacked, package: { name, version: wheel.split('-')[1], date: findWheelDate(listing) } };
}

/** Downloads the newest wheel of a Python package. Returns `undefined` if no wheel supports this system. */
export function downloadWheelIfSupported(name: string, folder: string): UnpackedPackage | undefined {
  try {
    return downloadWheel(name, folder);
  } catch (error) {
    if (isUnsupported(String(error))) {
      return undefined;
    }
    throw error;
  }
}

/** After connection errors, pip also finds no distribution. */
function isUnsupported(message: string): boolean {
  return message.includes('No matching distribution found') && !message.includes('connection broken');
}

/** Downloads the newest version of an npm package with npm, which the user can configure, and unpacks some paths. */
export function downloadNpmPackage(name: string, folder: string, paths: readonly string[]): UnpackedPackage {
  const unpacked = path.join(folder, path.basename(name));
  fs.mkdirSync(unpacked);
  const tarball = run('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@latest`]).trim();
  const members = ['package.json', ...paths].map((member) => `package/${member}`);
  run('tar', ['-xzf', path.join(folder, tarball), '-C', unpacked, '--strip-components=1', ...members]);
  const { version } = JSON.parse(fs.readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
  const times = run('npm', ['view', `${name}@${version}`, 'time', '--json']);
  return { folder: unpacked, package: { name, version, date: findNpmDate(times, version) } };
}

/** Finds the date of the metadata in the list of the files of a wheel. Wheels with reproducible dates have none. */
export function findWheelDate(listing: string): string {
  const date = /\.dist-info\/METADATA\s+(\d{4}-\d\d-\d\d)/.exec(listing)?.[1];
  return date === undefined || date < '1981' ? UNKNOWN_DATE : date;
}

/** Finds the release date of a version in the reply of `npm view`. Not every registry has the dates. */
export function findNpmDate(times: string, version: string): string {
  const date: string | undefined = JSON.parse(times || '{}')[version];
  return date?.slice(0, 10) ?? UNKNOWN_DATE;
}

/** Runs a command, whose error output is part of the error if it fails. */
function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
