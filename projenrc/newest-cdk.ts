import { awscdk } from 'projen';
import { NEWEST_CDK } from './dependencies';
import { RUN_SCRIPT } from './run-script';
import { addJestConfig } from './test-run';

/**
 * Configures the tests against the newest aws-cdk-lib, which validates every synthesized template, and against the
 * pinned alpha package.
 */
export function setUpNewestCdk(project: awscdk.AwsCdkConstructLibrary) {
  addJestConfig(project, 'latest', {
    setupFiles: ['<rootDir>/test/internal/compat/fail-on-deprecated-api.ts'],
    moduleNameMapper: {
      ...project.jest!.config.moduleNameMapper,
      '^aws-cdk-lib$': `<rootDir>/node_modules/${NEWEST_CDK}`,
      '^aws-cdk-lib/(.*)$': `${NEWEST_CDK}/$1`,
    },
  });
  const alpha = project.addTask('alpha', {
    description: 'Downloads the pinned alpha package for the tests into node_modules/.cache',
    exec: `${RUN_SCRIPT} test/internal/compat/install-alpha.ts`,
  });
  const test = project.addTask('test:latest', {
    description:
      'Runs the tests against the newest aws-cdk-lib, with its strict CloudFormation validation and without its deprecated API, and the pinned alpha package',
    env: { CDK_CONTEXT_JSON: '{"@aws-cdk/core:strictCfnValidateErrors":true}' },
  });
  test.spawn(alpha);
  test.exec('jest --ci -c test/jest.latest.json');
  project.addTask('test:newest', {
    description: 'Runs the same tests against the aws-cdk-lib that was released last, without changing the lock file',
    steps: [
      { exec: `npm install --no-save --no-audit --no-fund ${NEWEST_CDK}@npm:aws-cdk-lib@latest` },
      { exec: `node -p "'aws-cdk-lib ' + require('${NEWEST_CDK}/package.json').version"` },
      { spawn: project.compileTask.name },
      { spawn: test.name },
    ],
  });
}
