import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

/** The folders of a module: its sources, and its tests in both groups. */
const GROUPS = ['src', 'test/public', 'test/internal'];

/** Runs all tests, or those of folders. The names `src/user`, `test/public/user`, and `user` are equivalent. */
async function main(folders: readonly string[]): Promise<void> {
  const statuses = folders.length === 0 ? await testAll() : await testFolders(folders);
  process.exitCode = statuses.every((status) => status === 0) ? 0 : 1;
}

/** Stops at the first step that fails. */
async function testAll(): Promise<number[]> {
  for (const task of ['compile', 'test:types', 'test:unit', 'eslint']) {
    const status = await run('projen', [task]);
    if (status !== 0) {
      return [status];
    }
  }
  return [];
}

/** Tests and lints at the same time, without the search for import cycles, which reads all modules. */
async function testFolders(folders: readonly string[]): Promise<number[]> {
  const paths = folders.flatMap(findPaths);
  return Promise.all([
    run('jest', ['--ci', '--reporters=default', ...paths.filter((found) => found.startsWith('test/'))]),
    run('eslint', ['--ext', '.ts', '--rule', 'import/no-cycle: off', ...paths], {
      ESLINT_USE_FLAT_CONFIG: 'false',
      NODE_NO_WARNINGS: '1',
    }),
  ]);
}

/** Finds the sources and the tests of a module, or the folder or file itself. */
function findPaths(folder: string): string[] {
  const name = path.relative('', folder);
  const group = GROUPS.find((candidate) => name.startsWith(`${candidate}/`));
  const module = group ? path.relative(group, name) : name;
  const candidates = [...GROUPS.map((candidate) => path.join(candidate, module)), name];
  const paths = [...new Set(candidates)].filter((candidate) => fs.existsSync(candidate));
  if (paths.length === 0) {
    throw new Error(`'${folder}' is neither a folder nor a file of the project.`);
  }
  return paths;
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
      .on('error', reject)
      .on('exit', (code) => resolve(code ?? 1));
  });
}

void main(process.argv.slice(2));
