import { awscdk, JsonFile } from 'projen';
import { NEWEST_CDK } from './dependencies';

/** The same tests against the newest aws-cdk-lib, whose validator judges every template that they synthesise. */
export function setUpNewestCdk(project: awscdk.AwsCdkConstructLibrary) {
  new JsonFile(project, 'test/jest.latest.json', {
    marker: false,
    obj: () => ({
      ...project.jest!.config,
      rootDir: '..',
      collectCoverage: false,
      coverageThreshold: undefined,
      reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: 'newest-cdk.xml' }]],
      setupFiles: [],
      moduleNameMapper: {
        ...project.jest!.config.moduleNameMapper,
        '^aws-cdk-lib$': `<rootDir>/node_modules/${NEWEST_CDK}`,
        '^aws-cdk-lib/(.*)$': `${NEWEST_CDK}/$1`,
      },
      transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
    }),
  });
  project.addTask('test:latest', {
    description: 'Runs the tests against the newest aws-cdk-lib, with its strict CloudFormation validation',
    env: { CDK_CONTEXT_JSON: '{"@aws-cdk/core:strictCfnValidateErrors":true}' },
    exec: 'jest --ci -c test/jest.latest.json',
  });
}
