import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { installNpmPackage, packNpmPackage, ROOT } from './npm-package';

/** The folder with the installed package. It is outside of the checkout, whose node_modules it must not find. */
export const PACKAGE_PROJECT = join(
  // Node.js reports the paths of files without symbolic links. The temporary folder of macOS is one.
  realpathSync(tmpdir()),
  `cdk-elasticache-package-${createHash('sha256').update(ROOT).digest('hex').slice(0, 8)}`,
);

/** The files of the installed package. */
export const PACKAGE_FOLDER = join(PACKAGE_PROJECT, 'node_modules', 'cdk-elasticache');

/** Packs the compiled library, and installs it with its peer dependencies in an empty folder. */
export function installPackage() {
  packNpmPackage();
  rmSync(PACKAGE_PROJECT, { recursive: true, force: true });
  installNpmPackage(PACKAGE_PROJECT);
}

/** Whether the package of the last compilation is installed. */
export function isPackageInstalled(): boolean {
  const [compiled, installed] = [ROOT, PACKAGE_FOLDER].map((folder) =>
    statSync(join(folder, 'lib', 'index.js'), { throwIfNoEntry: false }),
  );
  return installed !== undefined && installed.mtimeMs >= (compiled?.mtimeMs ?? Infinity);
}

/** Reads the jsii assembly of the installed package. */
export function readAssembly(): any {
  return JSON.parse(gunzipSync(readFileSync(join(PACKAGE_FOLDER, '.jsii.gz'))).toString());
}
