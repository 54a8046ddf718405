// The template validator of aws-cdk-lib takes seconds to start in each test file. `npx projen test:latest` runs it.
process.env.CDK_VALIDATION = 'false';
