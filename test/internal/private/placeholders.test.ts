import { findPlaceholderTool } from '../../../src/private/placeholders';
import { isUnresolved } from '../../../src/private/tokens';

test.each<[string, string | undefined]>([
  ['${self:custom.stage}', 'serverless'],
  ['cache-${opt:stage, "dev"}', 'serverless'],
  ['${env:NODE_TYPE}', 'serverless'],
  ['${file(./config.yml):nodeType}', 'serverless'],
  ['${file:./config.yml}', 'serverless'],
  ['${param:nodes}', 'serverless'],
  ['${sls:stage}', 'serverless'],
  ['${ssm:/cache/type}', 'serverless'],
  ['${ssm(us-east-1):/cache/type}', 'serverless'],
  ['${cf:network.Subnets}', 'serverless'],
  ['${cf.us-west-2:network.Subnets}', 'serverless'],
  ['${aws:region}', 'serverless'],
  ['#{AWS::Region}', 'serverless'],
  ['{{ engine }}', 'renderer'],
  ['{% if cache %}', 'renderer'],
  ['{{resolve:ssm:/cache/type}}', undefined],
  ['${AWS::Region}', undefined],
  ['${Parameter}', undefined],
  ['${selfish}', undefined],
  ['${env::Name}', undefined],
  ['#{Token[TOKEN.1]}', undefined],
  ['cache', undefined],
])('finds the tool that replaces %s', (text, expected) => {
  expect(findPlaceholderTool(text)).toBe(expected);
});

test('placeholders are unresolved', () => {
  expect(isUnresolved('${self:custom.stage}')).toBe(true);
  expect(isUnresolved('${selfish}')).toBe(false);
});
