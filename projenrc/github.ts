import { awscdk, github, JsonPatch } from 'projen';
import { NEWEST_CDK } from './dependencies';

/** Configures the GitHub workflows. */
export function setUpGithub(project: awscdk.AwsCdkConstructLibrary) {
  guardCompatibility(project);
  testNewestCdkNightly(project);

  // Neither workflow commits anything: the build does not change pull requests, and the job that publishes to GitHub
  // creates the release tag.
  for (const [workflow, job] of [
    ['build', 'build'],
    ['release', 'release'],
  ]) {
    const contents = `/jobs/${job}/permissions/contents`;
    project
      .github!.tryFindWorkflow(workflow)!
      .file!.patch(JsonPatch.test(contents, 'write'), JsonPatch.replace(contents, 'read'));
  }
}

/** Fails pull requests with breaking changes since the baseline or the last release. */
function guardCompatibility(project: awscdk.AwsCdkConstructLibrary) {
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
  project.buildWorkflow!.addPostBuildSteps(
    { name: 'compatibility with the baseline', run: 'npx projen api:compat' },
    { name: 'compatibility with the last release', run: 'npx projen compat' },
  );
}

/** Tests against the newest aws-cdk-lib every night, and reports failures in one issue. */
function testNewestCdkNightly(project: awscdk.AwsCdkConstructLibrary) {
  const newest = project.addTask('test:newest', {
    description: 'Runs the tests against the newest aws-cdk-lib, without changing the lock file',
    steps: [
      { exec: `npm install --no-save --no-audit --no-fund ${NEWEST_CDK}@npm:aws-cdk-lib@latest` },
      { exec: `node -p "'aws-cdk-lib ' + require('${NEWEST_CDK}/package.json').version"` },
      { spawn: project.compileTask.name },
      { spawn: 'test:latest' },
    ],
  });

  const workflow = project.github!.addWorkflow('newest-cdk');
  workflow.on({ schedule: [{ cron: '17 3 * * *' }], workflowDispatch: {} });
  workflow.addJob('test', {
    name: 'Tests against the newest aws-cdk-lib',
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    env: { CI: 'true' },
    steps: [
      github.WorkflowSteps.checkout(),
      ...project.renderWorkflowSetup({ mutable: false }),
      { name: 'Test', run: `npx projen ${newest.name}` },
    ],
  });
  workflow.addJob('report', {
    name: 'Report in an issue',
    needs: ['test'],
    if: "failure() && github.event_name == 'schedule'",
    runsOn: ['ubuntu-latest'],
    permissions: { issues: github.workflows.JobPermission.WRITE },
    steps: [
      {
        name: 'Create the issue, or comment on it',
        env: {
          GH_TOKEN: '${{ github.token }}',
          GH_REPO: '${{ github.repository }}',
          TITLE: 'Tests fail with the newest aws-cdk-lib',
          RUN: '${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}',
        },
        run: [
          "issue=$(gh issue list --state open --limit 1000 --json number,title --jq 'map(select(.title == env.TITLE))[0].number // empty')",
          'if [ -n "$issue" ]; then',
          '  gh issue comment "$issue" --body "Still: $RUN"',
          'else',
          '  gh issue create --title "$TITLE" --body "$RUN"',
          'fi',
        ].join('\n'),
      },
    ],
  });
}
