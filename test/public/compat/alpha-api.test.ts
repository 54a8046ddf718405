import { dirname, join } from 'node:path';
import { ALPHA_EXCEPTIONS, compareApis } from './api-comparison';
import { Assembly, LIBRARY } from './assembly';

const alpha = Assembly.read(join(require.resolve('@aws-cdk/aws-elasticache-alpha'), '..', '..'));
const ours = Assembly.read(LIBRARY);
const awsCdkLib = Assembly.read(dirname(require.resolve('aws-cdk-lib/package.json')));

const comparisons = compareApis(alpha, ours, awsCdkLib);

test('has every public type, member, parameter, and prop of the alpha package', () => {
  const different = comparisons.filter(({ member, difference }) => difference && !(member in ALPHA_EXCEPTIONS));

  expect(different).toEqual([]);
});

test('lists no unnecessary exceptions', () => {
  const different = comparisons.filter(({ difference }) => difference).map(({ member }) => member);

  expect(Object.keys(ALPHA_EXCEPTIONS).filter((member) => !different.includes(member))).toEqual([]);
});

test('compares the entire alpha package', () => {
  expect(alpha.types).toHaveLength(26);
  expect(comparisons.length).toBeGreaterThan(200);
});

test.each<[string, (json: string) => string, string]>([
  [
    'a missing member',
    (json) => json.replaceAll('"name":"grantConnect"', '"name":"grantLogin"'),
    'IServerlessCache.grantConnect is missing',
  ],
  [
    'a missing constant',
    (json) => json.replaceAll('"name":"VALKEY_8"', '"name":"VALKEY_EIGHT"'),
    'CacheEngine.VALKEY_8 is missing',
  ],
  [
    'another type of a prop',
    (json) => json.replaceAll('"fqn":"aws-cdk-lib.aws_ec2.IVpc"', '"fqn":"aws-cdk-lib.aws_ec2.Vpc"'),
    'ServerlessCacheProps.vpc is {"fqn":"aws-cdk-lib.aws_ec2.Vpc"}, was {"fqn":"aws-cdk-lib.aws_ec2.IVpc"}',
  ],
])('finds %s', (_title, change, expected) => {
  const changed = new Assembly(ours.name, JSON.parse(change(JSON.stringify(ours.types))));

  const found = compareApis(alpha, changed, awsCdkLib).map(({ member, difference }) => `${member} ${difference}`);

  expect(found).toContain(expected);
});
