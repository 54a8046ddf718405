import { normalizeName, normalizeReference } from '../../../src/validation/physical-names';

const [TOPIC, GROUP, DATASTORE] = [
  'SNS::Topic',
  'ElastiCache::ReplicationGroup',
  'ElastiCache::GlobalReplicationGroup',
].map((type) => `AWS::${type}`);
const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };

test.each([
  [GROUP, 'Sessions', 'sessions'],
  [GROUP, 'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:Sessions', 'sessions'],
  [DATASTORE, 'ldgnf-Sessions', 'sessions'],
  [DATASTORE, 'arn:aws:elasticache::111122223333:globalreplicationgroup:ldgnf-sessions', 'sessions'],
  [TOPIC, 'Alerts', 'Alerts'],
  [TOPIC, 'arn:aws:sns:us-east-1:111122223333:Alerts', 'Alerts'],
  [TOPIC, 'arn:aws:sns:${Token[AWS.Region.4]}:111122223333:Alerts', 'Alerts'],
])('converts a name or an ARN of %s to the stored name: %s', (type, text, name) => {
  expect(normalizeReference(type, text, ENVIRONMENT)).toBe(name);
});

test.each([
  ['service', GROUP, 'arn:aws:sns:us-east-1:111122223333:sessions'],
  ['account', TOPIC, 'arn:aws:sns:us-east-1:999999999999:alerts'],
  ['region', TOPIC, 'arn:aws:sns:eu-west-1:111122223333:alerts'],
])('does not convert the ARN of another %s', (_, type, arn) => {
  expect(normalizeReference(type, arn, ENVIRONMENT)).toBe(arn);
});

test('converts every ARN of the service when the account and Region are unknown', () => {
  expect(normalizeReference(TOPIC, 'arn:aws:sns:us-east-1:999999999999:alerts')).toBe('alerts');
});

test('keeps a name that looks like an id with a prefix', () => {
  expect(normalizeName(DATASTORE, 'Sales-EU')).toBe('sales-eu');
});
