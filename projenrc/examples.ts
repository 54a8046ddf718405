import { awscdk, javascript } from 'projen';

/** Configures the example apps. */
export function setUpExamples(project: awscdk.AwsCdkConstructLibrary) {
  const tsconfig = new javascript.TypescriptConfig(project, {
    fileName: 'examples/tsconfig.json',
    include: ['**/*.ts'],
    compilerOptions: { noEmit: true, rootDir: '..', paths: { 'cdk-elasticache': ['../src/index.ts'] } },
  });
  tsconfig.addExtends(project.tsconfig!);
  const run = 'ts-node -T -P examples/tsconfig.json -r ./projenrc/tasks/resolve-self.ts';
  const env = { CDK_VALIDATION: 'false', AWS_EC2_METADATA_DISABLED: 'true' };
  project.addTask('quickstart', {
    description: 'Synthesizes examples/quickstart without an AWS account and prints its resources',
    env,
    exec: `${run} examples/quickstart/print-resources.ts`,
  });
  project.addTask('example', {
    description: 'Synthesizes one example: npx projen example examples/quickstart/app.ts',
    env,
    exec: run,
    receiveArgs: true,
  });
}
