import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { App, Annotations, CfnParameter, NestedStack, Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
  Authentication,
  ClusterMode,
  ElastiCacheRules,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
} from 'cdk-elasticache';

const VALID_PROPS = {
  engine: 'valkey',
  majorEngineVersion: '8',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-0123456789abcdef0'],
};

/** Creates a cache with one error. */
function createInvalidCache(scope: Construct, id = 'Cache'): CfnServerlessCache {
  return new CfnServerlessCache(scope, id, {
    ...VALID_PROPS,
    serverlessCacheName: id.toLowerCase(),
    snapshotRetentionLimit: 36,
  });
}

/** Synthesizes an app and runs the plugin; `findings` contains the violations in one line each. */
function runPlugin(app: App, plugin = new ElastiCacheRules()) {
  const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);
  const report = plugin.validate({ templatePaths, appConstruct: app });
  const findings = report.violations.map(
    ({ severity, ruleName, violatingResources: [{ resourceLogicalId }] }) =>
      `${severity} ${resourceLogicalId} ${ruleName}`,
  );
  return { ...report, findings };
}

test('reports errors in L1 constructs', () => {
  const app = new App();
  createInvalidCache(new Stack(app, 'Stack'));

  const { success, violations } = runPlugin(app);

  expect(success).toBe(false);
  expect(violations).toEqual([
    {
      ruleName: 'ServerlessCache.RetentionOutOfRange',
      description: expect.stringMatching(/^'SnapshotRetentionLimit' /),
      severity: 'error',
      fix: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
      ruleMetadata: { propertyPath: 'SnapshotRetentionLimit', resourceType: 'AWS::ElastiCache::ServerlessCache' },
      violatingResources: [
        {
          resourceLogicalId: 'Cache',
          templatePath: expect.stringMatching(/Stack\.template\.json$/),
          locations: ['Properties/SnapshotRetentionLimit'],
        },
      ],
    },
  ]);
});

test('validates nested stacks', () => {
  const app = new App();
  createInvalidCache(new NestedStack(new Stack(app, 'Stack'), 'Nested'));

  expect(runPlugin(app).findings).toEqual(['error Cache ServerlessCache.RetentionOutOfRange']);
});

test('validates resources without a construct', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plugin-'));
  const templatePath = path.join(folder, 'Old.template.json');
  fs.writeFileSync(
    templatePath,
    JSON.stringify({
      Resources: { Old: { Type: 'AWS::ElastiCache::UserGroup', Properties: { Engine: 'valkey', UserIds: ['app'] } } },
    }),
  );

  const { violations } = new ElastiCacheRules().validate({ templatePaths: [templatePath], appConstruct: new App() });
  fs.rmSync(folder, { recursive: true });

  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['UserGroup.IdMissing']);
});

test('succeeds if there are only warnings', () => {
  const app = new App();
  new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', {
    ...VALID_PROPS,
    serverlessCacheName: 'cache',
    majorEngineVersion: undefined,
  });

  expect(runPlugin(app)).toMatchObject({ success: true, findings: ['warning Cache ServerlessCache.VersionNotPinned'] });
});

test('describes the reset of auto scaling with the names of constructs and props', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const group = new ReplicationGroup(stack, 'Group', {
    vpc: new ec2.Vpc(stack, 'Vpc'),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    clusterMode: ClusterMode.enabled({ shardCount: 2 }),
    authentication: Authentication.none(),
  });
  group.autoScaleShards({ minCapacity: 2, maxCapacity: 4 });

  const { violations } = runPlugin(app);

  expect(
    violations.filter(({ ruleName }) => ruleName.startsWith('ScalableTarget.')).map(({ description }) => description),
  ).toEqual([
    "'autoScaleShards' refers to 'Stack/Group', which specifies 'clusterMode.shardCount'. A deployment that changes a property of the replication group can overwrite the number that auto scaling has set. " +
      "Set 'clusterMode.shardCount' of 'Stack/Group' to the current number in such a deployment.",
  ]);
});

test('reports nothing for valid resources', () => {
  const app = new App();
  new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', { ...VALID_PROPS, serverlessCacheName: 'cache' });

  expect(runPlugin(app)).toMatchObject({ success: true, findings: [] });
});

test('reports errors that are acknowledged for the whole app as warnings', () => {
  const app = new App();
  createInvalidCache(new Stack(app, 'Stack'));
  const acknowledgements = { 'cdk-elasticache::ServerlessCache.RetentionOutOfRange': 'AWS will allow it' };

  expect(runPlugin(app, new ElastiCacheRules({ acknowledgements }))).toMatchObject({
    success: true,
    findings: ['warning Cache ServerlessCache.RetentionOutOfRange.acknowledged'],
    metadata: acknowledgements,
  });
});

test('reports errors that are acknowledged for a construct as warnings', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  Validations.of(createInvalidCache(stack)).acknowledge({
    id: 'cdk-elasticache::ServerlessCache.RetentionOutOfRange',
    reason: 'known',
  });
  createInvalidCache(stack, 'Other');

  expect(runPlugin(app).findings).toEqual([
    'warning Cache ServerlessCache.RetentionOutOfRange',
    'error Other ServerlessCache.RetentionOutOfRange',
  ]);
});

test('reports rules whose annotation is acknowledged with Annotations', () => {
  const app = new App();
  const cache = createInvalidCache(new Stack(app, 'Stack'));
  Annotations.of(cache).acknowledgeWarning('cdk-elasticache::ServerlessCache.RetentionOutOfRange');

  expect(runPlugin(app).findings).toEqual(['error Cache ServerlessCache.RetentionOutOfRange']);
});

describe('in an app', () => {
  let exitCode: typeof process.exitCode;
  let output: string[];

  beforeEach(() => {
    exitCode = process.exitCode;
    output = [];
    jest.spyOn(console, 'error').mockImplementation((...args) => {
      output.push(args.join(' '));
    });
    jest.spyOn(console, 'log').mockImplementation((...args) => {
      output.push(args.join(' '));
    });
  });

  afterEach(() => {
    process.exitCode = exitCode;
    jest.restoreAllMocks();
  });

  test('errors fail the synthesis with the rule, the construct, and a fix', () => {
    const app = new App();
    Validations.of(app).addPlugins(new ElastiCacheRules());
    createInvalidCache(new Stack(app, 'Stack'));

    try {
      app.synth();
    } catch (error) {
      // Newer versions of the CDK throw instead of setting the exit code.
      output.push((error as Error).message);
      process.exitCode = 1;
    }

    expect(process.exitCode).toBe(1);
    expect(output.join('\n')).toContain('ServerlessCache.RetentionOutOfRange');
    expect(output.join('\n')).toContain('Stack/Cache');
    expect(output.join('\n')).toContain("'SnapshotRetentionLimit' must be ");
  });

  test('acknowledged errors do not fail the synthesis', () => {
    const app = new App();
    Validations.of(app).addPlugins(new ElastiCacheRules());
    Validations.of(createInvalidCache(new Stack(app, 'Stack'))).acknowledge({
      id: 'cdk-elasticache::ServerlessCache.RetentionOutOfRange',
      reason: 'AWS will allow it',
    });

    app.synth();

    expect(process.exitCode).toBe(exitCode);
  });
});

test('has the plugin name that acknowledgments use', () => {
  expect(new ElastiCacheRules().name).toBe('cdk-elasticache');
});

test('does not repeat the warning MemcachedCluster.ZonesUnknown', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const cluster = new MemcachedCluster(stack, 'Cluster', {
    vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0 }),
    nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
    nodeCount: new CfnParameter(stack, 'Nodes', { type: 'Number', default: 2 }).valueAsNumber,
  });
  new CfnCacheCluster(stack, 'Other', {
    engine: 'memcached',
    cacheNodeType: 'cache.m7g.large',
    numCacheNodes: 2,
    cacheSubnetGroupName: 'subnets',
    vpcSecurityGroupIds: ['sg-0123456789abcdef0'],
  });

  expect(runPlugin(app).findings).toEqual(['warning Other CacheCluster.ReplacedWhenScaled']);
  expect(cluster.node.metadata.map(({ data }) => String(data))).toEqual([
    expect.stringContaining('cdk-elasticache::MemcachedCluster.ZonesUnknown'),
  ]);
});
