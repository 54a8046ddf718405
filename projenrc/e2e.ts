import { awscdk } from 'projen';
import { addTestRun } from './test-run';

/** Deployments by the CDK CLI to an emulator with real engines behind, and real clients that log in. */
export function setUpE2e(project: awscdk.AwsCdkConstructLibrary) {
  project.addGitIgnore('/.venv-e2e/');
  project.addPackageIgnore('/.venv-e2e/');
  addTestRun(project, 'e2e', {
    setupFilesAfterEnv: [],
    globalSetup: '<rootDir>/test/e2e/setup.ts',
    globalTeardown: '<rootDir>/test/e2e/teardown.ts',
    // Whatever the machine has: most of the time they wait for the CDK CLI, which looks every five seconds.
    maxWorkers: 4,
    testTimeout: 240_000,
    forceExit: true, // some clients go on trying after they were told to stop
    transform: {
      '^.+\\.[t]sx?$': [
        'ts-jest',
        { tsconfig: '<rootDir>/tsconfig.dev.json', diagnostics: false, transpilation: true },
      ],
    },
  });
  const install = project.addTask('e2e:install', {
    description:
      'Fetches what the deployments need into .venv-e2e and .engines, without touching the system, and tells what could not be had',
    exec: 'ts-node -T -P test/tsconfig.json test/e2e/install.ts',
  });
  const emulator = project.addTask('emulator', {
    description: 'Starts the emulator to deploy to by hand; it tells what to set',
  });
  emulator.spawn(install);
  emulator.exec('ts-node -T -P test/tsconfig.json test/e2e/emulator/main.ts');
  const test = project.addTask('test:e2e', {
    description: 'Deploys with the CDK CLI to an emulator with real engines behind, where real clients log in',
    receiveArgs: true,
  });
  test.spawn(install);
  test.exec('jest --ci -c test/jest.e2e.json', { receiveArgs: true });
}
