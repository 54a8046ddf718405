import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';

/** Adds the tasks that fail on breaking changes since the baseline or the last release. */
export function setUpCompatibility(project: awscdk.AwsCdkConstructLibrary) {
  const script = `${RUN_SCRIPT} test/internal/compat/api-baseline.ts`;
  project.addTask('api:compat', {
    description: 'Compares the compiled API with the baseline, and fails on breaking changes',
    exec: `${script} check`,
  });
  project.addTask('api:baseline', {
    description: 'Compiles the API and makes it the baseline, for intended breaking changes',
    steps: [{ spawn: project.compileTask.name }, { exec: `${script} renew` }],
  });
  project.tasks.tryFind('compat')!.reset(`${RUN_SCRIPT} projenrc/tasks/compat.ts`);
}
