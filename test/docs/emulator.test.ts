import * as fs from 'fs';
import * as path from 'path';
import { ROOT, readPage } from './pages';

const EMULATOR = 'test/e2e/emulator';

/** The emulator's files by their paths, without its page. */
function listFiles(): string[] {
  return fs
    .readdirSync(path.join(ROOT, EMULATOR), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.pyc'))
    .map(({ parentPath, name }) => path.relative(path.join(ROOT, EMULATOR), path.join(parentPath, name)))
    .filter((file) => file !== 'README.md');
}

test("the map on the emulator's page lists every file once", () => {
  const [, map] = readPage(`${EMULATOR}/README.md`).split('\n## Map\n');
  const mapped = [...map.matchAll(/^\| `([^`]+)` \| \S.* \|$/gm)].map(([, file]) => file);

  expect(mapped.sort()).toEqual(listFiles().sort());
});
