import * as fs from 'fs';
import * as path from 'path';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import {
  App,
  CfnCondition,
  CfnMapping,
  CfnParameter,
  Fn,
  NestedStack,
  Stack,
  Stage,
  Token,
  Validations,
} from 'aws-cdk-lib/core';
import { CommandFolder } from './command-folder';
import { ElastiCacheRules } from 'cdk-elasticache';
import '../../public/setup';

const folder = new CommandFolder();

const VALID_PROPS = {
  engine: 'valkey',
  majorEngineVersion: '8',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-0123456789abcdef0'],
};

interface Finding {
  readonly logicalId: string;
  readonly ruleId: string;
  readonly message: string;
}

/** A violation in the report of the CDK. */
interface Violation {
  readonly violatingConstructs: readonly {
    readonly constructPath: string;
    readonly cloudFormationResource: {
      readonly templatePath: string;
      readonly logicalId: string;
      readonly propertyPaths: readonly string[];
    };
  }[];
}

/** Creates a stack in which only values of parameters, conditions, and mappings are wrong. */
function createStack(scope: App): Stack {
  const stack = new Stack(scope, 'Stack');
  const version = new CfnParameter(stack, 'Version', { default: '8.1' });
  const environment = new CfnParameter(stack, 'Environment', { allowedValues: ['dev', 'prod'], default: 'dev' });
  const isProduction = new CfnCondition(stack, 'IsProduction', {
    expression: Fn.conditionEquals(environment.valueAsString, 'prod'),
  });
  const mapping = new CfnMapping(stack, 'Retention', { mapping: { days: { short: 7, long: 36 } } });
  const findRetention = (key: string) => Token.asNumber(Fn.findInMap('Retention', 'days', key));

  const props = (name: string) => ({ ...VALID_PROPS, serverlessCacheName: name });
  new CfnServerlessCache(stack, 'ByDefault', { ...props('by-default'), majorEngineVersion: version.valueAsString });
  new CfnServerlessCache(stack, 'ByCondition', {
    ...props('by-condition'),
    majorEngineVersion: Fn.conditionIf(isProduction.logicalId, '8.1', '8').toString(),
  });
  new CfnServerlessCache(stack, 'ByMapping', {
    ...props('by-mapping'),
    snapshotRetentionLimit: Token.asNumber(mapping.findInMap('days', 'long')),
  });
  new CfnServerlessCache(stack, 'Valid', { ...props('valid'), snapshotRetentionLimit: findRetention('short') });
  const existing = new CfnServerlessCache(stack, 'Existing', { ...props('existing'), snapshotRetentionLimit: 36 });
  existing.cfnOptions.condition = isProduction;
  return stack;
}

test('the plugin evaluates parameters, conditions, and mappings like the command', () => {
  const app = new App({ outdir: path.join(folder.path, 'cdk.out') });
  createStack(app);
  const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);

  const { violations } = new ElastiCacheRules().validate({ templatePaths, appConstruct: app });

  const fromPlugin = violations.map(({ ruleName, description, violatingResources: [{ resourceLogicalId }] }) => ({
    logicalId: resourceLogicalId,
    ruleId: `cdk-elasticache::${ruleName}`,
    message: description,
  }));
  const findings: Finding[] = JSON.parse(folder.run('--json', templatePaths[0]).stdout);
  expect(fromPlugin).toEqual(findings.map(({ logicalId, ruleId, message }) => ({ logicalId, ruleId, message })));
  expect(fromPlugin).toEqual([
    {
      logicalId: 'ByDefault',
      ruleId: 'cdk-elasticache::ServerlessCache.VersionInvalid',
      message: expect.stringMatching(/ Parameter 'Version' has this value by default\.$/),
    },
    {
      logicalId: 'ByCondition',
      ruleId: 'cdk-elasticache::ServerlessCache.VersionInvalid',
      message: expect.stringMatching(/ This applies if condition 'IsProduction' is true\.$/),
    },
    {
      logicalId: 'ByMapping',
      ruleId: 'cdk-elasticache::ServerlessCache.RetentionOutOfRange',
      message: expect.stringMatching(/ but got 36\. [^.]*\.$/),
    },
    {
      logicalId: 'Existing',
      ruleId: 'cdk-elasticache::ServerlessCache.RetentionOutOfRange',
      message: expect.stringMatching(/ The resource exists only if condition 'IsProduction' is true\.$/),
    },
  ]);
});

describe('the report of the CDK', () => {
  const { exitCode } = process;
  beforeEach(() => {
    jest.spyOn(console, 'error').mockReturnValue(undefined);
    jest.spyOn(console, 'log').mockReturnValue(undefined);
  });
  afterEach(() => {
    process.exitCode = exitCode;
    jest.restoreAllMocks();
  });

  test('contains the construct paths and the templates of the findings', () => {
    const outdir = path.join(folder.path, 'report');
    const app = new App({ outdir });
    Validations.of(app).addPlugins(new ElastiCacheRules());
    const stack = new Stack(new Stage(app, 'Production'), 'Stack');
    const props = { ...VALID_PROPS, snapshotRetentionLimit: 36 };
    new CfnServerlessCache(stack, 'Cache', { ...props, serverlessCacheName: 'first' });
    new CfnServerlessCache(new NestedStack(stack, 'Nested'), 'Cache', { ...props, serverlessCacheName: 'second' });

    try {
      app.synth();
    } catch {
      // Newer versions of the CDK throw errors instead of setting the exit code.
    }

    const text = fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8');
    const [{ violations }]: { violations: Violation[] }[] = JSON.parse(text).pluginReports;
    const resources = violations.flatMap(({ violatingConstructs }) => violatingConstructs);
    expect(
      resources.map(({ constructPath, cloudFormationResource: { templatePath, ...resource } }) => ({
        constructPath,
        // Newer versions of the CDK report paths that are relative to the output folder.
        template: path.relative(outdir, path.resolve(outdir, templatePath)),
        ...resource,
      })),
    ).toEqual([
      {
        constructPath: 'Production/Stack/Cache',
        template: expect.stringMatching(/^assembly-Production\/ProductionStack\w+\.template\.json$/),
        logicalId: 'Cache',
        propertyPaths: ['Properties/SnapshotRetentionLimit'],
      },
      {
        constructPath: 'Production/Stack/Nested/Cache',
        template: expect.stringMatching(/^assembly-Production\/ProductionStackNested\w+\.nested\.template\.json$/),
        logicalId: 'Cache',
        propertyPaths: ['Properties/SnapshotRetentionLimit'],
      },
    ]);
  });
});
