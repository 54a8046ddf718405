import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';
import { addTestRun } from './test-run';

/** Configures the tests of the language packages, which require Python, Java with Maven, and Go. */
export function setUpLanguages(project: awscdk.AwsCdkConstructLibrary) {
  addTestRun(project, 'languages', { setupFilesAfterEnv: [], testTimeout: 600_000 });
  project.addTask('test:languages', {
    description:
      'Builds and installs the packages for Python, Java, and Go, and compares the template of a program in all languages',
    exec: 'jest --ci -c test/jest.languages.json',
    receiveArgs: true,
  });
  const gettingStarted = project.addTask('getting-started', {
    description: 'Runs and times the getting-started steps of the README in an empty folder, in TypeScript and Python',
  });
  gettingStarted.spawn(project.compileTask);
  gettingStarted.exec(`${RUN_SCRIPT} test/languages/getting-started.ts`);
}
