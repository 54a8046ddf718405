import { awscdk } from 'projen';
import { coverageThreshold } from './dependencies';
import { addJestConfig } from './test-run';

/** Configures the unit tests: all of them with coverage, or those of folders in seconds. */
export function setUpUnitTests(project: awscdk.AwsCdkConstructLibrary) {
  // The default of projen starts npm, which takes two seconds for each task.
  const program = "path.resolve('node_modules/.bin') + path.delimiter + process.env.PATH";
  project.tasks.addEnvironment('PATH', `$(node -p "${program}")`);
  addJestConfig(project, 'unit', {
    testPathIgnorePatterns: [...project.jest!.config.testPathIgnorePatterns],
    collectCoverage: true,
    coverageThreshold: { global: coverageThreshold },
  });
  project.addTask('test:types', {
    description: 'Checks the types of the tests, the examples, and the projenrc files',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });
  project.addTask('test:unit', {
    description: 'Runs all unit tests, and fails if they do not cover every line and branch of src',
    exec: 'jest --ci -c test/jest.unit.json',
  });
  project.testTask.reset('ts-node -T -P projenrc/tsconfig.json projenrc/tasks/run-unit-tests.ts', {
    receiveArgs: true,
  });
  project.testTask.description =
    'Compiles, runs all unit tests, and lints. With folders, such as src/user, tests and lints only those';
}
