import { awscdk, JsonFile } from 'projen';
import { addJestConfig } from './test-run';

/** Code with branching logic, and the tests that must detect its mutants. All of them run for each mutant. */
interface MutatedCode {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

/** The code by nightly part. */
const MUTATED_CODE: Readonly<Record<string, MutatedCode>> = {
  functions: {
    files: ['lambda/*.ts'],
    tests: [
      'test/internal/user/auth-token-rotation.test.ts',
      'test/internal/user/password-rotation.test.ts',
      'test/internal/user/rotation-functions.test.ts',
      'test/public/user/secret-endpoint-attachment.test.ts',
    ],
  },
  clients: {
    files: ['src/connection/connect.ts', 'src/connection/connection-target.ts'],
    tests: ['test/mutation/connection.test.ts'],
  },
  connections: {
    files: ['src/connection/*.ts', '!src/connection/connect.ts', '!src/connection/connection-target.ts'],
    tests: ['test/mutation/connection.test.ts'],
  },
  formats: { files: ['src/command/formats/*.ts'], tests: ['test/internal/command/formats/*.test.ts'] },
  validation: {
    files: [
      'src/schedule/windows.ts',
      'src/serverless-cache/minimum-request-rate-schedule.ts',
      'src/validation/physical-names.ts',
    ],
    tests: [
      'test/public/schedule/*.test.ts',
      'test/public/serverless-cache/*.test.ts',
      'test/internal/validation/physical-names.test.ts',
      'test/internal/validation/reference-prefixes.test.ts',
    ],
  },
};

/** Configures the mutation tests, which change the code, and expect that a test fails. */
export function setUpMutation(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1', 'jest-environment-node@^30');
  project.addGitIgnore('/.stryker-tmp/');
  project.addGitIgnore('/reports/mutation/');
  project.addPackageIgnore('/.stryker-tmp/');
  project.addPackageIgnore('/reports/');
  addJestConfig(project, 'mutation', {
    // The tests of the Lambda functions run the bundles, so the bundles have to contain the mutants.
    moduleNameMapper: {
      '^(\\.|.*/user)/function-code$': '<rootDir>/test/mutation/function-code.ts',
      ...project.jest!.config.moduleNameMapper,
    },
    reporters: [],
    testEnvironment: './test/mutation/bail-environment.js',
  });
  for (const [name, { files, tests }] of Object.entries(MUTATED_CODE)) {
    const configFile = `test/stryker.${name}.json`;
    new JsonFile(project, configFile, {
      marker: false,
      obj: {
        testRunner: 'jest',
        jest: {
          projectType: 'custom',
          configFile: 'test/jest.mutation.json',
          config: { testMatch: tests.map((file) => `<rootDir>/${file}`) },
          enableFindRelatedTests: false,
        },
        mutate: files,
        coverageAnalysis: 'perTest',
        // Most literals are parts of messages.
        mutator: { excludedMutations: ['StringLiteral'] },
        // An endless loop is found after this time, also on a busy machine.
        timeoutMS: 20_000,
        // Mutants of code that runs once per module cannot be assigned to tests.
        ignoreStatic: true,
        ignorePatterns: ['/.engines', '/.venv-*', '/coverage', '/dist*', '/docs', '/reports', '/test-reports'],
        concurrency: 2,
        reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
        clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
        thresholds: { high: 95, low: 90, break: 80 },
      },
    });
    project.addTask(`test:mutation:${name}`, {
      description: `Changes ${files.join(', ')}, and fails if too many changes make no test fail`,
      exec: `stryker run ${configFile}`,
    });
  }
}
