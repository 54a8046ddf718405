import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import * as ts from 'typescript';
import webpack from 'webpack';
import { PACKAGE_PROJECT } from './installed-package';
import { ROOT } from './npm-package';
import { runFile } from './program';

/* Bundles the quickstart into an empty folder, and compares its template with that of the program without a bundler. */
const PROGRAM = join(PACKAGE_PROJECT, 'quickstart-program.js');

/** Synthesizes the quickstart, or creates an invalid cache. */
const PROGRAM_CODE = `const { app } = require('./quickstart');
const { ServerlessCache } = require('cdk-elasticache');

function createInvalidCache(scope) {
  new ServerlessCache(scope, 'Invalid', { serverlessCacheName: 'no good name' });
}

const quickstart = app();
if (process.argv[2] === 'invalid') {
  createInvalidCache(quickstart.node.findChild('Quickstart'));
}
quickstart.synth();
`;

/** Bundles the program into one file, and returns the names of the files with warnings. */
type Bundle = (folder: string, file: string) => Promise<string[]>;

const bundleWithEsbuild: Bundle = async (folder, file) => {
  const { warnings } = buildSync({
    entryPoints: [PROGRAM],
    bundle: true,
    platform: 'node',
    absWorkingDir: PACKAGE_PROJECT,
    outfile: join(folder, file),
    logLevel: 'silent',
    logOverride: { 'unsupported-require-call': 'warning' },
  });
  return warnings.map(({ location }) => location!.file);
};

const bundleWithWebpack: Bundle = async (folder, file) => {
  const output = { path: folder, filename: file };
  const compiler = webpack({ mode: 'none', target: 'node', context: PACKAGE_PROJECT, entry: PROGRAM, output })!;
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  const { errors = [], warnings = [] } = stats!.toJson({ all: false, errors: true, warnings: true });
  expect(errors.map(({ message }) => message)).toEqual([]);
  return warnings.map(({ moduleName }) => moduleName!);
};

function synthesize(folder: string, file: string): any {
  const output = mkdtempSync(join(tmpdir(), 'bundled-'));
  const { exitCode, stderr } = runFile(folder, file, [], { CDK_OUTDIR: output });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const template = JSON.parse(readFileSync(join(output, 'Quickstart.template.json'), 'utf8'));
  rmSync(output, { recursive: true });
  return template;
}

beforeAll(() => {
  const source = readFileSync(join(ROOT, 'examples', 'quickstart', 'app.ts'), 'utf8');
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  writeFileSync(join(PACKAGE_PROJECT, 'quickstart.js'), ts.transpileModule(source, { compilerOptions }).outputText);
  writeFileSync(PROGRAM, PROGRAM_CODE);
});

describe.each<[string, Bundle]>([
  ['esbuild', bundleWithEsbuild],
  ['webpack', bundleWithWebpack],
])('the quickstart bundled with %s', (_, bundle) => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const filename = 'bundle.js';

  let warnings: string[];

  beforeAll(async () => {
    warnings = await bundle(folder, filename);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // No option is necessary: these calls of aws-cdk-lib load data of the app, and only if it uses the module.
  test('has no call of require that the bundler does not follow, except in three modules of aws-cdk-lib', () => {
    const modules = warnings.map((file) => /node_modules\/(aws-cdk-lib\/[\w-]+)/.exec(file)?.[1] ?? file);

    expect([...new Set(modules)].sort()).toEqual([
      'aws-cdk-lib/aws-lambda-nodejs',
      'aws-cdk-lib/cloudformation-include',
      'aws-cdk-lib/custom-resources',
    ]);
  });

  test('does not refer to the folder of the installed package', () => {
    expect(readFileSync(join(folder, filename), 'utf8').includes(PACKAGE_PROJECT)).toBe(false);
  });

  test('synthesizes the same template in an empty folder', () => {
    const template = synthesize(folder, filename);

    expect(Object.values<any>(template.Resources).map(({ Type }) => Type)).toContain(
      'AWS::ElastiCache::ServerlessCache',
    );
    expect(template).toEqual(synthesize(PACKAGE_PROJECT, PROGRAM));
  });

  test('shows the function of the user in the stack trace of an error', () => {
    const { exitCode, stderr } = runFile(folder, filename, ['invalid']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("ElastiCacheValidationError: Cannot create ServerlessCache 'Quickstart/Invalid':");
    expect(stderr).toContain(`    at createInvalidCache (${join(folder, filename)}:`);
  });
});
