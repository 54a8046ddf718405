import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';
import { addTestRun } from './test-run';

/** Adds tests that deploy with the CDK CLI to an emulator with real engines, and use the caches with real clients. */
export function setUpE2e(project: awscdk.AwsCdkConstructLibrary) {
  project.addGitIgnore('/.venv-e2e/');
  project.addPackageIgnore('/.venv-e2e/');
  addTestRun(project, 'e2e', {
    setupFilesAfterEnv: [],
    globalSetup: '<rootDir>/test/e2e/setup.ts',
    globalTeardown: '<rootDir>/test/e2e/teardown.ts',
    // Independent of the number of CPUs, because the tests mostly wait for the CDK CLI, which polls every five seconds.
    maxWorkers: 4,
    testTimeout: 240_000,
    // Some clients continue to reconnect after they are closed.
    forceExit: true,
  });
  const install = project.addTask('e2e:install', {
    description:
      'Installs the requirements of the deployment tests into .venv-e2e and .engines, and reports missing ones',
    exec: `${RUN_SCRIPT} test/e2e/install.ts`,
  });
  const emulator = project.addTask('emulator', {
    description: 'Starts the emulator for manual deployments, and prints the environment variables to set',
  });
  emulator.spawn(install);
  emulator.exec(`${RUN_SCRIPT} test/e2e/emulator/main.ts`);
  const test = project.addTask('test:e2e', {
    description: 'Deploys with the CDK CLI to an emulator with real engines, and uses the caches with real clients',
    receiveArgs: true,
  });
  test.spawn(install);
  test.exec('jest --ci -c test/jest.e2e.json', { receiveArgs: true });
}
