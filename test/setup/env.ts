// aws-cdk-lib's own template validator takes seconds to start in every test file; `npx projen test:latest` runs it on
// all of them.
process.env.CDK_VALIDATION = 'false';
