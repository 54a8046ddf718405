import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

const specification = loadAwsServiceSpecSync(); // takes seconds
const known = new Map<string, readonly string[]>();

/** The properties whose change replaces, or may replace, a resource: the words of CloudFormation's own schema. */
export function replacing(type: string): readonly string[] {
  let names = known.get(type);
  if (!names) {
    const { properties } = specification.lookup('resource', 'cloudFormationType', 'equals', type).only();
    names = Object.entries(properties)
      .filter(([, { causesReplacement }]) => causesReplacement && causesReplacement !== 'no')
      .map(([name]) => name);
    known.set(type, names);
  }
  return names;
}
