import { RESOURCE_TYPE_REGIONS } from '../../../../src/service-data/generated/resource-type-regions';
import type { GeneratedTable } from '../generated-table';
import type { Sources } from '../source';

/** The Regions of the resource types that CloudFormation does not support in every Region. */
export const resourceTypeRegions: GeneratedTable = {
  name: 'RESOURCE_TYPE_REGIONS',
  file: 'resource-type-regions.ts',
  source: 'cfnLint',
  part: 'data/schemas/providers',
  ours: RESOURCE_TYPE_REGIONS,
  build: selectTypes,
  render: (value) => `
    /**
     * The Regions that support the resource types that are not available in every Region. CloudFormation adds types
     * Region by Region. The table does not contain the European Sovereign Cloud and isolated Regions.
     * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html
     */
    export const RESOURCE_TYPE_REGIONS: Readonly<Record<string, readonly string[]>> = ${value};
  `,
};

function selectTypes({ cfnLint }: Sources): Readonly<Record<string, readonly string[]>> {
  const types = Object.entries(cfnLint.facts.typeRegions);
  const regionCount = Math.max(...types.map(([, names]) => names.length));
  return Object.fromEntries(types.filter(([, names]) => names.length < regionCount));
}
