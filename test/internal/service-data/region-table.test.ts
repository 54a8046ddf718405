import { renderRegionSection } from './region-table';

/** Returns the cells of the row of a feature. */
function findRow(feature: string): string[] {
  const row = renderRegionSection()
    .split('\n')
    .find((line) => line.startsWith(`| ${feature}`))!;
  return row.split(' | ').slice(1, -1);
}

// The expected values are from the AWS pages in the table, and from the schemas of the CloudFormation registry.
test.each([
  ['customer managed keys', ['yes', 'yes', 'no', 'yes', 'yes']],
  ['logs in Amazon Data Firehose', ['not in ap-northeast-3', 'yes', 'yes', 'yes', 'yes']],
  ['global datastores', ['not in ap-east-2 and ap-southeast-6', 'yes', 'yes', 'unknown', 'unknown']],
  ['`AWS::ElastiCache::ServerlessCache`', ['yes', 'yes', 'yes', 'unknown', 'unknown']],
  [
    '`AWS::ElastiCache::Snapshot`',
    ['only in ap-south-1, eu-central-1, us-east-1, and us-west-2', 'no', 'no', 'unknown', 'unknown'],
  ],
])('lists the Regions with %s', (feature, cells) => {
  expect(findRow(feature)).toEqual(cells);
});

test('lists the Regions with data tiering, which the China Regions do not support', () => {
  expect(findRow('data tiering')).toEqual([
    expect.stringMatching(/^(only|not) in /),
    'no',
    expect.any(String),
    'unknown',
    'unknown',
  ]);
});
