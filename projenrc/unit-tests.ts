import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';
import { addJestConfig, UNIT_TESTS } from './test-run';

/** Configures the unit tests: all of them with coverage, or those of folders in seconds. */
export function setUpUnitTests(project: awscdk.AwsCdkConstructLibrary) {
  // The default of projen starts npm, which takes two seconds for each task.
  const program = "path.resolve('node_modules/.bin') + path.delimiter + process.env.PATH";
  project.tasks.addEnvironment('PATH', `$(node -p "${program}")`);
  // The patterns of projen match all folders of tests.
  project.jest!.config.testMatch = UNIT_TESTS;
  const { testPathIgnorePatterns, collectCoverageFrom, coverageReporters } = project.jest!.config;
  addJestConfig(project, 'unit', {
    testPathIgnorePatterns,
    collectCoverage: true,
    collectCoverageFrom,
    coverageReporters,
    coverageThreshold: { global: { statements: 100, branches: 100, functions: 100, lines: 100 } },
  });
  project.addTask('test:types', {
    description: 'Checks the types of the tests, the examples, and the projenrc files',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });
  project.addTask('test:unit', {
    description: 'Runs all unit tests, and fails if they do not cover every line and branch of src',
    exec: 'jest --ci -c test/jest.unit.json',
  });
  project.testTask.reset(`${RUN_SCRIPT} projenrc/tasks/run-unit-tests.ts`, {
    receiveArgs: true,
  });
  project.testTask.description =
    'Compiles, runs all unit tests, and lints. With folders, such as src/user, tests and lints only those';
}
