import { awscdk, javascript } from 'projen';
import { RUN_SCRIPT } from './run-script';

/** Configures the example apps. */
export function setUpExamples(project: awscdk.AwsCdkConstructLibrary) {
  const tsconfig = new javascript.TypescriptConfig(project, {
    fileName: 'examples/tsconfig.json',
    include: ['**/*.ts'],
    compilerOptions: { noEmit: true, rootDir: '..', paths: { 'cdk-elasticache': ['../src/index.ts'] } },
  });
  tsconfig.addExtends(project.tsconfig!);
  const env = { CDK_VALIDATION: 'false', AWS_EC2_METADATA_DISABLED: 'true' };
  project.addTask('quickstart', {
    description: 'Synthesizes examples/quickstart without an AWS account and prints its resources',
    env,
    exec: `${RUN_SCRIPT} examples/quickstart/print-resources.ts`,
  });
  project.addTask('example', {
    description: 'Synthesizes one example: npx projen example examples/quickstart/app.ts',
    env,
    exec: RUN_SCRIPT,
    receiveArgs: true,
  });
}
