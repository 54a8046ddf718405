import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';
import { addTestRun } from './test-run';

/** Configures the tests against real engines, which are slow and require Debian. */
export function setUpEngines(project: awscdk.AwsCdkConstructLibrary) {
  addTestRun(project, 'engines', { testTimeout: 120_000 });
  const engines = project.addTask('engines', {
    description: 'Downloads the Redis OSS, Valkey, and Memcached servers for the tests into .engines',
    exec: `${RUN_SCRIPT} test/engines/install.ts`,
  });
  project.addTask('commands', {
    description: 'Updates src/service-data/generated/commands.ts from the command metadata of the engines',
    exec: `${RUN_SCRIPT} test/engines/generate-commands.ts`,
  });
  const test = project.addTask('test:engines', {
    description: 'Tests access strings, parameters, and clients against real engines',
    receiveArgs: true,
  });
  test.spawn(engines);
  test.exec('jest --ci -c test/jest.engines.json', { receiveArgs: true });
}
