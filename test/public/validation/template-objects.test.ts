import { ElastiCacheRules } from 'cdk-elasticache';

const CIRCULAR: Record<string, unknown> = { Resources: {} };
CIRCULAR.Other = [CIRCULAR, CIRCULAR];

const nest = (depth: number): object => (depth === 0 ? {} : { Nested: nest(depth - 1) });

test.each<[string, unknown, string]>([
  ['the text of a template', '{ "Resources": {} }', 'but got a string. Parse the template with JSON.parse'],
  ['null', null, 'but got null'],
  ['no value', undefined, 'but got undefined'],
  ['a list', [], 'but got a list'],
  ['a number', 1, 'but got 1'],
  ['an object that contains itself', CIRCULAR, 'must not contain itself'],
  ['a template with too many levels', nest(600), 'at most 500 nested objects'],
])('fails for %s', (_title, template, message) => {
  expect(() => ElastiCacheRules.checkTemplate(template)).toThrow(message);
});

test('accepts an empty template, and objects that occur several times', () => {
  const shared = nest(50);

  expect(ElastiCacheRules.checkTemplate({})).toEqual([]);
  expect(ElastiCacheRules.checkTemplate({ Metadata: [shared, { shared }, shared], Resources: {} })).toEqual([]);
});
