import { REGIONS_BY_PARTITION } from '../../../../src/service-data/generated/regions';
import type { GeneratedTable } from '../generated-table';

/** The Regions of ElastiCache by partition. */
export const regions: GeneratedTable = {
  name: 'REGIONS_BY_PARTITION',
  file: 'regions.ts',
  source: 'botocore',
  part: 'data/endpoints.json',
  ours: REGIONS_BY_PARTITION,
  build: ({ botocore }) => botocore.facts.regions,
  render: (value) => `
    /** The Regions in which ElastiCache is available, by partition. */
    export const REGIONS_BY_PARTITION: Readonly<Record<string, readonly string[]>> = ${value};
  `,
};
