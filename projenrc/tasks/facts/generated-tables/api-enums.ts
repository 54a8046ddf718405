import { API_ENUMS } from '../../../../src/service-data/generated/api-enums';
import type { GeneratedTable } from '../generated-table';

/** The enums of the API. */
export const apiEnums: GeneratedTable = {
  name: 'API_ENUMS',
  file: 'api-enums.ts',
  source: 'botocore',
  part: 'service-2.json of ElastiCache',
  ours: API_ENUMS,
  build: ({ botocore }) => botocore.facts.enums,
  render: (value) => `
    /**
     * The enums in the inputs of the API operations that create and modify resources.
     * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/Welcome.html
     */
    export const API_ENUMS = ${value} as const satisfies Readonly<Record<string, readonly string[]>>;
  `,
};
