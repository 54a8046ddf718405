import { spawn, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { stripVTControlCharacters } from 'util';
import { findScript } from './find-script';

/** The folders of unit tests, each with the modules of src. */
const TEST_GROUPS = ['test/public', 'test/internal'];

const GROUPS = ['src', ...TEST_GROUPS];

/** Folders without TypeScript, whose tests are in a folder of the same name. */
const PAGES = ['docs'];

/** The folder of the Lambda functions, whose tests are those of their bundles in src. */
const LAMBDA = 'lambda';

const LAMBDA_TESTS = 'test/internal/user';

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

/** How a program ended. */
interface Result {
  readonly status: number;
  /** A line for the summary. */
  readonly summary: string;
}

/**
 * Runs all tests, or those of folders. The names `src/user`, `test/public/user`, and `user` are equivalent. The first
 * argument that begins with `-`, and all arguments after it, are options of Jest.
 */
async function main(args: readonly string[]): Promise<void> {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const folders = firstOption < 0 ? args : args.slice(0, firstOption);
  if (folders.length > 0) {
    process.exitCode = await testFolders(folders, args.slice(folders.length));
  } else if (args.length > 0) {
    throw new Error(`The options ${args.join(' ')} require a folder: npx projen test user ${args.join(' ')}`);
  } else {
    process.exitCode = testAll();
  }
}

/** Stops at the first step that fails. */
function testAll(): number {
  for (const task of ['compile', 'test:types', 'test:unit', 'eslint']) {
    const status = runTask(task);
    if (status !== 0) {
      return status;
    }
  }
  return 0;
}

/** Tests and lints at the same time, without the slow rules, and prints a summary. */
async function testFolders(folders: readonly string[], jestOptions: readonly string[]): Promise<number> {
  const start = performance.now();
  const paths = [...new Set(folders.flatMap(findPaths))];
  const status = paths.some(isInLambda) ? runTask('lambda') : 0;
  if (status !== 0) {
    return status;
  }
  const tests = paths.filter((found) => found.startsWith('test/'));
  const results = await Promise.all([runTests(tests, jestOptions), lint(paths)]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${results.map(({ summary }) => summary).join('. ')}. Seconds: ${seconds}`);
  return Math.max(...results.map((result) => result.status));
}

/** Runs the tests of folders. */
async function runTests(tests: readonly string[], jestOptions: readonly string[]): Promise<Result> {
  if (tests.length === 0) {
    return { status: 0, summary: 'No folder of tests' };
  }
  const { status, output } = await run('jest', [...tests, '--ci', '--reporters=default', ...jestOptions]);
  const [, files] = /^Test Suites: +(.*)/m.exec(output) ?? [];
  const [, counts] = /^Tests: +(.*)/m.exec(output) ?? [];
  return { status, summary: counts ? `Test files: ${files}. Tests: ${counts}` : 'No test was run' };
}

/** Lints files and folders. */
async function lint(paths: readonly string[]): Promise<Result> {
  const off = SLOW_RULES.flatMap((rule) => ['--rule', `${rule}: off`]);
  const options = ['--ext', '.ts', '--parser-options', 'projectService:false', ...CACHE_OPTIONS, ...off];
  const { status, output } = await run('eslint', [...options, ...paths], {
    ESLINT_USE_FLAT_CONFIG: 'false',
    NODE_NO_WARNINGS: '1',
  });
  const [, errors = status === 0 ? 0 : 'ESLint failed'] = /\((\d+) errors?, \d+ warnings?\)/.exec(output) ?? [];
  return { status, summary: `Lint errors: ${errors}` };
}

function isInLambda(name: string): boolean {
  return name === LAMBDA || name.startsWith(`${LAMBDA}/`);
}

/** Finds the sources and the tests of a module, or of the module that contains a file. */
function findPaths(folder: string): string[] {
  const name = path.relative('', folder).split(path.sep).join('/');
  const group = GROUPS.find((candidate) => name === candidate || name.startsWith(`${candidate}/`));
  const file = group ? path.posix.relative(group, name) : name;
  const isSourceFile = group === 'src' && name.endsWith('.ts');
  const candidates = isSourceFile
    ? [name, ...TEST_GROUPS.map((candidate) => path.posix.join(candidate, path.posix.dirname(file)))]
    : [...GROUPS.map((candidate) => path.posix.join(candidate, file)), path.posix.join('test', file), name];
  const paths = [...new Set(candidates)].filter((candidate) => fs.existsSync(candidate) && !PAGES.includes(candidate));
  const isMissing = isSourceFile ? !paths.includes(name) : paths.length === 0;
  if (isMissing) {
    throw new Error(`'${folder}' is neither a folder nor a file of the project.`);
  }
  return paths.some(isInLambda) ? [...paths, LAMBDA_TESTS] : paths;
}

/** Runs a task of this project, and returns its status. */
function runTask(task: string): number {
  return spawnSync(process.execPath, [findScript('projen'), task], { stdio: 'inherit' }).status ?? 1;
}

/** Runs the command of a package, prints its output, and returns the output without colors. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ status: number; output: string }>((resolve, reject) => {
    const colors = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const started = spawn(process.execPath, [findScript(command), ...args], {
      stdio: ['inherit', 'pipe', 'pipe'],
      env: { ...process.env, ...colors, ...env },
    });
    let output = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        process.stdout.write(text);
      });
    }
    started.on('error', reject).on('close', (code) => {
      resolve({ status: code ?? 1, output: stripVTControlCharacters(output) });
    });
  });
}

main(process.argv.slice(2)).catch(({ message }: Error) => {
  console.error(message);
  process.exitCode = 1;
});
