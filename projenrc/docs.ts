import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';

/** Configures the documentation: compiled snippets, generated pages, and the sources of the language packages. */
export function setUpDocs(project: awscdk.AwsCdkConstructLibrary) {
  project.package.file.addOverride('jsii.metadata.jsii.rosetta.strict', true);
  project.package.file.addOverride('jsii.targets.python.classifiers', [
    'Framework :: AWS CDK',
    'Framework :: AWS CDK :: 2',
  ]);
  const rosetta = project.addTask('rosetta', {
    description: 'Compiles the snippets of README and docstrings',
    exec: 'jsii-rosetta extract --strict --compress-tablet',
  });
  project.postCompileTask.spawn(rosetta);
  project.addTask('limits', {
    description: 'Updates the tables of Regions and limits in docs/costs-and-limits.md',
    exec: `${RUN_SCRIPT} test/internal/service-data/limits-page.ts`,
  });
  project.addTask('metrics', {
    description: 'Updates docs/metrics.md',
    env: { UPDATE_PAGES: 'true' },
    exec: 'jest --ci --coverage=false test/internal/monitoring/metrics-page.test.ts',
  });
  project.addTask('bindings', {
    description: 'Generates the sources of the Python, Java, .NET, and Go packages',
    exec: 'jsii-pacmak --code-only --force-target --target js python java dotnet go -o dist-code',
  });
  project.addTask('diagrams', {
    description: 'Updates the diagrams and templates of examples in the documentation',
    env: { CDK_VALIDATION: 'false' },
    exec: `${RUN_SCRIPT} test/docs/generated-content.ts`,
  });
}
