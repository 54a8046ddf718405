import { awscdk } from 'projen';
import { RUN_SCRIPT } from './run-script';

/** Sets up the command that checks templates, and the tasks that maintain the rules. */
export function setUpRules(project: awscdk.AwsCdkConstructLibrary) {
  project.addBins({ 'cdk-elasticache-check': 'lib/command/bin.js' });
  project.addTask('rules', {
    description: 'Updates docs/rules.md, the list of all rules',
    env: { CDK_VALIDATION: 'false' },
    exec: `${RUN_SCRIPT} test/internal/validation/rules-page.ts`,
  });
  project.addTask('rules:table', {
    description:
      'Prints for each rule whether its template and its construct are reported with the rule, and without it',
    exec: `${RUN_SCRIPT} test/internal/validation/rule-table.ts`,
  });
  project.addTask('bench:rules', {
    description:
      'Compares how many cases of the corpus the rules and the validation of the newest aws-cdk-lib detect, and measures the rules; fails at 1 ms per resource, and if the duration does not grow linearly',
    exec: `${RUN_SCRIPT} test/internal/validation/bench.ts`,
  });
  project.addTask('corpus', {
    description:
      'Reports how many cases of the corpus the rules detect, and which cases they miss: npx projen corpus ReplicationGroup',
    env: { CDK_VALIDATION: 'false' },
    exec: `${RUN_SCRIPT} test/internal/validation/report-corpus.ts`,
    receiveArgs: true,
  });
}
