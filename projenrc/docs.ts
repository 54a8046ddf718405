import { awscdk } from 'projen';

/**
 * Documentation that is compiled: README and docstring snippets in all languages, and the language packages' sources.
 */
export function setUpDocs(project: awscdk.AwsCdkConstructLibrary) {
  project.package.file.addOverride('jsii.metadata.jsii.rosetta.strict', true);
  project.package.file.addOverride('jsii.targets.python.classifiers', [
    'Framework :: AWS CDK',
    'Framework :: AWS CDK :: 2',
  ]);
  project.addTask('rosetta', {
    description: 'Compiles every snippet of README and docstrings',
    exec: 'jsii-rosetta extract --strict --compress-tablet',
  });
  project.postCompileTask.spawn(project.tasks.tryFind('rosetta')!);
  project.addTask('limits', {
    description: 'Renews the table of limits in docs/costs-and-limits.md',
    exec: 'ts-node -T -P test/tsconfig.json test/facts/limits-page.ts',
  });
  project.addTask('bindings', {
    description:
      'Generates the sources of the Python, Java, .NET and Go packages, which shows that the API can be said in all of them',
    exec: 'jsii-pacmak --code-only --force-target --target js python java dotnet go -o dist-code',
  });
  project.addTask('diagrams', {
    description: 'Renews what pages show of their examples: the pictures, and the CloudFormation that they become',
    env: { CDK_VALIDATION: 'false' },
    exec: 'ts-node -T -P test/tsconfig.json test/docs/made.ts',
  });
}
