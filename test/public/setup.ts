// The template validator of aws-cdk-lib takes seconds to start in each test file. `npx projen test:latest` runs it,
// except in files that import this one, because the validator reports their templates, which are not complete.
process.env.CDK_VALIDATION = 'false';
