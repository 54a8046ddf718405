import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { App, Annotations, NestedStack, Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ElastiCacheRules } from '../../src';

const GOOD = { engine: 'valkey', majorEngineVersion: '8', subnetIds: ['subnet-1', 'subnet-2'] };
const bad = (scope: Construct, id = 'Cache') =>
  new CfnServerlessCache(scope, id, { ...GOOD, serverlessCacheName: id.toLowerCase(), snapshotRetentionLimit: 36 });

/** What the plugin reports of an app, with its templates as file names. */
function reported(app: App, plugin = new ElastiCacheRules()) {
  const assembly = app.synth();
  const templatePaths = assembly.stacks.map(({ templateFullPath }) => templateFullPath);
  const report = plugin.validate({ templatePaths, appConstruct: app });
  return {
    ...report,
    told: report.violations.map(
      ({ severity, ruleName, violatingResources: [{ resourceLogicalId }] }) =>
        `${severity} ${resourceLogicalId} ${ruleName}`,
    ),
  };
}

test('reports what is wrong with raw L1 constructs', () => {
  const app = new App();
  bad(new Stack(app, 'Stack'));
  const { success, violations } = reported(app);

  expect(success).toBe(false);
  expect(violations).toEqual([
    {
      ruleName: 'ServerlessCache.RetentionRange',
      description: "'SnapshotRetentionLimit' must be a whole number between 0 and 35 days, got 36",
      severity: 'error',
      fix: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
      ruleMetadata: { property: 'SnapshotRetentionLimit', resourceType: 'AWS::ElastiCache::ServerlessCache' },
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

test('looks into nested stacks', () => {
  const app = new App();
  bad(new NestedStack(new Stack(app, 'Stack'), 'Nested'));

  expect(reported(app).told).toEqual(['error Cache ServerlessCache.RetentionRange']);
});

test('looks at resources that no construct stands for', () => {
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

  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['UserGroup.IdGiven']);
});

test('warnings do not fail', () => {
  const app = new App();
  new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', {
    ...GOOD,
    serverlessCacheName: 'cache',
    majorEngineVersion: undefined,
  });

  expect(reported(app)).toMatchObject({ success: true, told: ['warning Cache ServerlessCache.VersionPinned'] });
});

test('says nothing when all is well', () => {
  const app = new App();
  new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', { ...GOOD, serverlessCacheName: 'cache' });

  expect(reported(app)).toMatchObject({ success: true, told: [] });
});

test('a rule is acknowledged for the whole app', () => {
  const app = new App();
  bad(new Stack(app, 'Stack'));

  expect(
    reported(
      app,
      new ElastiCacheRules({ acknowledgements: { 'ServerlessCache.RetentionRange': 'AWS will allow it' } }),
    ),
  ).toMatchObject({ success: true, told: [], metadata: { 'ServerlessCache.RetentionRange': 'AWS will allow it' } });
});

test('what has been acknowledged as a warning of a construct is not told again', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  Validations.of(bad(stack)).acknowledge({ id: 'cdk-elasticache:ServerlessCache.RetentionRange', reason: 'known' });
  bad(stack, 'Other');

  expect(reported(app).told).toEqual(['error Other ServerlessCache.RetentionRange']);
});

test('an annotation that is acknowledged says nothing of rules', () => {
  const app = new App();
  const cache = bad(new Stack(app, 'Stack'));
  Annotations.of(cache).acknowledgeWarning('cdk-elasticache:ServerlessCache.RetentionRange');

  expect(reported(app).told).toEqual(['error Cache ServerlessCache.RetentionRange']);
});

describe('in an app', () => {
  let code: typeof process.exitCode;
  let said: string[];

  beforeEach(() => {
    code = process.exitCode;
    said = [];
    jest.spyOn(console, 'error').mockImplementation((...args) => {
      said.push(args.join(' '));
    });
    jest.spyOn(console, 'log').mockImplementation((...args) => {
      said.push(args.join(' '));
    });
  });

  afterEach(() => {
    process.exitCode = code;
    jest.restoreAllMocks();
  });

  test('errors fail the synthesis, with the rule, the construct and the way out', () => {
    const app = new App();
    Validations.of(app).addPlugins(new ElastiCacheRules());
    bad(new Stack(app, 'Stack'));
    try {
      app.synth();
    } catch (error) {
      // as newer versions of the CDK do
      said.push((error as Error).message);
      process.exitCode = 1;
    }

    expect(process.exitCode).toBe(1);
    expect(said.join('\n')).toContain('ServerlessCache.RetentionRange');
    expect(said.join('\n')).toContain('Stack/Cache');
    expect(said.join('\n')).toContain("'SnapshotRetentionLimit' must be a whole number between 0 and 35 days, got 36");
  });

  test('the CDK keeps what is acknowledged', () => {
    const app = new App();
    Validations.of(app).addPlugins(new ElastiCacheRules());
    Validations.of(bad(new Stack(app, 'Stack'))).acknowledge({
      id: 'cdk-elasticache::ServerlessCache.RetentionRange',
      reason: 'AWS will allow it',
    });
    app.synth();

    expect(process.exitCode).toBe(code);
  });
});

test('has the name by which its findings are acknowledged', () => {
  expect(new ElastiCacheRules().name).toBe('cdk-elasticache');
});
