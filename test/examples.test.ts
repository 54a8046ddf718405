import { app as quickstart } from '../examples/quickstart/app';

test('the quickstart synthesises a cache, its user, and a function that may connect, without an AWS account', () => {
  const { template } = quickstart().synth().getStackByName('Quickstart');
  const types = Object.values<any>(template.Resources).map(({ Type }) => Type);

  expect(types).toEqual(expect.arrayContaining([
    'AWS::EC2::VPC', 'AWS::ElastiCache::ServerlessCache', 'AWS::ElastiCache::User', 'AWS::ElastiCache::UserGroup', 'AWS::Lambda::Function', 'AWS::CloudWatch::Alarm',
  ]));
  const [policy] = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
  expect(policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action)).toEqual(
    ['elasticache:Connect', 'elasticache:Connect', 'elasticache:DescribeServerlessCaches']);
});

test('the quickstart tells what was made: resources, name, endpoint, ports, and who may connect', () => {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((...words) => { lines.push(words.join(' ')); });
  jest.requireActual('../examples/quickstart/tell');
  log.mockRestore();

  const told = lines.join('\n');
  expect(told).toMatch(/Quickstart: 17 resources/);
  expect(told).toMatch(/1 {2}AWS::ElastiCache::ServerlessCache/);
  expect(told).toMatch(/Cache quickstartcache[0-9a-f]{8}/);
  expect(told).toMatch(/endpoint +Cache\w+\.Endpoint\.Address/);
  expect(told).toMatch(/ports +6379 \(reads and writes\), 6380 \(reads from replicas\)/);
  expect(told).toMatch(/over the network: Function\w+, through FunctionSecurityGroup/);
  expect(told).toMatch(/by IAM: +FunctionServiceRole\w+ on App/);
  expect(told).toMatch(/by IAM: +FunctionServiceRole\w+ on Cache/);
});
