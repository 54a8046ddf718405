import { awscdk } from 'projen';
import { addTestRun } from './test-run';

/** Tests against real Redis OSS, Valkey and Memcached servers: too slow for every build, and they need a Debian. */
export function setUpEngines(project: awscdk.AwsCdkConstructLibrary) {
  addTestRun(project, 'engines', { testTimeout: 120_000 });
  const engines = project.addTask('engines', {
    description:
      'Fetches the Redis OSS, Valkey and Memcached servers that the tests need into .engines, without touching the system',
    exec: 'ts-node -T -P test/tsconfig.json test/engines/install.ts',
  });
  project.addTask('commands', {
    description: 'Renews src/service-data/commands.ts from what the engines themselves tell about their commands',
    exec: 'ts-node -T -P test/tsconfig.json test/engines/generate-commands.ts',
  });
  const test = project.addTask('test:engines', {
    description: 'Runs the tests against real engines, which judge access strings, parameters and clients',
    receiveArgs: true,
  });
  test.spawn(engines);
  test.exec('jest --ci -c test/jest.engines.json', { receiveArgs: true });
}
