import { formatList } from '../../../src/private/text';
import { REGIONS_WITHOUT_NODE_FAMILY } from '../../../src/service-data/generated/node-family-regions';
import { REGIONS_BY_PARTITION } from '../../../src/service-data/generated/regions';
import { RESOURCE_TYPE_REGIONS } from '../../../src/service-data/generated/resource-type-regions';
import {
  GLOBAL_DATASTORE_REGIONS,
  REGIONS,
  REGIONS_WITHOUT_CUSTOMER_KEYS,
  REGIONS_WITHOUT_FIREHOSE,
} from '../../../src/service-data/regions';

const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/';
const TYPES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html';

/** The columns of the table, with the partitions of each. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'AWS Regions': ['aws'],
  China: ['aws-cn'],
  GovCloud: ['aws-us-gov'],
  'European Sovereign Cloud': ['aws-eusc'],
  'isolated (ISO)': ['aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'],
};

interface RegionalFeature {
  readonly name: string;
  readonly link: string;
  /** Returns undefined if AWS does not document it. */
  readonly isAvailable: (region: string) => boolean | undefined;
}

const isDocumented = (region: string) => REGIONS.includes(region);

const resourceType = (name: string): RegionalFeature => ({
  name: `\`AWS::ElastiCache::${name}\``,
  link: TYPES,
  isAvailable: (region) =>
    isDocumented(region) ? (RESOURCE_TYPE_REGIONS[`AWS::ElastiCache::${name}`]?.includes(region) ?? true) : undefined,
});

const FEATURES: readonly RegionalFeature[] = [
  {
    name: 'data tiering, which requires r6gd nodes',
    link: `${GUIDE}data-tiering.html`,
    isAvailable: (region) =>
      isDocumented(region) ? !REGIONS_WITHOUT_NODE_FAMILY.r6gd.some((other) => other === region) : undefined,
  },
  {
    name: 'global datastores',
    link: `${GUIDE}Redis-Global-Datastores-Getting-Started.html`,
    isAvailable: (region) => (isDocumented(region) ? GLOBAL_DATASTORE_REGIONS.includes(region) : undefined),
  },
  {
    name: 'customer managed keys',
    link: `${GUIDE}at-rest-encryption.html`,
    isAvailable: (region) => !REGIONS_WITHOUT_CUSTOMER_KEYS.includes(region),
  },
  {
    name: 'logs in Amazon Data Firehose',
    link: `${GUIDE}Logging-destinations.html`,
    isAvailable: (region) => !REGIONS_WITHOUT_FIREHOSE.includes(region),
  },
  resourceType('ServerlessCache'),
  ...Object.keys(RESOURCE_TYPE_REGIONS).map((type) => resourceType(type.split('::')[2])),
];

/** Renders the section with the Regions of each feature that is not available everywhere. */
export function renderRegionSection(): string {
  return [
    '## Regions and features',
    '',
    'Rules report features that are not available in the Region of the stack, if it is known at synthesis. `npx projen limits` generates the table from the tables of the rules. "Unknown" means that AWS',
    'documents nothing about these Regions, so rules do not report them. CloudFormation adds resource types Region by Region, so a feature can be available in a Region without its resource type.',
    '[Engines and nodes](engines-and-nodes.md) describes the node types.',
    '',
    `| | ${Object.keys(COLUMNS).join(' | ')} | AWS |`,
    `| --- | ${Object.keys(COLUMNS)
      .map(() => '---')
      .join(' | ')} | --- |`,
    ...FEATURES.map(renderFeature),
    '',
  ].join('\n');
}

function renderFeature({ name, link, isAvailable }: RegionalFeature): string {
  const cells = Object.values(COLUMNS).map((partitions) => {
    const regions = partitions.flatMap((partition) => REGIONS_BY_PARTITION[partition]);
    return regions.some((region) => isAvailable(region) === undefined)
      ? 'unknown'
      : formatRegions(
          regions.filter((region) => isAvailable(region)),
          regions.filter((region) => !isAvailable(region)),
        );
  });
  return `| ${name} | ${cells.join(' | ')} | [page](${link}) |`;
}

function formatRegions(available: readonly string[], missing: readonly string[]): string {
  if (missing.length === 0) {
    return 'yes';
  }
  if (available.length === 0) {
    return 'no';
  }
  return available.length < missing.length ? `only in ${formatList(available)}` : `not in ${formatList(missing)}`;
}
