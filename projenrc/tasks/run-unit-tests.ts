import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

/** The folders of unit tests, each with the modules of src. */
const TEST_GROUPS = ['test/public', 'test/internal'];

const GROUPS = ['src', ...TEST_GROUPS];

/** Folders without TypeScript, whose tests are in a folder of the same name. */
const PAGES = ['docs'];

/** The rules that read all modules, or their types. */
const SLOW_RULES = [
  '@typescript-eslint/no-floating-promises',
  '@typescript-eslint/return-await',
  'awscdk/no-construct-in-interface',
  'awscdk/no-mutable-public-property-of-construct',
  'import/no-cycle',
];

/** Only changed files are linted again. */
const CACHE_OPTIONS = ['--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/eslint/'];

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

/** Tests and lints at the same time, without the slow rules. */
async function testFolders(folders: readonly string[]): Promise<number[]> {
  const paths = [...new Set(folders.flatMap(findPaths))];
  const tests = paths.filter((found) => found.startsWith('test/'));
  const env = { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' };
  const off = SLOW_RULES.flatMap((rule) => ['--rule', `${rule}: off`]);
  const options = ['--ext', '.ts', '--parser-options', 'projectService:false', ...CACHE_OPTIONS, ...off];
  const lint = run('eslint', [...options, ...paths], env);
  if (tests.length === 0) {
    console.log(`No folder of tests belongs to ${folders.join(', ')}.`);
    return [await lint];
  }
  return Promise.all([run('jest', [...tests, '--ci', '--reporters=default']), lint]);
}

/** Finds the sources and the tests of a module, or of the module that contains a file. */
function findPaths(folder: string): string[] {
  const name = path.relative('', folder);
  const group = GROUPS.find((candidate) => name === candidate || name.startsWith(`${candidate}/`));
  const file = group ? path.relative(group, name) : name;
  const isSourceFile = group === 'src' && name.endsWith('.ts');
  const candidates = isSourceFile
    ? [name, ...TEST_GROUPS.map((candidate) => path.join(candidate, path.dirname(file)))]
    : [...GROUPS.map((candidate) => path.join(candidate, file)), path.join('test', file), name];
  const paths = [...new Set(candidates)].filter((candidate) => fs.existsSync(candidate) && !PAGES.includes(candidate));
  const isMissing = isSourceFile ? !paths.includes(name) : paths.length === 0;
  if (isMissing) {
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

main(process.argv.slice(2)).catch(({ message }: Error) => {
  console.error(message);
  process.exitCode = 1;
});
