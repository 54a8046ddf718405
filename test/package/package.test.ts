import { execFileSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sources from '../../src';

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'package-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** What a program of a user prints. */
function run(name: string, code: string): string {
  writeFileSync(join(folder, name), code);
  return execFileSync(process.execPath, [join(folder, name)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

test('the package exports what the sources export', () => {
  const names = run('names.cjs', `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(ROOT)}))));`);

  expect(JSON.parse(names).sort()).toEqual(Object.keys(sources).sort());
});

test('ECMAScript modules import by name', () => {
  const entry = JSON.stringify(join(ROOT, 'lib', 'index.js'));

  expect(run('names.mjs', `import { CacheEngine, ServerlessCache } from ${entry}; console.log(ServerlessCache.name, String(CacheEngine.VALKEY_8));`))
    .toBe('ServerlessCache valkey 8');
});

test('an app that makes a cache loads neither the rules of other resources nor the tables of facts', () => {
  const loaded = run('loaded.cjs', `
    const { ServerlessCache } = require(${JSON.stringify(ROOT)});
    if (!ServerlessCache) { throw new Error(); }
    console.log(JSON.stringify(Object.keys(require.cache).filter(file => file.startsWith(${JSON.stringify(join(ROOT, 'lib'))}))));`);

  expect(JSON.parse(loaded)).toEqual([join(ROOT, 'lib', 'index.js')]);
});
