import { RegionInfo } from 'aws-cdk-lib/region-info';
import { REGIONS_BY_PARTITION } from '../../../src/service-data/generated/regions';
import { RESOURCE_TYPE_REGIONS } from '../../../src/service-data/generated/resource-type-regions';
import { getUrlSuffix, REGIONS } from '../../../src/service-data/regions';

test.each(Object.entries(REGIONS_BY_PARTITION))('the domain of %s is that of its Regions', (partition, regions) => {
  const suffixes = regions
    .map((region) => RegionInfo.get(region).domainSuffix)
    .filter((suffix) => suffix !== undefined);

  expect(suffixes).not.toEqual([]);
  expect([...new Set(suffixes)]).toEqual([getUrlSuffix(partition)]);
});

test('the Regions of resource types do not contain those without documentation', () => {
  expect(
    Object.values(RESOURCE_TYPE_REGIONS)
      .flat()
      .filter((region) => !REGIONS.includes(region)),
  ).toEqual([]);
});
