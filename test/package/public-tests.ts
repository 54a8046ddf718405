import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage, isPackageInstalled, PACKAGE_FOLDER, PACKAGE_PROJECT } from './installed-package';
import { ROOT } from './npm-package';
import { findScript } from '../../projenrc/tasks/find-script';

const TESTS = join(PACKAGE_PROJECT, 'test', 'public');
const NODE_MODULES = join(ROOT, 'node_modules');

/** What the public tests import in addition to the package and its peers. */
const TEST_DEPENDENCIES = [
  '@aws-cdk/aws-elasticache-alpha',
  '@aws-cdk/aws-service-spec',
  '@cdklabs/cdk-validator-cfnguard',
  'cdk-nag',
  'fast-check',
];

/** The compiler options of the public tests, whose types are those of the package. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'preserve',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    typeRoots: [join(NODE_MODULES, '@types')],
    types: ['jest', 'node'],
    paths: Object.fromEntries(TEST_DEPENDENCIES.map((name) => [name, [join(NODE_MODULES, name)]])),
  },
  include: ['test'],
};

/** The tests and their dependencies use the installed package and its peers, and nothing else of the checkout. */
const JEST_CONFIG = {
  rootDir: PACKAGE_PROJECT,
  roots: [TESTS],
  setupFiles: [join(TESTS, 'setup.ts')],
  setupFilesAfterEnv: [join(PACKAGE_PROJECT, 'node_modules', 'aws-cdk-lib', 'testhelpers', 'jest-autoclean.js')],
  moduleNameMapper: {
    '^cdk-elasticache$': PACKAGE_FOLDER,
    '^(aws-cdk-lib|constructs)(/.*)?$': join(PACKAGE_PROJECT, 'node_modules', '$1$2'),
    ...Object.fromEntries(TEST_DEPENDENCIES.map((name) => [`^${name}$`, require.resolve(name)])),
  },
  transform: {
    '^.+\\.ts$': [
      join(NODE_MODULES, 'ts-jest'),
      { tsconfig: { target: 'ES2022', module: 'commonjs', esModuleInterop: true, isolatedModules: true } },
    ],
  },
  clearMocks: true,
  maxWorkers: 2,
  reporters: [
    'default',
    [
      join(NODE_MODULES, 'jest-junit'),
      { outputDirectory: join(ROOT, 'test-reports'), outputName: 'packed-public.xml' },
    ],
  ],
};

/** Copies the public tests next to the installed package, checks their types, and runs them there. */
function main(args: readonly string[]): void {
  if (!isPackageInstalled()) {
    installPackage();
  }
  rmSync(TESTS, { recursive: true, force: true });
  cpSync(join(ROOT, 'test', 'public'), TESTS, { recursive: true });
  writeFileSync(join(PACKAGE_PROJECT, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(PACKAGE_PROJECT, 'jest.config.json'), JSON.stringify(JEST_CONFIG));

  run(findScript('tsc', 'typescript'), ['-p', '.']);
  run(findScript('jest'), ['--ci', '-c', 'jest.config.json', ...args]);
}

function run(script: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: PACKAGE_PROJECT, stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
}

main(process.argv.slice(2));
