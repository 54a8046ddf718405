import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getReleaseTarball, PACKAGE_FOLDER } from './installed-package';

interface TarballFile {
  readonly path: string;
  readonly mode: string;
  readonly size: number;
}

/** Lists the files of the tarball. A line of `tar` is `-rw-r--r-- 0/0 1234 1985-10-26 08:15 package/name`. */
function listTarball(): TarballFile[] {
  const output = execFileSync('tar', ['-tvzf', getReleaseTarball()], { encoding: 'utf8' });
  return output
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .map(([mode, , size, , , path]) => ({ mode, size: Number(size), path: path.replace(/^package\//, '') }));
}

const files = listTarball();
const manifest = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8'));

test('contains only files for users and Construct Hub', () => {
  expect(
    files
      .map(({ path }) => path)
      .filter((path) => !/^lib\/.*\.(js|d\.ts)$/.test(path))
      .sort(),
  ).toEqual([
    '.jsii',
    '.jsii.gz',
    '.jsii.tabl.json.gz',
    'LICENSE',
    'README.md',
    'package.json',
    'rosetta/default.ts-fixture',
  ]);
});

test('contains the JavaScript of the library and of its command in one file each', () => {
  expect(
    files
      .map(({ path }) => path)
      .filter((path) => /^lib\/.*\.js$/.test(path))
      .sort(),
  ).toEqual(['lib/command/bin.js', 'lib/index.js']);
});

test('contains no source maps', () => {
  const withMaps = files
    .map(({ path }) => path)
    .filter((path) => path.startsWith('lib/'))
    .filter((path) => readFileSync(join(PACKAGE_FOLDER, path), 'utf8').includes('sourceMappingURL'));

  expect(withMaps).toEqual([]);
});

test('the commands are executable, because other languages run them without npm', () => {
  const commands = Object.values<string>(manifest.bin);

  expect(commands).toEqual(['lib/command/bin.js']);
  expect(files.filter(({ path }) => commands.includes(path)).map(({ mode }) => mode)).toEqual(['-rwxr-xr-x']);
  expect(files.filter(({ path, mode }) => path.startsWith('lib/') && mode.includes('x'))).toHaveLength(1);
});

test('stays within the size budget', () => {
  // Measured: 640 KB packed, 2,600 KB unpacked, 268 files.
  expect(statSync(getReleaseTarball()).size).toBeLessThan(700_000);
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(2_800_000);
  expect(files.length).toBeLessThan(300);
});

test('has no dependencies except for peers', () => {
  expect([manifest.dependencies, manifest.bundledDependencies]).toEqual([undefined, undefined]);
  expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['aws-cdk-lib', 'constructs']);
});

test('has the metadata for Construct Hub', () => {
  expect(manifest.keywords).toEqual(expect.arrayContaining(['aws-cdk', 'awscdk', 'elasticache']));
  expect(manifest.license).toBe('Apache-2.0');
  expect(manifest.repository).toEqual({
    type: 'git',
    url: expect.stringMatching(/^https:\/\/github\.com\/.*\.git$/),
  });
});
