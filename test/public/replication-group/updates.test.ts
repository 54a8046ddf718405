import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { Duration, CfnParameter, Validations } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  Authentication,
  ClusterMode,
  EngineVersion,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  UserGroup,
} from 'cdk-elasticache';
import type { ReplicationGroupProps } from 'cdk-elasticache';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createGroup = (props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    replicationGroupId: 'sessions',
    authentication: Authentication.none(),
    clusterMode: ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 }),
    ...props,
  });

describe('auto scaling', () => {
  test('scales shards by the CPU utilization of the primaries', () => {
    createGroup()
      .autoScaleShards({ minCapacity: 2, maxCapacity: 8 })
      .scaleOnPrimaryCpuUtilization({
        targetUtilizationPercent: 60,
        disableScaleIn: true,
        scaleInCooldown: Duration.minutes(10),
        scaleOutCooldown: Duration.minutes(5),
      });

    expect(propertiesOf(stack, TARGET)).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 8,
      ResourceId: { 'Fn::Join': ['', ['replication-group/', { Ref: 'Sessions8896A56D' }]] },
      ScalableDimension: 'elasticache:replication-group:NodeGroups',
      ServiceNamespace: 'elasticache',
    });
    expect(propertiesOf(stack, POLICY).TargetTrackingScalingPolicyConfiguration).toEqual({
      DisableScaleIn: true,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ElastiCachePrimaryEngineCPUUtilization' },
      ScaleInCooldown: 600,
      ScaleOutCooldown: 300,
      TargetValue: 60,
    });
    expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup')).toMatchObject({
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
    });
  });

  test('scales shards by memory, by capacity, and on a schedule', () => {
    const scaling = createGroup().autoScaleShards({ maxCapacity: 4 });
    scaling.scaleOnMemoryUtilization({ targetUtilizationPercent: 70 });
    scaling.scaleOnCapacityUtilization({ targetUtilizationPercent: 65 });
    scaling.scaleOnSchedule('Morning', {
      schedule: appscaling.Schedule.cron({ hour: '7', minute: '0' }),
      minCapacity: 3,
    });

    const policies = Object.values(synthesize(stack).findResources(POLICY));
    expect(policies.map(({ Properties }) => Properties.PolicyName)).toEqual([
      expect.stringContaining('ShardsScalingScaleOnMemoryUtilization'),
      expect.stringContaining('ShardsScalingScaleOnCapacityUtilization'),
    ]);
    expect(
      policies.map(
        ({ Properties }) =>
          Properties.TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType,
      ),
    ).toEqual([
      'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage',
      'ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage',
    ]);
    expect(propertiesOf(stack, TARGET)).toMatchObject({
      MinCapacity: 1,
      ScheduledActions: [
        { ScheduledActionName: 'Morning', ScalableTargetAction: { MinCapacity: 3 }, Schedule: 'cron(0 7 * * ? *)' },
      ],
    });
  });

  test('scales replicas by their CPU utilization, and on a schedule', () => {
    const scaling = createGroup().autoScaleReplicas({ maxCapacity: 4 });
    scaling.scaleOnReplicaCpuUtilization({ targetUtilizationPercent: 50 });
    scaling.scaleOnSchedule('Evening', { schedule: appscaling.Schedule.rate(Duration.days(1)), maxCapacity: 2 });

    expect(propertiesOf(stack, TARGET)).toMatchObject({
      MinCapacity: 1,
      MaxCapacity: 4,
      ScalableDimension: 'elasticache:replication-group:Replicas',
    });
    expect(
      propertiesOf(stack, POLICY).TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification
        .PredefinedMetricType,
    ).toBe('ElastiCacheReplicaEngineCPUUtilization');
  });

  test('uses the specified name of the policy', () => {
    createGroup()
      .autoScaleShards({ maxCapacity: 4 })
      .scaleOnMemoryUtilization({ targetUtilizationPercent: 60, policyName: 'sessions-memory' });

    expect(propertiesOf(stack, POLICY).PolicyName).toBe('sessions-memory');
  });

  test('fails with all errors when the engine, node type, and cluster mode do not support it', () => {
    const fixed = createGroup({
      clusterMode: ClusterMode.disabled(),
      nodeType: NodeType.of(NodeFamily.T4G, NodeSize.MEDIUM),
      engineVersion: EngineVersion.REDIS_5_0_6,
    });

    expect(errorsOf(() => fixed.autoScaleShards({ minCapacity: 0, maxCapacity: 251 }))).toEqual([
      "'minCapacity' ScalableTarget.MinCapacityOutOfRange",
      "'maxCapacity' ScalableTarget.MaxCapacityOutOfRange",
      "'autoScaleShards' ScalableTarget.VersionUnsupported",
      "'autoScaleShards' ScalableTarget.NodeTypeUnsupported",
      "'autoScaleShards' ScalableTarget.ClusterModeRequired",
    ]);
  });

  test('fails with data tiering before Redis OSS 7.1', () => {
    expect(() =>
      createGroup({
        nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
        engineVersion: EngineVersion.REDIS_6_2,
      }).autoScaleReplicas({
        maxCapacity: 2,
      }),
    ).toThrow(/'autoScaleReplicas' .* 7\.0\.7 .* \[cdk-elasticache::ScalableTarget\.VersionUnsupported\]/);
  });

  test('fails with cooldowns that are not whole seconds, together with other errors', () => {
    const token = new CfnParameter(stack, 'Cooldown', { type: 'Number' }).valueAsNumber;
    const scaling = createGroup().autoScaleShards({ maxCapacity: 4 });

    expect(
      errorsOf(() =>
        scaling.scaleOnPrimaryCpuUtilization({
          targetUtilizationPercent: 0,
          scaleInCooldown: Duration.millis(500),
          scaleOutCooldown: Duration.minutes(token),
        }),
      ),
    ).toEqual([
      "'scaleInCooldown' must be a whole number of seconds, but got 0.5. Use a duration such as Duration.seconds(1).",
      "'scaleOutCooldown' must be in seconds if it is a token, because CloudFormation cannot convert units. Use Duration.seconds().",
      "'targetUtilizationPercent' ScalingPolicy.TargetNotPositive",
    ]);
  });

  test('reports an acknowledged error of a policy once', () => {
    Validations.of(stack).acknowledge({ id: 'cdk-elasticache::ScalingPolicy.TargetNotPositive', reason: 'a test' });
    createGroup().autoScaleShards({ maxCapacity: 4 }).scaleOnPrimaryCpuUtilization({ targetUtilizationPercent: 0 });

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringMatching(/^'targetUtilizationPercent' .* is acknowledged/),
    ]);
  });

  test('accepts tokens as cooldowns', () => {
    const token = new CfnParameter(stack, 'Cooldown', { type: 'Number' }).valueAsNumber;
    createGroup()
      .autoScaleShards({ maxCapacity: 4 })
      .scaleOnPrimaryCpuUtilization({ targetUtilizationPercent: 60, scaleInCooldown: Duration.seconds(token) });

    expect(propertiesOf(stack, POLICY).TargetTrackingScalingPolicyConfiguration.ScaleInCooldown).toEqual({
      Ref: 'Cooldown',
    });
  });

  test('accepts tokens as the range', () => {
    const [minCapacity, maxCapacity] = ['Min', 'Max'].map(
      (id) => new CfnParameter(stack, id, { type: 'Number', default: 2 }).valueAsNumber,
    );

    createGroup().autoScaleShards({ minCapacity, maxCapacity });

    expect(propertiesOf(stack, TARGET)).toMatchObject({ MinCapacity: { Ref: 'Min' }, MaxCapacity: { Ref: 'Max' } });
  });

  test('fails when the minimum exceeds the maximum', () => {
    expect(errorsOf(() => createGroup().autoScaleReplicas({ minCapacity: 3, maxCapacity: 2 }))).toEqual([
      "'minCapacity' ScalableTarget.MinCapacityExceedsMaxCapacity",
    ]);
  });

  test.each([
    [
      'shards',
      'autoScaleShards',
      (group: ReplicationGroup) => group.autoScaleShards({ minCapacity: 3, maxCapacity: 8 }),
    ],
    [
      'replicas',
      'autoScaleReplicas',
      (group: ReplicationGroup) => group.autoScaleReplicas({ minCapacity: 3, maxCapacity: 5 }),
    ],
  ])('adds a warning when the initial number of %s is outside the range', (_things, method, scale) => {
    const group = createGroup();
    const warnings = annotationsOf(stack, 'warning');
    scale(group);

    expect(annotationsOf(stack, 'warning')).toEqual([
      ...warnings,
      expect.stringMatching(
        new RegExp(
          `^'${method}' refers to 'Stack/Sessions', whose .* \\[ack: cdk-elasticache::ScalableTarget.CapacityOutsideRange]$`,
        ),
      ),
    ]);
  });

  test.each([2, 8])('adds no warning when the initial number of shards is an end of the range: %d', (shards) => {
    const group = createGroup({ clusterMode: ClusterMode.enabled({ shardCount: shards, replicasPerShard: 1 }) });
    group.autoScaleShards({ minCapacity: 2, maxCapacity: 8 });

    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });
});

describe('AUTH token rotation', () => {
  test('uses a function that can modify only this group', () => {
    createGroup({ authentication: Authentication.generatedAuthToken() }).addAuthTokenRotation({
      automaticallyAfter: Duration.days(7),
    });

    const functions = Object.values(synthesize(stack).findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties,
    );
    expect(functions.find(({ Code }) => Code.ZipFile.includes('ModifyReplicationGroup'))).toMatchObject({
      Environment: { Variables: { ID: { Ref: 'Sessions8896A56D' }, FIELD: 'password' } },
      Runtime: 'nodejs22.x',
    });
    synthesize(stack).hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
      RotationRules: { ScheduleExpression: 'rate(7 days)' },
    });
  });

  test('supports plain-text secrets', () => {
    const secret = new secretsmanager.Secret(stack, 'Token', { generateSecretString: { excludePunctuation: true } });
    createGroup({ authentication: Authentication.authToken(secret) }).addAuthTokenRotation();

    expect(propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables).not.toHaveProperty('FIELD');
  });

  test('fails without an AUTH token', () => {
    expect(() => createGroup().addAuthTokenRotation()).toThrow(
      "Cannot call 'addAuthTokenRotation' of ReplicationGroup 'Stack/Sessions':\n" +
        "  - 'addAuthTokenRotation' requires an AUTH token in a secret. Set 'authentication' to Authentication.generatedAuthToken() or Authentication.authToken(), or call PasswordUser.addRotation() for users of a user group.",
    );
  });
});

describe('alarms', () => {
  test('monitor all nodes, in batches of ten', () => {
    const alarms = createGroup({
      clusterMode: ClusterMode.enabled({ shardCount: 6, replicasPerShard: 1 }),
    }).addRecommendedAlarms();

    expect(alarms.named('evictions').map(({ node }) => node.id)).toEqual(['evictions-0001-001', 'evictions-0006-001']);
    expect(alarms.named('durabilityLag')).toEqual([]);
    expect(alarms.named('keyAuthorizationFailures')).toEqual([]);
    const ids = Object.values(synthesize(stack).findResources('AWS::CloudWatch::Alarm')).flatMap(({ Properties }) =>
      (Properties.Metrics as any[]).flatMap(({ MetricStat }) =>
        MetricStat ? stack.resolve(MetricStat.Metric.Dimensions[0].Value)['Fn::Join'][1][1] : [],
      ),
    );
    expect(new Set(ids)).toEqual(
      new Set([1, 2, 3, 4, 5, 6].flatMap((shard) => [`-000${shard}-001`, `-000${shard}-002`])),
    );
  });

  test('of an imported group with a cluster mode include authentication failures', () => {
    const imported = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
      replicationGroupId: 'sessions',
      clusterMode: ClusterMode.disabled(),
    });

    expect(imported.addRecommendedAlarms().named('keyAuthorizationFailures')).toHaveLength(1);
  });

  test('monitor the users of an imported group', () => {
    const imported = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
      replicationGroupId: 'sessions',
      clusterMode: ClusterMode.disabled(),
      userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'users'),
    });

    expect(imported.addRecommendedAlarms().named('commandAuthorizationFailures')).toHaveLength(1);
  });

  test('have matching widgets', () => {
    expect(createGroup().widgets.all()).toHaveLength(4);
  });
});
