import { awscdk, javascript } from 'projen';
import { RUN_SCRIPT } from './run-script';

/** Sets up the Lambda functions: their sources are in the folder lambda, and their bundles in src. */
export function setUpLambda(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('esbuild@^0.28.2');
  project.addPackageIgnore('/lambda/');
  new javascript.TypescriptConfig(project, {
    fileName: 'lambda/tsconfig.json',
    include: ['**/*.ts'],
    compilerOptions: { rootDir: '.' },
  }).addExtends(project.tsconfigDev);

  // AWS Lambda provides this module to inline code.
  project.tryFindObjectFile('.eslintrc.json')!.addOverride('settings.import/core-modules', ['cfn-response']);

  const lambda = project.addTask('lambda', {
    description: 'Bundles the Lambda functions of the folder lambda into src/user/function-code.ts',
    exec: `${RUN_SCRIPT} projenrc/tasks/lambda.ts`,
  });
  project.preCompileTask.spawn(lambda);
}
