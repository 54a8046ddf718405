import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/**
 * Renders a patch for `git apply`.
 *
 * @param files the new contents by the path relative to the root
 */
export function renderPatch(root: string, files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'facts-patch-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      writeFile(path.join(folder, 'a', file), fs.readFileSync(path.join(root, file), 'utf8'));
      writeFile(path.join(folder, 'b', file), content);
    }
    const options = ['diff', '--no-index', '--no-prefix', '--no-color', 'a', 'b'];
    return Object.keys(files).length === 0 ? '' : spawnSync('git', options, { cwd: folder, encoding: 'utf8' }).stdout;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function writeFile(file: string, content: string) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}
