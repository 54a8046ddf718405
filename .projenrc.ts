import { awscdk, javascript, ReleasableCommits, release, typescript } from 'projen';
import { setUpBench } from './projenrc/bench';
import { setUpCompatibility } from './projenrc/compatibility';
import { setUpDependencies } from './projenrc/dependencies';
import { setUpDocs } from './projenrc/docs';
import { setUpE2e } from './projenrc/e2e';
import { setUpEngines } from './projenrc/engines';
import { setUpExamples } from './projenrc/examples';
import { setUpFacts } from './projenrc/facts';
import { setUpGates } from './projenrc/gates';
import { setUpLambda } from './projenrc/lambda';
import { setUpLanguages } from './projenrc/languages';
import { setUpLint } from './projenrc/lint';
import { setUpMutation } from './projenrc/mutation';
import { setUpNewestCdk } from './projenrc/newest-cdk';
import { setUpPackage } from './projenrc/package';
import { setUpProse } from './projenrc/prose';
import { setUpRules } from './projenrc/rules';
import { setUpUnitTests } from './projenrc/unit-tests';

const project = new awscdk.AwsCdkConstructLibrary({
  // Identity
  name: 'cdk-elasticache',
  description:
    'The complete AWS CDK construct library for Amazon ElastiCache: serverless caches, replication groups, Memcached, users and access control for Valkey, Redis OSS and Memcached',
  author: 'cdk-elasticache maintainers',
  authorOrganization: true,
  authorAddress: 'https://github.com/cdk-elasticache',
  repositoryUrl: 'https://github.com/cdk-elasticache/cdk-elasticache.git',
  license: 'Apache-2.0',
  stability: 'experimental',
  keywords: ['awscdk', 'aws-cdk', 'cdk', 'aws', 'elasticache', 'valkey', 'redis', 'memcached', 'cache', 'serverless'],
  defaultReleaseBranch: 'main',

  // Toolchain
  projenVersion: '~0.103.25',
  projenrcTs: true,
  projenrcTsOptions: {
    runner: typescript.TypeScriptRunner.tsNode({ typeCheck: false, tsconfig: 'projenrc/tsconfig.json' }),
  },
  packageManager: javascript.NodePackageManager.NPM,
  cdkVersion: '2.260.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  minNodeVersion: '20.16.0',
  workflowNodeVersion: '24',
  compressAssembly: true,
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    exclude: ['lib', 'dist', 'dist-code', 'dist-languages', 'cdk.out', '.engines'],
    compilerOptions: { paths: { 'cdk-elasticache': ['./src/index.ts'] } },
  },
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  typecheckTests: true,
  sampleCode: false,
  integrationTestAutoDiscover: false,
  experimentalIntegRunner: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,

  // Lint, format, and tests
  prettier: true,
  prettierOptions: {
    settings: { printWidth: 120, singleQuote: true, trailingComma: javascript.TrailingComma.ALL },
    ignoreFile: true,
  },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'lambda', 'projenrc'], commandOptions: { fix: false } },
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    jestConfig: {
      // The pinned alpha package requires the newest aws-cdk-lib: `npx projen test:latest` runs this test.
      testPathIgnorePatterns: ['/test/internal/compat/pinned-alpha.test.ts'],
      // The copies of the project that an interrupted mutation test leaves.
      modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
      setupFiles: ['<rootDir>/test/public/setup.ts'],
      setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
      coverageProvider: 'babel',
      collectCoverageFrom: ['src/**/*.ts', '!src/**/index.ts'],
      collectCoverage: false,
      moduleNameMapper: { '^cdk-elasticache$': '<rootDir>/src/index.ts' },
      maxWorkers: 2,
    },
  },

  // Release: merges publish a version according to their conventional commits, with trusted publishing.
  majorVersion: 0,
  bumpPackage: 'commit-and-tag-version@^12',
  releaseTrigger: release.ReleaseTrigger.continuous(),
  // The publisher has access to the credentials of all registries, so its version is pinned.
  jsiiReleaseVersion: '0.2.1061',
  releasableCommits: ReleasableCommits.featuresAndFixes(),
  npmAccess: javascript.NpmAccess.PUBLIC,
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk-elasticache', module: 'cdk_elasticache', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdk_elasticache',
    mavenGroupId: 'io.github.cdk-elasticache',
    mavenArtifactId: 'cdk-elasticache',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: { dotNetNamespace: 'CdkElastiCache', packageId: 'CdkElastiCache', trustedPublishing: true },
  publishToGo: { moduleName: 'github.com/cdk-elasticache/cdk-elasticache-go', packageName: 'cdkelasticache' },

  // GitHub
  // The gates have their own workflows.
  buildWorkflow: false,
  githubOptions: {
    mergify: false,
    dependencyReview: true,
    pullRequestLintOptions: {
      semanticTitleOptions: {
        types: ['feat', 'fix', 'docs', 'perf', 'refactor', 'test', 'build', 'ci', 'chore', 'revert'],
      },
    },
  },
  depsUpgradeOptions: {
    cooldown: 5,
    workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY },
  },

  gitignore: ['cdk.out', '.jsii.gz', '.jsii.tabl.json*', 'dist-code', 'dist-languages', '.engines', '.checker'],
  npmIgnoreOptions: {
    ignorePatterns: [
      '/examples/',
      '/docs/',
      '/.ci/',
      '/.engines/',
      '/dist-languages/',
      '/dist-code/',
      '/API.md',
      '/ARCHITECTURE.md',
      '/action.yml',
      '/scripts/',
      '/.pre-commit-hooks.yaml',
      '/.checker/',
      '/CONTRIBUTING.md',
    ],
  },
});

setUpBench(project);
setUpCompatibility(project);
setUpDependencies(project);
setUpLint(project);
setUpDocs(project);
setUpEngines(project);
setUpE2e(project);
setUpExamples(project);
setUpFacts(project);
setUpGates(project);
setUpLambda(project);
setUpLanguages(project);
setUpMutation(project);
setUpPackage(project);
setUpProse(project);
setUpNewestCdk(project);
setUpRules(project);
setUpUnitTests(project);

project.synth();
