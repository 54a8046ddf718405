import { CfnWaitConditionHandle } from 'aws-cdk-lib/core';
import type { Library, Program } from './programs';
import { PROGRAMS } from './programs';
import { findReplacementProperties } from './replacement-properties';
import { emptyStack } from '../stacks';
import { synthesize, synthesizeInvalid } from '../templates';
import * as ours from 'cdk-elasticache';

/** Intended differences by resource type and property. All other properties must be equal. */
const INTENDED_DIFFERENCES: Record<string, (before: any, after: any) => boolean> = {
  // AWS stores the name in lower case. Metrics, ARNs, and IAM tokens only match in that form.
  'AWS::ElastiCache::ServerlessCache.ServerlessCacheName': (before, after) => after === before.toLowerCase(),
};

/**
 * The logical id of a security group rule depends on its ports. This library also opens the port for reads from
 * replicas. CloudFormation creates the new rule before it deletes the old one.
 */
const TYPES_WITH_NEW_IDS = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

/** The errors of the program whose template AWS rejects. The errors of all other programs make their tests fail. */
const ACKNOWLEDGED_PROGRAM = 'a user with the reserved id in a Valkey group';
const ACKNOWLEDGEMENTS = {
  'cdk-elasticache::User.IdReserved': 'compared with the alpha package',
  'cdk-elasticache::UserGroup.NoPasswordUserInValkeyGroup': 'compared with the alpha package',
};

/** Synthesizes a program with a library, and returns its resources. */
export function synthesizeProgram(library: Library, program: Program): Record<string, any> {
  const stack = emptyStack('MyStack');
  // The alpha package renders templates that AWS rejects.
  const isInvalid = library !== ours || program === PROGRAMS[ACKNOWLEDGED_PROGRAM];
  stack.node.setContext('cdk-elasticache:acknowledgements', isInvalid ? ACKNOWLEDGEMENTS : {});
  // Programs that only import resources would have an empty template.
  new CfnWaitConditionHandle(stack, 'Something');
  program(library, stack);
  return (isInvalid ? synthesizeInvalid(stack) : synthesize(stack)).toJSON().Resources ?? {};
}

/** Replaces references with the resource names that they resolve to. */
const NAME_PROPERTY: Record<string, string> = {
  'AWS::ElastiCache::ServerlessCache': 'ServerlessCacheName',
  'AWS::ElastiCache::User': 'UserId',
  'AWS::ElastiCache::UserGroup': 'UserGroupId',
};

function resolveNames(value: any, resources: Record<string, any>): any {
  if (Array.isArray(value)) {
    return value.map((item) => resolveNames(item, resources));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const target = resources[value.Ref];
  if (target && NAME_PROPERTY[target.Type]) {
    return target.Properties[NAME_PROPERTY[target.Type]];
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveNames(item, resources)]));
}

/** Defines the tests that programs of an alpha package keep their resources with this library. */
export function describePrograms(alpha: Library, programs: Readonly<Record<string, Program>>): void {
  describe.each(Object.entries(programs))('%s', (_title, program) => {
    const before = synthesizeProgram(alpha, program);
    const after = synthesizeProgram(ours, program);

    test('keeps logical ids and types', () => {
      const ids = (resources: Record<string, any>) =>
        Object.entries(resources)
          .filter(([, { Type }]) => !TYPES_WITH_NEW_IDS.includes(Type))
          .map(([id, { Type }]) => `${id} ${Type}`)
          .sort();

      expect(ids(after)).toEqual(ids(before));
    });

    test('keeps properties that require replacement', () => {
      const changes = Object.entries(before)
        .filter(([, { Type }]) => !TYPES_WITH_NEW_IDS.includes(Type))
        .flatMap(([id, { Type, Properties }]) =>
          findReplacementProperties(Type).flatMap((name) => {
            const was = resolveNames(Properties?.[name], before);
            const is = resolveNames(after[id].Properties?.[name], after);
            const same =
              JSON.stringify(was) === JSON.stringify(is) || INTENDED_DIFFERENCES[`${Type}.${name}`]?.(was, is);
            return same ? [] : [{ id, name, was, is }];
          }),
        );

      expect(changes).toEqual([]);
    });
  });
}
