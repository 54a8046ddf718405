import { REGIONS_BY_PARTITION } from './generated/regions';

/**
 * The documented prefixes that AWS adds to the ids of global datastores, by the Region of the primary.
 * Read 2026-11-28.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
 */
export const GLOBAL_DATASTORE_PREFIXES: Readonly<Record<string, string>> = {
  'us-east-2': 'fpkhr',
  'us-east-1': 'ldgnf',
  'us-west-1': 'virxk',
  'us-west-2': 'sgaui',
  'ca-central-1': 'bxodz',
  'ap-south-1': 'erpgt',
  'ap-northeast-1': 'quwsw',
  'ap-northeast-2': 'lfqnh',
  'ap-northeast-3': 'nlapn',
  'ap-southeast-1': 'vlqxn',
  'ap-southeast-2': 'vbgxd',
  'eu-central-1': 'iudkw',
  'eu-west-1': 'gxeiz',
  'eu-west-2': 'okuqm',
  'eu-west-3': 'fgjhi',
  'sa-east-1': 'juxlw',
  'cn-north-1': 'emvgo',
  'cn-northwest-1': 'ckbem',
  'ap-east-1': 'knjmp',
  'us-gov-west-1': 'sgwui',
};

/**
 * The Regions that support global datastores. China Regions can replicate only to each other.
 * Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
 */
export const GLOBAL_DATASTORE_REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

/**
 * The Regions that do not support customer managed keys.
 * Read 2026-11-28.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
 */
export const REGIONS_WITHOUT_CUSTOMER_KEYS: readonly string[] = ['us-gov-east-1', 'us-gov-west-1'];

/**
 * The Regions where ElastiCache does not deliver logs to Amazon Data Firehose. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Logging-destinations.html
 */
export const REGIONS_WITHOUT_FIREHOSE: readonly string[] = ['ap-northeast-3'];

/** The format of the names of Regions, including names that are not in `REGIONS`. */
export const REGION_PATTERN = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

/**
 * The values of `AWS::URLSuffix` in partitions. All other partitions have `amazonaws.com`. Read 2026-11-30.
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
const URL_SUFFIXES: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
};

/** The partitions whose Regions are in the other tables. */
const PARTITIONS: readonly string[] = ['aws', 'aws-cn', 'aws-us-gov'];

/**
 * The Regions of ElastiCache with price lists. ElastiCache is also available in the AWS European Sovereign Cloud and in
 * isolated Regions, for which AWS documents neither node types nor global datastores.
 */
export const REGIONS: readonly string[] = PARTITIONS.flatMap((partition) => REGIONS_BY_PARTITION[partition]).sort();

const PARTITIONS_BY_PREFIX: ReadonlyMap<string, string> = new Map(
  Object.entries(REGIONS_BY_PARTITION).flatMap(([partition, regions]) =>
    regions.map((region) => [getRegionPrefix(region), partition]),
  ),
);

/** Returns the partition of a Region, which can be newer than this library. Returns undefined for an unknown prefix. */
export function findPartition(region: string): string | undefined {
  return PARTITIONS_BY_PREFIX.get(getRegionPrefix(region));
}

/** Returns the domain of a partition, which is the value of `AWS::URLSuffix`. */
export function getUrlSuffix(partition: string): string {
  return URL_SUFFIXES[partition] ?? 'amazonaws.com';
}

/** Returns the first part of the name of a Region, such as `us-gov` of `us-gov-west-1`. */
function getRegionPrefix(region: string): string {
  return region.split('-').slice(0, -2).join('-');
}
