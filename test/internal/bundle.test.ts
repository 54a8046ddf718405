import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { bundleLibrary } from '../../projenrc/tasks/bundle';

/** A compiled library with two modules and a command. */
const FILES = {
  'package.json': JSON.stringify({
    main: 'lib/index.js',
    version: '1.2.3',
    bin: { 'cdk-elasticache-check': 'lib/command/bin.js' },
  }),
  'src/index.ts': "export * from './cache';\nexport * from './user';\n",
  'lib/index.js': "Object.assign(exports, require('./cache'), require('./user'));",
  'lib/cache/index.js': "console.log('loads caches');\nexports.Cache = class Cache {};",
  'lib/user/index.js': "console.log('loads users');\nexports.User = class User {};\nexports.Access = class Access {};",
  'src/command/bin.ts':
    "#!/usr/bin/env node\nimport { NAME } from './name';\nconsole.log(NAME, process.env.CDK_ELASTICACHE_VERSION);",
  'src/command/name.ts': "export const NAME: string = 'checker';",
  'lib/command/bin.js': "console.log('compiled');",
};

let root: string;

beforeEach(() => {
  jest.spyOn(console, 'log').mockReturnValue();
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
  Object.entries(FILES).forEach(([name, content]) => writeFile(name, content));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true });
});

function writeFile(name: string, content: string) {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

/** Runs a program, and returns the lines of its output. */
function run(...args: string[]): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

const listScripts = () =>
  (fs.readdirSync(path.join(root, 'lib'), { recursive: true }) as string[]).filter((name) => name.endsWith('.js'));

test('exports the names of all modules, and loads a module when a program uses one of its exports', () => {
  bundleLibrary(root);

  expect(run('-p', "Object.keys(require('./lib')).join()")).toEqual(['Cache,User,Access']);
  expect(run('-p', "require('./lib').User.name")).toEqual(['loads users', 'User']);
  expect(run('--input-type=module', '-e', "import { Cache } from './lib/index.js'; console.log(Cache.name)")).toContain(
    'Cache',
  );
});

test('exports a module as a namespace, and loads it when a program uses the namespace', () => {
  writeFile('src/index.ts', "export * from './cache';\nexport * as users from './user';\n");
  writeFile('lib/index.js', "Object.assign(exports, require('./cache'), { users: require('./user') });");

  bundleLibrary(root);

  expect(run('-p', "Object.keys(require('./lib')).join()")).toEqual(['Cache,users']);
  expect(run('-p', "Object.keys(require('./lib').users).join()")).toEqual(['loads users', 'User,Access']);
  expect(
    run('--input-type=module', '-e', "import { users } from './lib/index.js'; console.log(users.User.name)"),
  ).toContain('User');
});

test('loads a module when another one uses its exports for the first time', () => {
  writeFile(
    'lib/cache/index.js',
    'const user_1 = require("../user");\nexports.Cache = class Cache { addUser() { return new user_1.User(); } };',
  );

  bundleLibrary(root);

  expect(run('-p', "new (require('./lib').Cache)().constructor.name")).toEqual(['Cache']);
  expect(run('-p', "new (require('./lib').Cache)().addUser().constructor.name")).toEqual(['loads users', 'User']);
});

test.each([
  ['exports.list = () => user_1;', 'must use user_1 only to access exports, but got "() => user_1".'],
  ['const user = __importStar(require("../user"));', 'must import names only, but got "const user = __importStar'],
])('fails if a compiled file contains: %s', (statement, error) => {
  writeFile(
    'lib/cache/index.js',
    `const user_1 = require("../user");\nfunction __importStar(x) { return x; }\n${statement}`,
  );

  expect(() => bundleLibrary(root)).toThrow(error);
});

test('keeps texts that contain the name of a module', () => {
  writeFile(
    'lib/cache/index.js',
    'const user_1 = require("../user");\nexports.Cache = user_1.User;\nexports.text = "user_1.name";',
  );
  writeFile('lib/index.js', "Object.assign(exports, require('./user'), require('./cache'));");

  bundleLibrary(root);

  expect(run('-p', "require('./lib').text")).toContain('user_1.name');
});

test('bundles the command with its version, and deletes the other files', () => {
  bundleLibrary(root);

  expect(listScripts().sort()).toEqual(['command/bin.js', 'index.js']);
  expect(run('lib/command/bin.js')).toEqual(['checker 1.2.3']);
  expect(fs.statSync(path.join(root, 'lib/command/bin.js')).mode.toString(8)).toMatch(/755$/);
});

test('copies the command and its checksum to the assets of the release', () => {
  bundleLibrary(root);

  expect(run('dist/cdk-elasticache-check.js')).toEqual(['checker 1.2.3']);
  const { status } = spawnSync('sha256sum', ['--check', 'cdk-elasticache-check.js.sha256'], {
    cwd: path.join(root, 'dist'),
  });
  expect(status).toBe(0);
});

test('fails if the command contains a package other than the YAML parser', () => {
  writeFile('node_modules/other/index.js', "exports.NAME = 'other';");
  writeFile('src/command/name.ts', "export { NAME } from 'other';");

  expect(() => bundleLibrary(root)).toThrow(/^The command must not contain .*node_modules\/other\. Find the import/);
});

test('fails without changes if the library is already bundled', () => {
  bundleLibrary(root);
  const code = fs.readFileSync(path.join(root, 'lib/index.js'), 'utf8');
  // Jest caches which files exist in a folder.
  fs.renameSync(root, `${root}-bundled`);
  root = `${root}-bundled`;

  expect(() => bundleLibrary(root)).toThrow(
    'The compiled module "./cache" is missing. Compile before you bundle: npx projen compile.',
  );

  expect(fs.readFileSync(path.join(root, 'lib/index.js'), 'utf8')).toBe(code);
});

test.each([
  "export { User } from './user';",
  "export type * from './user';",
  "export type * as user from './user';",
  'export const LIMIT = 100;',
  "import './user';",
])('fails if the entry point contains: %s', (statement) => {
  writeFile('src/index.ts', `${FILES['src/index.ts']}${statement}\n`);

  expect(() => bundleLibrary(root)).toThrow(
    `must contain only "export * from" and "export * as", but got "${statement}".`,
  );
});

test.each([
  ['a module is missing', "export * from './user';", 'must export "Access,Cache,User", but exports "Access,User".'],
  ['there are no modules', '', 'must export "Access,Cache,User", but exports "".'],
])('fails and keeps the compiled files if %s in the entry point', (_, source, error) => {
  const scripts = listScripts();
  writeFile('src/index.ts', source);

  expect(() => bundleLibrary(root)).toThrow(error);

  expect(listScripts()).toEqual(expect.arrayContaining(scripts));
  expect(fs.readFileSync(path.join(root, 'lib/index.js'), 'utf8')).toBe(FILES['lib/index.js']);
});

test('fails if the library exports nothing', () => {
  writeFile('src/index.ts', '');
  writeFile('lib/index.js', '');

  expect(() => bundleLibrary(root)).toThrow('must export "", but exports "".');
});
