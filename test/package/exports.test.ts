import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { PACKAGE_FOLDER, PACKAGE_PROJECT, readAssembly } from './installed-package';
import { runProgram } from './program';

const ENTRY_POINT = 'cdk-elasticache';
const DEEP_IMPORT = 'cdk-elasticache/lib/index.js';
const DEEP_TYPES = 'cdk-elasticache/lib/serverless-cache';

/** Resolves a module name as TypeScript does. */
function resolveTypes(moduleName: string, options: ts.CompilerOptions): string | undefined {
  const importer = join(PACKAGE_PROJECT, 'app.ts');
  const mode = options.module === ts.ModuleKind.Node16 ? ts.ModuleKind.CommonJS : undefined;
  return ts.resolveModuleName(moduleName, importer, options, ts.sys, undefined, undefined, mode).resolvedModule
    ?.resolvedFileName;
}

test('the entry point exports every class and enum of the API, and every namespace', () => {
  const { types } = readAssembly();
  const exported = Object.values<any>(types).filter(({ kind }) => kind !== 'interface');
  const namesIn = (namespace?: string) =>
    exported.filter((type) => type.namespace === namespace).map(({ name }) => name as string);

  const { stdout } = runProgram(
    'names.js',
    `const library = require('${ENTRY_POINT}');
console.log(JSON.stringify([Object.keys(library), Object.keys(library.mixins)]))`,
  );

  expect(namesIn()).toEqual(expect.arrayContaining(['ServerlessCache', 'CacheEngine', 'ElastiCacheRules']));
  expect(namesIn('mixins')).toContain('SnapshotRetention');
  const [names, mixinNames] = JSON.parse(stdout);
  expect(names.sort()).toEqual([...namesIn(), 'mixins'].sort());
  expect(mixinNames.sort()).toEqual(namesIn('mixins').sort());
});

test('ECMAScript modules import by name', () => {
  const code = `import { CacheEngine, ServerlessCache } from '${ENTRY_POINT}';
console.log(ServerlessCache.name, String(CacheEngine.VALKEY_8));`;

  expect(runProgram('names.mjs', code).stdout).toBe('ServerlessCache valkey_8');
});

test.each(['package.json', '.jsii', '.jsii.gz'])('tools can resolve %s', (file) => {
  const { stdout } = runProgram('resolve.js', `console.log(require.resolve('${ENTRY_POINT}/${file}'))`);

  expect(stdout).toBe(join(PACKAGE_FOLDER, file));
});

test.each([
  ['require', 'deep.js', `require('${DEEP_IMPORT}')`],
  ['import', 'deep.mjs', `import '${DEEP_IMPORT}'`],
])('a deep %s fails at run time', (_, file, code) => {
  const { exitCode, stderr } = runProgram(file, code);

  expect(existsSync(join(PACKAGE_FOLDER, 'lib', 'index.js'))).toBe(true);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
});

describe.each<[string, ts.CompilerOptions]>([
  ['node10', { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 }],
  ['node16', { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }],
  ['bundler', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
])('TypeScript with the module resolution %s', (_, options) => {
  test('finds the types of the entry point', () => {
    expect(resolveTypes(ENTRY_POINT, options)).toBe(join(PACKAGE_FOLDER, 'lib', 'index.d.ts'));
  });

  test('does not find deep imports', () => {
    expect(existsSync(join(PACKAGE_FOLDER, 'lib', 'serverless-cache', 'index.d.ts'))).toBe(true);
    expect(resolveTypes(DEEP_TYPES, options)).toBeUndefined();
  });
});
