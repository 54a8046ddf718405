import * as alpha from '@aws-cdk/aws-elasticache-alpha';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnWaitConditionHandle } from 'aws-cdk-lib/core';
import type { Library } from './programs';
import { PROGRAMS } from './programs';
import { replacing } from './replacing';
import * as ours from '../../src';
import { emptyStack, notJudgedByRules } from '../util';

/** The differences that are meant, by resource type and property; everything else must be the same. */
const DELIBERATE: Record<string, (before: any, after: any) => boolean> = {
  // AWS stores the name in lower case; only so do metrics, ARNs and IAM tokens that hold it match.
  'AWS::ElastiCache::ServerlessCache.ServerlessCacheName': (before, after) => after === before.toLowerCase(),
};

/**
 * Rules of security groups get an id from their port: reads from replicas go through the next port, so the rule opens
 * both. CloudFormation makes the new rule before it deletes the old one.
 */
const RENAMED_TYPES = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

function synthesise(library: Library, program: (ec: Library, stack: any) => void): Record<string, any> {
  const stack = emptyStack('MyStack');
  if (library !== ours) {
    notJudgedByRules(stack, 'the alpha package makes what AWS refuses; ours tells it by annotations');
  }
  new CfnWaitConditionHandle(stack, 'Something'); // some programs only import
  program(library, stack);
  return Template.fromStack(stack).toJSON().Resources ?? {};
}

/** Resource names instead of references to them: the deployed value is the same. */
const NAME_PROPERTY: Record<string, string> = {
  'AWS::ElastiCache::ServerlessCache': 'ServerlessCacheName',
  'AWS::ElastiCache::User': 'UserId',
  'AWS::ElastiCache::UserGroup': 'UserGroupId',
};

function deployed(value: any, resources: Record<string, any>): any {
  if (Array.isArray(value)) {
    return value.map((item) => deployed(item, resources));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const target = resources[value.Ref];
  if (target && NAME_PROPERTY[target.Type]) {
    return target.Properties[NAME_PROPERTY[target.Type]];
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deployed(item, resources)]));
}

describe.each(Object.entries(PROGRAMS))('%s', (_title, program) => {
  const before = synthesise(alpha as unknown as Library, program);
  const after = synthesise(ours, program);

  test('keeps every logical id and its type', () => {
    const ids = (resources: Record<string, any>) =>
      Object.entries(resources)
        .filter(([, { Type }]) => !RENAMED_TYPES.includes(Type))
        .map(([id, { Type }]) => `${id} ${Type}`)
        .sort();

    expect(ids(after)).toEqual(ids(before));
  });

  test('keeps every property that cannot change without a replacement', () => {
    const changes = Object.entries(before)
      .filter(([, { Type }]) => !RENAMED_TYPES.includes(Type))
      .flatMap(([id, { Type, Properties }]) =>
        replacing(Type).flatMap((name) => {
          const was = deployed(Properties?.[name], before);
          const is = deployed(after[id].Properties?.[name], after);
          const same = JSON.stringify(was) === JSON.stringify(is) || DELIBERATE[`${Type}.${name}`]?.(was, is);
          return same ? [] : [{ id, name, was, is }];
        }),
      );

    expect(changes).toEqual([]);
  });
});

test('opens as many ports with as many rules', () => {
  const rules = (library: Library) =>
    Object.values(synthesise(library, PROGRAMS['an instance that may connect'])).filter(
      ({ Type }) => Type === 'AWS::EC2::SecurityGroupIngress',
    );

  expect(rules(ours)).toHaveLength(rules(alpha as unknown as Library).length);
  expect(rules(ours)[0].Properties).toMatchObject({ FromPort: 6379, ToPort: 6380 });
});
