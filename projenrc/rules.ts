import { awscdk } from 'projen';

/** Configures the validation rules: generated tables and pages, and the corpus of known AWS constraints. */
export function setUpRules(project: awscdk.AwsCdkConstructLibrary) {
  project.addBins({ 'cdk-elasticache-check': 'lib/validation/bin.js' });
  project.addTask('properties', {
    description: 'Updates src/service-data/resource-properties.ts from the newest L1 constructs',
    exec: 'ts-node -T -P projenrc/tsconfig.json projenrc/tasks/properties.ts',
  });
  project.addTask('rules', {
    description: 'Updates docs/rules.md, the list of all rules',
    env: { CDK_VALIDATION: 'false' },
    exec: 'ts-node -T -P test/tsconfig.json test/validation/rules-page.ts',
  });
  project.addTask('bench:rules', {
    description:
      'Compares the rules with the validation of the newest aws-cdk-lib, and measures them; fails at 1 ms per resource, and when the time is not linear',
    exec: 'ts-node -T -P test/tsconfig.json test/validation/bench.ts',
  });
  project.addTask('catalogue', {
    description: 'Prints the known constraints that the rules find and miss: npx projen catalogue ReplicationGroup',
    env: { CDK_VALIDATION: 'false' },
    exec: 'ts-node -T -P test/tsconfig.json test/validation/tell-catalogue.ts',
    receiveArgs: true,
  });
}
