import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from './installed-package';
import { getNpmTarball, ROOT, runCommand } from './npm-package';

interface TarballFile {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
}

/** Lists the files of the tarball. */
function listTarball(): TarballFile[] {
  return JSON.parse(runCommand(ROOT, 'npm', ['pack', '--dry-run', '--json', getNpmTarball()]))[0].files;
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
    'NOTICE',
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
  expect(files.filter(({ path }) => commands.includes(path)).map(({ mode }) => mode)).toEqual([0o755]);
  expect(files.filter(({ path, mode }) => path.startsWith('lib/') && mode !== 0o644)).toHaveLength(1);
});

test('stays within the size budget', () => {
  // Measured: 825 KB packed, 3,400 KB unpacked, 383 files.
  expect(statSync(getNpmTarball()).size).toBeLessThan(900_000);
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(3_700_000);
  expect(files.length).toBeLessThan(400);
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
