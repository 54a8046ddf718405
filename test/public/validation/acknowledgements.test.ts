import { Annotations, Match } from 'aws-cdk-lib/assertions';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Annotations as CdkAnnotations, App, RemovalPolicy, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { createAppWithoutCfnValidation, emptyStackWithoutCfnValidation, importVpc } from '../stacks';
import { synthesizeInvalid } from '../templates';
import {
  ElastiCacheRules,
  EngineVersion,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  SubnetGroup,
} from 'cdk-elasticache';

const PORT_RULE = 'cdk-elasticache::ReplicationGroup.PortOutOfRange';
const REASON = 'allowed for this account';

/** Creates a replication group whose port is rejected by AWS. */
function createInvalidGroup(scope: Construct, vpc: ec2.IVpc, id = 'Sessions'): ReplicationGroup {
  return new ReplicationGroup(scope, id, { vpc, nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE), port: 80_000 });
}

function acknowledge(scope: IConstruct, ruleId: string): void {
  Validations.of(scope).acknowledge({ id: ruleId, reason: REASON });
}

function acknowledgeInContext(...ruleIds: string[]): App {
  const reasons = Object.fromEntries(ruleIds.map((ruleId) => [ruleId, REASON]));
  return createAppWithoutCfnValidation({ 'cdk-elasticache:acknowledgements': reasons });
}

/** The acknowledged errors of a stack. */
function findAcknowledgedErrors(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp(`is acknowledged: ${REASON}`))
    .map(({ entry }) => entry.data);
}

const ACKNOWLEDGED_ERROR = expect.stringMatching(
  `^'port' .*, but got 80000\\. .* \\(${PORT_RULE} is acknowledged: ${REASON}\\) \\[ack: ${PORT_RULE}\\.acknowledged\\]$`,
);

describe('an error of a construct', () => {
  test('contains the id that acknowledges it', () => {
    const stack = new Stack();

    expect(() => createInvalidGroup(stack, importVpc(stack))).toThrow(
      new RegExp(
        `^Cannot create ReplicationGroup 'Default/Sessions':\n  - 'port' .*, but got 80000\\. .* \\[${PORT_RULE}\\]$`,
      ),
    );
  });

  test.each<[string, (stack: Stack) => Construct]>([
    ['the app', (stack) => stack],
    ['the stack', (stack) => stack],
    ['a scope between the stack and the construct', (stack) => new Construct(stack, 'Caches')],
  ])('can be acknowledged for %s before the construct exists', (title, createScope) => {
    const stack = new Stack(new App(), 'Stack');
    const scope = createScope(stack);
    acknowledge(title === 'the app' ? stack.node.root : scope, PORT_RULE);

    createInvalidGroup(scope, importVpc(stack));

    expect(findAcknowledgedErrors(stack)).toEqual([ACKNOWLEDGED_ERROR]);
    synthesizeInvalid(stack).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', { Port: 80_000 });
  });

  test('can be acknowledged in the context of the app', () => {
    const stack = new Stack(acknowledgeInContext(PORT_RULE), 'Stack');

    createInvalidGroup(stack, importVpc(stack));

    expect(findAcknowledgedErrors(stack)).toEqual([ACKNOWLEDGED_ERROR]);
  });

  test('can be acknowledged for a stack in a stage', () => {
    const stage = new Stage(new App(), 'Production');
    const stack = new Stack(stage, 'Stack');
    acknowledge(stage, PORT_RULE);

    createInvalidGroup(stack, importVpc(stack));

    expect(findAcknowledgedErrors(stack)).toEqual([ACKNOWLEDGED_ERROR]);
  });

  test('can be acknowledged in the context of the app, although the stack has a context of its own', () => {
    const stack = new Stack(acknowledgeInContext(PORT_RULE), 'Stack');
    stack.node.setContext('cdk-elasticache:acknowledgements', {
      'cdk-elasticache::ReplicationGroup.AuthenticationMissing': REASON,
    });

    createInvalidGroup(stack, importVpc(stack));

    expect(findAcknowledgedErrors(stack)).toEqual([ACKNOWLEDGED_ERROR]);
  });

  test('is acknowledged for the constructs of a scope only', () => {
    const stack = new Stack(new App(), 'Stack');
    const vpc = importVpc(stack);
    const scope = new Construct(stack, 'Caches');
    acknowledge(scope, PORT_RULE);

    createInvalidGroup(scope, vpc);

    expect(() => createInvalidGroup(stack, vpc)).toThrow(PORT_RULE);
  });

  test('of the synthesis can be acknowledged for the construct itself', () => {
    const stack = emptyStackWithoutCfnValidation();
    const group = new SubnetGroup(stack, 'Subnets', {
      vpc: importVpc(stack),
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
    const ruleId = 'cdk-elasticache::SubnetGroup.DeletionPolicyUnsupported';
    expect(() => synthesizeInvalid(stack)).toThrow(`[${ruleId}]`);

    acknowledge(group, ruleId);

    expect(() => synthesizeInvalid(stack)).not.toThrow();
    expect(findAcknowledgedErrors(stack)).toContainEqual(expect.stringContaining(ruleId));
  });
});

test('an error of the synthesis can be acknowledged for the L1 construct', () => {
  const stack = emptyStackWithoutCfnValidation();
  const group = new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack), removalPolicy: RemovalPolicy.SNAPSHOT });
  acknowledge(group.node.defaultChild!, 'cdk-elasticache::SubnetGroup.DeletionPolicyUnsupported');

  expect(() => synthesizeInvalid(stack)).not.toThrow();
});

describe('the warning that an acknowledged error becomes', () => {
  test('can be acknowledged, too', () => {
    const stack = new Stack(acknowledgeInContext(PORT_RULE, `${PORT_RULE}.acknowledged`), 'Stack');

    createInvalidGroup(stack, importVpc(stack));

    expect(findAcknowledgedErrors(stack)).toEqual([]);
  });

  test('can be acknowledged with the annotations of the CDK', () => {
    const stack = new Stack(acknowledgeInContext(PORT_RULE), 'Stack');
    const group = createInvalidGroup(stack, importVpc(stack));

    CdkAnnotations.of(group).acknowledgeWarning(`${PORT_RULE}.acknowledged`);

    expect(findAcknowledgedErrors(stack)).toEqual([]);
  });
});

describe('a warning of a construct', () => {
  test('disappears when it is acknowledged', () => {
    const stack = new Stack(acknowledgeInContext('cdk-elasticache::ReplicationGroup.AuthenticationMissing'), 'Stack');

    new ReplicationGroup(stack, 'Sessions', {
      vpc: importVpc(stack),
      nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
    });

    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('authentication'))).toEqual([]);
  });

  test('of a rule disappears when it is acknowledged', () => {
    const stack = new Stack(acknowledgeInContext('cdk-elasticache::ReplicationGroup.VersionUnknown'), 'Stack');

    new ReplicationGroup(stack, 'Sessions', {
      vpc: importVpc(stack),
      nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
      engineVersion: EngineVersion.of('valkey', '9.9'),
    });

    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('9[.]9'))).toEqual([]);
  });
});

describe('an acknowledgment', () => {
  const synthesizeGroup = (stack: Stack) => {
    new ReplicationGroup(stack, 'Sessions', {
      vpc: importVpc(stack),
      nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
    });
    return synthesizeInvalid(stack);
  };

  test('fails the synthesis for an unknown rule, with the closest one', () => {
    const stack = new Stack(acknowledgeInContext('cdk-elasticache::ReplicationGroup.PortOutOfRang'), 'Stack');

    expect(() => synthesizeGroup(stack)).toThrow(
      `'cdk-elasticache::ReplicationGroup.PortOutOfRang' is acknowledged, but is not a rule of cdk-elasticache. Did you mean '${PORT_RULE}'?`,
    );
  });

  test('fails the synthesis for a name that is like no rule', () => {
    const stack = new Stack(acknowledgeInContext('everything'), 'Stack');

    expect(() => synthesizeGroup(stack)).toThrow(
      /'everything' is acknowledged, but is not a rule of cdk-elasticache\. Remove the acknowledgment\.$/,
    );
  });

  test('fails the synthesis for an unknown rule of a construct', () => {
    const stack = new Stack(new App(), 'Stack');
    acknowledge(stack, 'cdk-elasticache::Nothing');

    expect(() => synthesizeGroup(stack)).toThrow("'cdk-elasticache::Nothing' is acknowledged");
  });

  test.each([['text'], [['list']], [7], [null], [{ [PORT_RULE]: '' }], [{ [PORT_RULE]: 1 }]])(
    'fails the synthesis for the context %j',
    (value) => {
      const stack = new Stack(new App({ context: { 'cdk-elasticache:acknowledgements': value } }), 'Stack');

      expect(() => synthesizeGroup(stack)).toThrow(
        `'cdk-elasticache:acknowledgements' must be an object with a reason for each rule id, but got ${JSON.stringify(value)}. Specify a reason that is not empty for each rule id.`,
      );
    },
  );

  test('with a misspelled id is reported beside the error', () => {
    const stack = new Stack(acknowledgeInContext('cdk-elasticache::ReplicationGroup.PortOutOfRang'), 'Stack');

    expect(() => createInvalidGroup(stack, importVpc(stack))).toThrow(
      /\[cdk-elasticache::ReplicationGroup\.PortOutOfRange\]\n {2}- 'cdk-elasticache::ReplicationGroup\.PortOutOfRang' is acknowledged/,
    );
  });

  test.each([
    ['ReplicationGroup.PortOutOfRange', PORT_RULE],
    ['cdk-elasticache::replicationgroup.portoutofrange', PORT_RULE],
    ['cdk-elasticache:ReplicationGroup.PortOutOfRange', PORT_RULE],
    ['[cdk-elasticache::ReplicationGroup.PortOutOfRange]', PORT_RULE],
    ['Cdk-ElastiCache::ReplicationGroup.PortOutOfRange', PORT_RULE],
    [
      'cdk-elasticache::ReplicationGroup.VersionUnknown.acknowledged',
      'cdk-elasticache::ReplicationGroup.VersionUnknown',
    ],
    ['cdk-elasticache::MemcachedCluster.NodeCountExceedsQuota', 'cdk-elasticache::CacheCluster.NodeCountExceedsQuota'],
  ])('fails the synthesis for another spelling, with the id: %s', (id, suggestion) => {
    const acknowledgingStack = new Stack(new App(), 'Stack');
    acknowledge(acknowledgingStack, id);

    expect(() => synthesizeGroup(acknowledgingStack)).toThrow(
      `'${id}' is acknowledged for 'Stack', but is not a rule of cdk-elasticache. Did you mean '${suggestion}'?`,
    );
    expect(() => synthesizeGroup(new Stack(acknowledgeInContext(id), 'Stack'))).toThrow(
      `'${id}' is acknowledged, but is not a rule of cdk-elasticache. Did you mean '${suggestion}'?`,
    );
  });

  test('fails the synthesis without a reason', () => {
    const stack = new Stack(new App(), 'Stack');
    Validations.of(stack).acknowledge({ id: PORT_RULE, reason: '' });

    expect(() => synthesizeGroup(stack)).toThrow(
      `'${PORT_RULE}' is acknowledged for 'Stack' without a reason. Specify a reason.`,
    );
  });

  test.each(['cdk-elasticache::acknowledgements', 'cdk-elasticache:acknowledgments'])(
    'fails the synthesis under the context key %s',
    (key) => {
      const stack = new Stack(new App({ context: { [key]: { [PORT_RULE]: REASON } } }), 'Stack');

      expect(() => synthesizeGroup(stack)).toThrow(
        `'${key}' is an unknown context key. Did you mean 'cdk-elasticache:acknowledgements'?`,
      );
    },
  );

  test('of another library is ignored', () => {
    const stack = new Stack(new App(), 'Stack');
    acknowledge(stack, 'other-rules::Anything');

    expect(() => synthesizeGroup(stack)).not.toThrow();
  });

  test('fails the synthesis for a rule that no release of AWS can relax', () => {
    const ruleId = 'cdk-elasticache::ReplicationGroup.PropertyTypeInvalid';
    const stack = new Stack(acknowledgeInContext(ruleId), 'Stack');

    expect(() => synthesizeGroup(stack)).toThrow(
      `'${ruleId}' is acknowledged, but this rule cannot be acknowledged, because the schema of the resource type requires another type. Remove the acknowledgment, and correct the value.`,
    );
  });

  test('of the validation plugin fails with all unknown rules', () => {
    const acknowledgements = { 'cdk-elasticache::One': REASON, 'cdk-elasticache::Two': REASON };

    expect(() => new ElastiCacheRules({ acknowledgements })).toThrow(
      /^Cannot create ElastiCacheRules:\n {2}- .*::One' is acknowledged.*\n {2}- .*::Two' is acknowledged/,
    );
  });
});

test('an unknown acknowledgment fails the synthesis of a stage', () => {
  const app = acknowledgeInContext('cdk-elasticache::Nothing');
  const stack = new Stack(new Stage(app, 'Production'), 'Stack');
  new ReplicationGroup(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
  });

  expect(() => synthesizeInvalid(stack)).toThrow("'cdk-elasticache::Nothing' is acknowledged");
});

test('an app without a stage is checked, too', () => {
  const root = new Construct(undefined as unknown as Construct, '');
  const stack = new Stack(root, 'Stack');
  acknowledge(stack, 'cdk-elasticache::Nothing');

  new ReplicationGroup(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
  });

  expect(root.node.validate()).toEqual([expect.stringContaining("'cdk-elasticache::Nothing' is acknowledged")]);
});

describe('the validation plugin', () => {
  function runPlugin(app: App): string[] {
    const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);
    return new ElastiCacheRules()
      .validate({ templatePaths, appConstruct: app })
      .violations.map(({ severity, ruleName, description }) => `${severity} ${ruleName}: ${description}`);
  }

  const PROPS = {
    engine: 'valkey',
    majorEngineVersion: '8',
    subnetIds: ['subnet-1', 'subnet-2'],
    securityGroupIds: ['sg-1'],
  };

  test('reports errors that are acknowledged in the context as warnings with the reason', () => {
    const app = acknowledgeInContext('cdk-elasticache::ServerlessCache.RetentionOutOfRange');
    new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', {
      ...PROPS,
      serverlessCacheName: 'cache',
      snapshotRetentionLimit: 36,
    });

    const [warning, ...others] = runPlugin(app);
    expect(warning).toMatch(/^warning ServerlessCache\.RetentionOutOfRange\.acknowledged: 'SnapshotRetentionLimit' /);
    expect(warning).toContain(` (acknowledged: ${REASON})`);
    expect(others).toEqual([]);
  });

  test('omits acknowledged warnings', () => {
    const app = acknowledgeInContext('cdk-elasticache::ServerlessCache.VersionNotPinned');
    new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', {
      ...PROPS,
      serverlessCacheName: 'cache',
      majorEngineVersion: undefined,
    });

    expect(runPlugin(app)).toEqual([]);
  });

  test('does not report errors whose warning is acknowledged in the context, too', () => {
    const ruleId = 'cdk-elasticache::ServerlessCache.RetentionOutOfRange';
    const app = acknowledgeInContext(ruleId, `${ruleId}.acknowledged`);
    new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', {
      ...PROPS,
      serverlessCacheName: 'cache',
      snapshotRetentionLimit: 36,
    });

    expect(runPlugin(app)).toEqual([]);
  });

  test('reports where an acknowledgment is invalid', () => {
    const app = acknowledgeInContext('cdk-elasticache::One');
    const cache = new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', { ...PROPS, serverlessCacheName: 'cache' });
    acknowledge(cache, 'cdk-elasticache::Two');
    const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);

    const { violations } = new ElastiCacheRules().validate({ templatePaths, appConstruct: app });

    expect(violations.map(({ violatingResources }) => violatingResources)).toEqual([
      [{ constructPath: '', locations: [] }],
      [{ constructPath: 'Stack/Cache', locations: [] }],
    ]);
  });

  test('reports errors that cannot be acknowledged as fatal', () => {
    const app = createAppWithoutCfnValidation();
    const cache = new CfnServerlessCache(new Stack(app, 'Stack'), 'Cache', { ...PROPS, serverlessCacheName: 'cache' });
    cache.addPropertyOverride('SnapshotRetentionLimit', { Days: 3 });
    acknowledge(cache, 'cdk-elasticache::ServerlessCache.PropertyTypeInvalid');

    expect(runPlugin(app)).toEqual([
      "fatal AcknowledgementInvalid: 'cdk-elasticache::ServerlessCache.PropertyTypeInvalid' is acknowledged for 'Stack/Cache', but this rule cannot be acknowledged, because the schema of the resource type requires another type. Remove the acknowledgment, and correct the value.",
      expect.stringMatching(/^fatal ServerlessCache\.PropertyTypeInvalid: 'SnapshotRetentionLimit' /),
    ]);
  });
});
