import { awscdk, JsonPatch } from 'projen';

/** Configures the compatibility checks, and the permissions and assets of the release workflow. */
export function setUpGithub(project: awscdk.AwsCdkConstructLibrary) {
  checkCompatibility(project);

  // The job commits nothing: the job that publishes to GitHub creates the release tag.
  const contents = '/jobs/release/permissions/contents';
  project
    .github!.tryFindWorkflow('release')!
    .file!.patch(JsonPatch.test(contents, 'write'), JsonPatch.replace(contents, 'read'));
  attachChecker(project);
}

/** Attaches the one-file checker to releases. The GitHub Action and the pre-commit hook download it. */
function attachChecker(project: awscdk.AwsCdkConstructLibrary) {
  const steps = '/jobs/release_github/steps';
  project.github!.tryFindWorkflow('release')!.file!.patch(
    JsonPatch.test(`${steps}/3/name`, 'Release'),
    JsonPatch.add(`${steps}/4`, {
      name: 'Attach the checker',
      if: '${{ !inputs.dry_run }}',
      env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
      run: 'gh release upload "$(cat dist/releasetag.txt)" dist/cdk-elasticache-check.js -R "$GITHUB_REPOSITORY" --clobber',
    }),
  );
}

/** Adds the tasks that fail on breaking changes since the baseline or the last release. */
function checkCompatibility(project: awscdk.AwsCdkConstructLibrary) {
  const script = 'ts-node -T -P test/tsconfig.json test/internal/compat/api-baseline.ts';
  project.addTask('api:compat', {
    description: 'Compares the compiled API with the baseline, and fails on breaking changes',
    exec: `${script} check`,
  });
  project.addTask('api:baseline', {
    description: 'Compiles the API and makes it the baseline, for intended breaking changes',
    steps: [{ spawn: project.compileTask.name }, { exec: `${script} renew` }],
  });
  project.tasks.tryFind('compat')!.reset('ts-node -T -P projenrc/tsconfig.json projenrc/tasks/compat.ts');
}
