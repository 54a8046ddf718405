import { awscdk, github } from 'projen';
import { CONTAINER, READ_ONLY, setUpTools, TIMEOUT_MINUTES } from './gates';
import { RUN_SCRIPT } from './run-script';

/** The folder of the report, the text of the issue, and the patch. */
const REPORTS = 'reports/facts';

/** Configures the tasks and the workflow that compare the facts in the library with their sources. */
export function setUpFacts(project: awscdk.AwsCdkConstructLibrary) {
  project.gitignore.addPatterns(`/${REPORTS}/`);
  project.addTask('facts:check', {
    description:
      'Compares the facts in src with the newest botocore, cfn-lint, aws-cdk-lib, service specification, IAM data, and Valkey, and fails on differences',
    exec: `${RUN_SCRIPT} projenrc/tasks/facts-check.ts`,
  });
  project.addTask('facts:update', {
    description: 'Updates the tables in src/service-data/generated from the same sources',
    exec: `${RUN_SCRIPT} projenrc/tasks/facts-check.ts --update`,
  });
  addWorkflow(project);
}

function addWorkflow(project: awscdk.AwsCdkConstructLibrary) {
  const workflow = project.github!.addWorkflow('facts');
  workflow.on({ schedule: [{ cron: '47 3 * * *' }], workflowDispatch: {} });
  workflow.addJob('check', {
    name: 'Compare the facts',
    runsOn: ['ubuntu-latest'],
    container: CONTAINER,
    timeoutMinutes: TIMEOUT_MINUTES,
    permissions: READ_ONLY,
    steps: [
      ...setUpTools(),
      { name: 'Compare', run: '.ci/nightly facts' },
      {
        ...github.WorkflowSteps.uploadArtifact({ with: { name: 'facts', path: REPORTS } }),
        name: 'Upload the report',
        if: 'always()',
      },
    ],
  });
  workflow.addJob('report', {
    name: 'Report in an issue',
    needs: ['check'],
    if: "always() && github.event_name == 'schedule'",
    runsOn: ['ubuntu-latest'],
    permissions: { issues: github.workflows.JobPermission.WRITE },
    steps: [
      // Without a report, the step fails, and the issue stays as it is.
      {
        ...github.WorkflowSteps.downloadArtifact({ with: { name: 'facts', path: REPORTS } }),
        name: 'Download the report',
      },
      {
        name: 'Create, update, or close the issue',
        env: {
          GH_TOKEN: '${{ github.token }}',
          GH_REPO: '${{ github.repository }}',
          TITLE: 'Facts differ from their sources',
          RESULT: '${{ needs.check.result }}',
        },
        run: REPORT.join('\n'),
      },
    ],
  });
}

/**
 * Describes the differences in the one open issue of the workflow, and closes it when there are none. `gh issue list`
 * finds the issues of this author in all versions only with a search: https://github.com/cli/cli/issues/5888
 */
const REPORT = [
  'issue=$(gh issue list --author app/github-actions --search "$TITLE in:title" --state open --limit 1000 \\',
  "  --json number,title --jq 'map(select(.title == env.TITLE))[0].number // empty')",
  'if [ "$RESULT" = success ]; then',
  '  [ -z "$issue" ] || gh issue close "$issue" --comment "All facts agree with their sources."',
  'elif [ -n "$issue" ]; then',
  `  gh issue edit "$issue" --body-file ${REPORTS}/issue.md`,
  'else',
  `  gh issue create --title "$TITLE" --body-file ${REPORTS}/issue.md`,
  'fi',
];
