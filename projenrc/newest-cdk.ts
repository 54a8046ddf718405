import { awscdk } from 'projen';
import { NEWEST_CDK } from './dependencies';
import { addJestConfig } from './test-run';

/** Configures the tests against the newest aws-cdk-lib, which validates every synthesized template. */
export function setUpNewestCdk(project: awscdk.AwsCdkConstructLibrary) {
  addJestConfig(project, 'latest', {
    setupFiles: [],
    moduleNameMapper: {
      ...project.jest!.config.moduleNameMapper,
      '^aws-cdk-lib$': `<rootDir>/node_modules/${NEWEST_CDK}`,
      '^aws-cdk-lib/(.*)$': `${NEWEST_CDK}/$1`,
    },
  });
  project.addTask('test:latest', {
    description: 'Runs the tests against the newest aws-cdk-lib, with its strict CloudFormation validation',
    env: { CDK_CONTEXT_JSON: '{"@aws-cdk/core:strictCfnValidateErrors":true}' },
    exec: 'jest --ci -c test/jest.latest.json',
  });
}
