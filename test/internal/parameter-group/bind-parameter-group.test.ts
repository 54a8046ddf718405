import { Lazy, RemovalPolicy } from 'aws-cdk-lib/core';
import { bindParameterGroup } from '../../../src/parameter-group/parameter-group';
import { annotationsOf } from '../../public/messages';
import {
  PARAMETER_GROUP,
  createParameterGroup,
  parametersByLogicalId,
} from '../../public/parameter-group/create-parameter-group';
import { emptyStack } from '../../public/stacks';
import { synthesize } from '../../public/templates';
import { EngineVersion, ParameterGroup } from 'cdk-elasticache';

const bind = (group: ParameterGroup, clusterMode: boolean) => bindParameterGroup(group, clusterMode).name;

describe('bindParameterGroup', () => {
  test('keeps the logical id for caches without cluster mode', () => {
    const { stack, group } = createParameterGroup();

    expect(stack.resolve(bind(group, false))).toEqual({ Ref: 'Parametersvalkey86D8B6CE3' });
    expect(parametersByLogicalId(stack)).toEqual({ Parametersvalkey86D8B6CE3: undefined });
  });

  test('changes the logical id for caches with cluster mode, because cluster-enabled cannot change in use', () => {
    const { stack, group } = createParameterGroup({ parameters: { timeout: '300' } });

    expect(stack.resolve(bind(group, true))).toEqual({ Ref: 'Parametersvalkey86D8B6CE3ClusterOn' });
    expect(stack.resolve(group.parameterGroupName)).toEqual({ Ref: 'Parametersvalkey86D8B6CE3ClusterOn' });
    expect(parametersByLogicalId(stack)).toEqual({
      Parametersvalkey86D8B6CE3ClusterOn: { timeout: '300', 'cluster-enabled': 'yes' },
    });
  });

  test.each([[[true, false, true, false]], [[false, true]]])(
    'creates a group per cluster mode, with logical ids that do not depend on the order: %j',
    (modes) => {
      const { stack, group } = createParameterGroup();

      for (const clusterMode of modes) {
        bind(group, clusterMode);
      }
      group.addParameter('timeout', '300');
      group.applyRemovalPolicy(RemovalPolicy.RETAIN);

      expect(parametersByLogicalId(stack)).toEqual({
        Parametersvalkey86D8B6CE3: { timeout: '300' },
        Parametersvalkey86D8B6CE3ClusterOn: { timeout: '300', 'cluster-enabled': 'yes' },
      });
      synthesize(stack).allResources(PARAMETER_GROUP, { DeletionPolicy: 'Retain' });
    },
  );

  test('applies the removal policy to both groups', () => {
    const { stack, group } = createParameterGroup({ removalPolicy: RemovalPolicy.RETAIN });

    bind(group, false);
    bind(group, true);

    synthesize(stack).allResources(PARAMETER_GROUP, { DeletionPolicy: 'Retain' });
  });
});

test('warnings are not added for caches with cluster mode or for unresolved versions', () => {
  const { stack, group } = createParameterGroup({ parameters: { 'cluster-require-full-coverage': 'yes' } });

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

  expect(bindParameterGroup(group, true)).toEqual({ name: 'Default.Valkey8', construct: group });
});
