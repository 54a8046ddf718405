import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

// Loading takes seconds.
const database = loadAwsServiceSpecSync();
const cache = new Map<string, readonly string[]>();

/** Finds the properties whose change replaces, or may replace, a resource, according to the CloudFormation schema. */
export function findReplacementProperties(type: string): readonly string[] {
  let names = cache.get(type);
  if (!names) {
    const { properties } = database.lookup('resource', 'cloudFormationType', 'equals', type).only();
    names = Object.entries(properties)
      .filter(([, { causesReplacement }]) => causesReplacement && causesReplacement !== 'no')
      .map(([name]) => name);
    cache.set(type, names);
  }
  return names;
}
