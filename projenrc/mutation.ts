import { awscdk, JsonFile } from 'projen';
import { addJestConfig } from './test-run';

/** The files to mutate by nightly part: code with branching logic, whose tests are fast. */
const MUTATED_FILES: Record<string, string[]> = {
  functions: ['lambda/*.ts'],
  connections: ['src/connection/*.ts'],
  command: ['src/command/**/*.ts'],
  validation: [
    'src/schedule/windows.ts',
    'src/serverless-cache/minimum-request-rate-schedule.ts',
    'src/validation/physical-names.ts',
  ],
};

/** The tests of these modules, wherever they are below the folder test. */
const TEST_FILES = [
  'command/*.test.ts',
  'command/formats/*.test.ts',
  'connection/*.test.ts',
  'schedule/*.test.ts',
  'serverless-cache/*.test.ts',
  'user/auth-token-rotation.test.ts',
  'user/password-rotation.test.ts',
  'user/rotation-functions.test.ts',
  'user/secret-endpoint-attachment.test.ts',
  'validation/physical-names.test.ts',
  'validation/reference-prefixes.test.ts',
];

/** Configures the mutation tests, which change the code, and expect that a test fails. */
export function setUpMutation(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1');
  project.addGitIgnore('/.stryker-tmp/');
  project.addGitIgnore('/reports/mutation/');
  project.addPackageIgnore('/.stryker-tmp/');
  project.addPackageIgnore('/reports/');
  addJestConfig(project, 'mutation', {
    testMatch: TEST_FILES.map((file) => `<rootDir>/test/**/${file}`),
    // The tests of the Lambda functions run the bundles, so the bundles have to contain the mutants.
    moduleNameMapper: {
      '^(\\.|.*/user)/function-code$': '<rootDir>/test/mutation/function-code.ts',
      ...project.jest!.config.moduleNameMapper,
    },
    reporters: [],
  });
  new JsonFile(project, 'test/stryker.json', {
    marker: false,
    obj: {
      testRunner: 'jest',
      jest: { projectType: 'custom', configFile: 'test/jest.mutation.json', enableFindRelatedTests: false },
      mutate: Object.values(MUTATED_FILES).flat(),
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
  project.addTask('test:mutation', {
    description: 'Changes the code of selected modules, and fails if too many changes make no test fail',
    exec: 'stryker run test/stryker.json',
    receiveArgs: true,
  });
  for (const [name, files] of Object.entries(MUTATED_FILES)) {
    project.addTask(`test:mutation:${name}`, {
      description: `Tests mutants of ${files.join(', ')}`,
      exec: `stryker run test/stryker.json --mutate "${files.join(',')}"`,
    });
  }
}
