import { awscdk, github } from 'projen';

export const READ_ONLY = { contents: github.workflows.JobPermission.READ };

/** A Debian with Node.js. The gates install everything else that they need in it. */
export const CONTAINER = { image: 'node:24-bookworm' };

/** The gates take at most 30 minutes. The rest is for the tools. */
export const TIMEOUT_MINUTES = 40;

/** Configures the workflows of the two gates: `.ci/run` for pull requests, and `.ci/nightly`. */
export function setUpGates(project: awscdk.AwsCdkConstructLibrary) {
  testPullRequests(project);
  testNightly(project);
}

function testPullRequests(project: awscdk.AwsCdkConstructLibrary) {
  const workflow = project.github!.addWorkflow('build');
  workflow.on({ pullRequest: {}, workflowDispatch: {} });
  workflow.addJob('build', {
    name: 'Build and test',
    runsOn: ['ubuntu-latest'],
    container: CONTAINER,
    timeoutMinutes: TIMEOUT_MINUTES,
    permissions: READ_ONLY,
    steps: [...setUpTools(), { name: 'Test', run: '.ci/run' }],
  });
  workflow.addJob('dotnet', {
    name: 'Build the .NET package',
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: TIMEOUT_MINUTES,
    permissions: READ_ONLY,
    env: { CI: 'true' },
    steps: [
      checkout(),
      ...project.renderWorkflowSetup({ mutable: false }),
      { name: 'Setup .NET', uses: 'actions/setup-dotnet@v6.0.0', with: { 'dotnet-version': '6.x', cache: false } },
      { name: 'Compile', run: 'npx projen compile' },
      { name: 'Package', run: 'npx projen package:dotnet' },
    ],
  });
}

function testNightly(project: awscdk.AwsCdkConstructLibrary) {
  const workflow = project.github!.addWorkflow('nightly');
  workflow.on({ schedule: [{ cron: '17 3 * * *' }], workflowDispatch: {} });
  workflow.addJob('list', {
    name: 'List the parts',
    runsOn: ['ubuntu-latest'],
    permissions: READ_ONLY,
    outputs: { parts: { stepId: 'list', outputName: 'parts' } },
    steps: [
      checkout(),
      {
        name: 'List',
        id: 'list',
        // The workflow `facts` runs the part `facts`, and reports the differences.
        run: 'echo "parts=$(.ci/nightly --list | grep --invert-match --line-regexp facts | jq --raw-input . | jq --slurp --compact-output .)" >> "$GITHUB_OUTPUT"',
      },
    ],
  });
  workflow.addJob('test', {
    name: '${{ matrix.part }}',
    needs: ['list'],
    runsOn: ['ubuntu-latest'],
    container: CONTAINER,
    timeoutMinutes: TIMEOUT_MINUTES,
    permissions: READ_ONLY,
    strategy: { failFast: false, matrix: { domain: { part: '${{ fromJSON(needs.list.outputs.parts) }}' } } },
    steps: [...setUpTools(), { name: 'Test', run: '.ci/nightly ${{ matrix.part }}' }],
  });
  workflow.addJob('report', {
    name: 'Report in an issue',
    needs: ['test'],
    if: "always() && github.event_name == 'schedule'",
    runsOn: ['ubuntu-latest'],
    permissions: { actions: github.workflows.JobPermission.READ, issues: github.workflows.JobPermission.WRITE },
    steps: [
      {
        name: 'Create, update, or close the issue',
        env: {
          GH_TOKEN: '${{ github.token }}',
          GH_REPO: '${{ github.repository }}',
          TITLE: 'Nightly tests fail',
          RUN_ID: '${{ github.run_id }}',
          RESULT: '${{ needs.test.result }}',
        },
        run: REPORT.join('\n'),
      },
    ],
  });
}

/** Lists the failed parts in the one open issue, and closes it when all parts pass. */
const REPORT = [
  "issue=$(gh issue list --state open --limit 1000 --json number,title --jq 'map(select(.title == env.TITLE))[0].number // empty')",
  'parts=$(gh api --paginate "repos/$GH_REPO/actions/runs/$RUN_ID/jobs" \\',
  '  --jq \'.jobs[] | select(.conclusion != null and .conclusion != "success") | "- [\\(.name)](\\(.html_url)): \\(.conclusion)"\')',
  'if [ "$RESULT" = success ]; then',
  '  [ -z "$issue" ] || gh issue close "$issue" --comment "All parts pass."',
  'elif [ -n "$issue" ]; then',
  '  gh issue comment "$issue" --body "$parts"',
  'else',
  '  gh issue create --title "$TITLE" --body "$parts"',
  'fi',
];

/** Checks out all commits and tags, without credentials. */
function checkout(): github.workflows.JobStep {
  return { ...github.WorkflowSteps.checkout(), with: { 'fetch-depth': 0, 'persist-credentials': false } };
}

/** The steps that check out the repository in the container, and install the tools of the gates. */
export function setUpTools(): github.workflows.JobStep[] {
  return [
    checkout(),
    {
      name: 'Install tools',
      run: [
        'apt-get update',
        'apt-get install --yes --no-install-recommends default-jdk-headless maven openssl python3-pip python3-venv',
        // The files belong to another user than that of the container.
        'git config --global --add safe.directory "$GITHUB_WORKSPACE"',
      ].join('\n'),
    },
    { name: 'Setup Go', uses: 'actions/setup-go@v7.0.0', with: { 'go-version': 'stable', cache: false } },
  ];
}
