import { awscdk, javascript } from 'projen';

/** The runnable apps below examples/. */
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
    description: 'Synthesises examples/quickstart without an AWS account and tells what was made',
    env,
    exec: `${run} examples/quickstart/tell.ts`,
  });
  project.addTask('example', {
    description: 'Synthesises one example: npx projen example examples/quickstart/app.ts',
    env,
    exec: run,
    receiveArgs: true,
  });
}
