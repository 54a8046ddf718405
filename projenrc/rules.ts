import { awscdk } from 'projen';

/** What keeps the rule book: the table of properties, and the catalogue of what AWS enforces. */
export function setUpRules(project: awscdk.AwsCdkConstructLibrary) {
  project.addBins({ 'cdk-elasticache-check': 'lib/validation/bin.js' });
  project.addTask('properties', {
    description: 'Renews src/service-data/resource-properties.ts from the newest L1 constructs',
    exec: 'ts-node -T -P projenrc/tsconfig.json projenrc/tasks/properties.ts',
  });
  project.addTask('rules', {
    description: 'Renews docs/rules.md, the list of all rules',
    env: { CDK_VALIDATION: 'false' },
    exec: 'ts-node -T -P test/tsconfig.json test/validation/rules-page.ts',
  });
  project.addTask('bench:rules', {
    description:
      'Tells what the rules find of the catalogue beside the own validation of the newest aws-cdk-lib, and what they cost; fails at 1 ms per resource, and when it is not linear',
    exec: 'ts-node -T -P test/tsconfig.json test/validation/bench.ts',
  });
  project.addTask('catalogue', {
    description:
      'Tells what the rules find of the catalogue, and which entries they miss: npx projen catalogue ReplicationGroup',
    env: { CDK_VALIDATION: 'false' },
    exec: 'ts-node -T -P test/tsconfig.json test/validation/report-corpus.ts',
    receiveArgs: true,
  });
}
