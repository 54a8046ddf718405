import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sources from 'cdk-elasticache';

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'package-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program that uses the package, and returns its output. */
function run(name: string, code: string): string {
  writeFileSync(join(folder, name), code);
  return execFileSync(process.execPath, [join(folder, name)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

test('the package exports what the sources export', () => {
  const names = run('names.cjs', `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(ROOT)}))));`);

  expect(JSON.parse(names).sort()).toEqual(Object.keys(sources).sort());
});

test('ECMAScript modules import by name', () => {
  const entry = JSON.stringify(join(ROOT, 'lib', 'index.js'));

  expect(
    run(
      'names.mjs',
      `import { CacheEngine, ServerlessCache } from ${entry}; console.log(ServerlessCache.name, String(CacheEngine.VALKEY_8));`,
    ),
  ).toBe('ServerlessCache valkey_8');
});

describe('published package', () => {
  const [{ files, bundled, unpackedSize }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [{ files: { path: string }[]; bundled: string[]; unpackedSize: number }];
  const paths = files.map(({ path }) => path);
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

  test('contains only files for users and Construct Hub', () => {
    expect(
      paths
        .filter((path) => !/^(lib\/.*\.(js|d\.ts)|node_modules\/yaml\/.*)$/.test(path) && path !== '.jsii.tabl.json.gz')
        .sort(),
    ).toEqual(['.jsii', '.jsii.gz', 'LICENSE', 'README.md', 'package.json', 'rosetta/default.ts-fixture']);
  });

  test('contains no source maps', () => {
    const withMaps = paths
      .filter((path) => path.startsWith('lib/'))
      .filter((path) => path.endsWith('.map') || readFileSync(join(ROOT, path), 'utf8').includes('sourceMappingURL'));

    expect(withMaps).toEqual([]);
  });

  test('is smaller than 2.5 MB when unpacked', () => {
    expect(unpackedSize).toBeLessThan(2_500_000);
  });

  test('has no dependencies except for peers and the bundled YAML parser', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(bundled);
    expect(bundled).toEqual(['yaml']);
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
});
