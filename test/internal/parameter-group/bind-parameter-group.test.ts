import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { bindParameterGroup } from '../../../src/parameter-group/parameter-group';
import { annotationsOf } from '../../public/messages';
import { emptyStack } from '../../public/stacks';
import { synthesize } from '../../public/templates';
import type { ParameterGroupProps } from 'cdk-elasticache';
import { EngineVersion, ParameterGroup } from 'cdk-elasticache';

const TYPE = 'AWS::ElastiCache::ParameterGroup';
const { VALKEY_8_1 } = EngineVersion;

function createGroup(props: Partial<ParameterGroupProps> = {}) {
  const stack = emptyStack();
  return { stack, group: new ParameterGroup(stack, 'Parameters', { engineVersion: VALKEY_8_1, ...props }) };
}

/** Returns the parameters of all parameter groups by logical id. */
function parametersByLogicalId(stack: Stack): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(synthesize(stack).findResources(TYPE)).map(([id, { Properties }]) => [id, Properties.Properties]),
  );
}

const bind = (group: ParameterGroup, clusterMode: boolean) => bindParameterGroup(group, clusterMode).name;

describe('bindParameterGroup', () => {
  test('keeps the logical id for caches without cluster mode', () => {
    const { stack, group } = createGroup();

    expect(stack.resolve(bind(group, false))).toEqual({ Ref: 'Parametersvalkey86D8B6CE3' });
    expect(parametersByLogicalId(stack)).toEqual({ Parametersvalkey86D8B6CE3: undefined });
  });

  test('changes the logical id for caches with cluster mode, because cluster-enabled cannot change in use', () => {
    const { stack, group } = createGroup({ parameters: { timeout: '300' } });

    expect(stack.resolve(bind(group, true))).toEqual({ Ref: 'Parametersvalkey86D8B6CE3ClusterOn' });
    expect(stack.resolve(group.parameterGroupName)).toEqual({ Ref: 'Parametersvalkey86D8B6CE3ClusterOn' });
    expect(parametersByLogicalId(stack)).toEqual({
      Parametersvalkey86D8B6CE3ClusterOn: { timeout: '300', 'cluster-enabled': 'yes' },
    });
  });

  test.each([[[true, false, true, false]], [[false, true]]])(
    'creates a group per cluster mode, with logical ids that do not depend on the order: %j',
    (modes) => {
      const { stack, group } = createGroup();

      for (const clusterMode of modes) {
        bind(group, clusterMode);
      }
      group.addParameter('timeout', '300');
      group.applyRemovalPolicy(RemovalPolicy.RETAIN);

      expect(parametersByLogicalId(stack)).toEqual({
        Parametersvalkey86D8B6CE3: { timeout: '300' },
        Parametersvalkey86D8B6CE3ClusterOn: { timeout: '300', 'cluster-enabled': 'yes' },
      });
      synthesize(stack).allResources(TYPE, { DeletionPolicy: 'Retain' });
    },
  );

  test('applies the removal policy to both groups', () => {
    const { stack, group } = createGroup({ removalPolicy: RemovalPolicy.RETAIN });

    bind(group, false);
    bind(group, true);

    synthesize(stack).allResources(TYPE, { DeletionPolicy: 'Retain' });
  });
});

test('warnings are not added for caches with cluster mode or for unresolved versions', () => {
  const { stack, group } = createGroup({ parameters: { 'cluster-require-full-coverage': 'yes' } });

  bind(group, true);
  new ParameterGroup(stack, 'Later', {
    engineVersion: EngineVersion.of('valkey', Lazy.string({ produce: () => '8.1' }), {
      parameterGroupFamily: 'valkey8',
    }),
    parameters: { 'search-default-timeout-ms': '1000' },
  });

  expect(annotationsOf(stack, 'warning')).toEqual([]);
});

test('an imported parameter group is bound as it is', () => {
  const group = ParameterGroup.fromParameterGroupName(emptyStack(), 'Imported', 'Default.Valkey8');

  expect(bindParameterGroup(group, true)).toEqual({ name: 'default.valkey8', construct: group });
});
