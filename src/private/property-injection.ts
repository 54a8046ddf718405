// The entry points of aws-cdk-lib do not export the decorator. This is the only deep import of aws-cdk-lib.
// eslint-disable-next-line no-restricted-imports
export { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
