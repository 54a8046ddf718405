import { PROPERTIES } from '../../../../src/service-data/generated/resource-properties';
import type { GeneratedTable } from '../generated-table';

/** The properties of the resource types. */
export const resourceProperties: GeneratedTable = {
  name: 'PROPERTIES',
  file: 'resource-properties.ts',
  source: 'cdk',
  part: 'the L1 constructs of ElastiCache',
  ours: PROPERTIES,
  build: ({ cdk }) => cdk.facts,
  render: (value) => `
    /**
     * The schema of a CloudFormation value: text, number, flag, list, or an object with these keys. The key \`*\` matches
     * any key.
     */
    export type PropertySchema =
      'text' | 'number' | 'flag' | readonly [PropertySchema] | { readonly [key: string]: PropertySchema };

    /**
     * The properties of all ElastiCache types in the newest L1 constructs.
     * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html
     */
    export const PROPERTIES: Readonly<Record<string, { readonly [key: string]: PropertySchema }>> = ${value};
  `,
};
