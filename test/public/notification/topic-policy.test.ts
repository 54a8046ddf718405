import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Aws, Fn, Stack } from 'aws-cdk-lib/core';
import { annotationsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  Authentication,
  CacheEngine,
  GlobalReplicationGroup,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';

const ACCOUNT = '111122223333';
const TOPIC_ARN = `arn:aws:sns:us-east-1:${ACCOUNT}:events`;
const PUBLISH = { Effect: 'Allow', Action: 'sns:Publish' };

/** The statement in the AWS documentation. */
const ELASTICACHE = {
  ...PUBLISH,
  Principal: { AWS: '*' },
  Condition: { StringEquals: { 'aws:SourceOwner': ACCOUNT } },
};
const CLOUDWATCH = {
  ...PUBLISH,
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
};
const EVENTS = { ...PUBLISH, Principal: { Service: 'events.amazonaws.com' } };

let stack: Stack;
beforeEach(() => {
  stack = emptyStack('Stack', { account: ACCOUNT, region: 'us-east-1' });
});

/** Lists the statements of the only topic policy, without the attributes that are the same for all statements. */
function listStatements(owner: Stack = stack): object[] {
  const [policy] = Object.values(synthesize(owner).findResources('AWS::SNS::TopicPolicy'));
  return policy.Properties.PolicyDocument.Statement.map(({ Sid, Resource, ...statement }: any) => statement);
}

function createCache(): ServerlessCache {
  return new ServerlessCache(stack, 'Cache', {
    vpc: importVpc(stack),
    engine: CacheEngine.VALKEY_8,
    userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'team'),
  });
}

const createCluster = (notificationTopic: sns.ITopicRef, id: string = 'Pages') =>
  new MemcachedCluster(stack, id, {
    vpc: importVpc(stack, `${id}Vpc`),
    nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
    notificationTopic,
  });

const statementFor = (condition: string) =>
  new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions: ['sns:Publish'],
    resources: [TOPIC_ARN],
    conditions: { StringEquals: { [condition]: ACCOUNT } },
  });

describe('the topic for notifications', () => {
  test('allows ElastiCache and alarms, once for several caches', () => {
    const notificationTopic = new sns.Topic(stack, 'Topic');
    groupIn(stack, { notificationTopic });
    createCluster(notificationTopic);

    expect(listStatements()).toEqual([ELASTICACHE, CLOUDWATCH]);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('allows the notifications of a secondary', () => {
    const primary = groupIn(stack, { authentication: Authentication.none() });
    const global = new GlobalReplicationGroup(stack, 'Global', { primary });
    const ireland = new Stack(stack.node.root, 'Ireland', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    global.addSecondary(ireland, 'Secondary', {
      vpc: importVpc(ireland),
      authentication: Authentication.none(),
      notificationTopic: new sns.Topic(ireland, 'Topic'),
    });

    expect(listStatements(ireland)).toEqual([ELASTICACHE, CLOUDWATCH]);
  });

  test('uses the account of the stack if the account is unknown', () => {
    stack = emptyStack();
    groupIn(stack, { notificationTopic: new sns.Topic(stack, 'Topic') });

    expect(listStatements()).toMatchObject([
      { Condition: { StringEquals: { 'aws:SourceOwner': { Ref: 'AWS::AccountId' } } } },
      { Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } },
    ]);
  });

  test('in another stack of the environment has the policy in its stack', () => {
    const other = new Stack(stack.node.root, 'Other', { env: { account: ACCOUNT, region: 'us-east-1' } });
    groupIn(stack, { notificationTopic: new sns.Topic(other, 'Topic') });

    expect(listStatements(other)).toEqual([ELASTICACHE, CLOUDWATCH]);
    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 0);
  });

  test('that is imported causes a warning with the statement', () => {
    createCluster(sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN));

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'notificationTopic' refers to an imported topic, so the topic policy is not updated. ElastiCache sends no notifications unless the policy allows it with the condition key aws:SourceOwner. " +
        'Add this statement to the topic policy: {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sns:Publish","Resource":"arn:aws:sns:us-east-1:111122223333:events","Condition":{"StringEquals":{"aws:SourceOwner":"111122223333"}}}. ' +
        '[ack: cdk-elasticache::NotificationTopic.PolicyNotUpdated]',
    ]);
  });

  test('that is only a reference causes a warning', () => {
    createCluster({ topicRef: { topicArn: TOPIC_ARN } } as sns.ITopicRef);

    expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining('refers to an imported topic')]);
  });

  test('that is an L1 construct causes a warning with placeholders for unknown values', () => {
    stack = emptyStack();
    createCluster(new sns.CfnTopic(stack, 'Topic'));

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringMatching(/refers to an L1 construct, .*"Resource":"<topic ARN>".*"aws:SourceOwner":"<account>"/),
    ]);
    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 0);
  });

  test('causes no warning if a policy of an L1 or imported topic uses the condition key', () => {
    const topics = [new sns.CfnTopic(stack, 'Topic'), sns.Topic.fromTopicArn(stack, 'Imported', TOPIC_ARN)];
    for (const [index, topic] of topics.entries()) {
      createCluster(topic, `Pages${index}`);
      new sns.CfnTopicPolicy(stack, `Policy${index}`, {
        topics: [topic.topicRef.topicArn],
        policyDocument: new iam.PolicyDocument({ statements: [statementFor('AWS:SourceOwner')] }),
      });
    }

    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('causes a warning if its separate policy does not use the condition key', () => {
    const topic = new sns.Topic(stack, 'Topic');
    const policyDocument = new iam.PolicyDocument({ statements: [statementFor('aws:SourceAccount')] });
    new sns.TopicPolicy(stack, 'Policy', { topics: [topic], policyDocument });
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining('refers to a topic whose policy is a separate construct, so'),
    ]);
    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 1);
  });

  test('has several policies for all its caches if a separate policy is created between them', () => {
    const topic = new sns.Topic(stack, 'Topic');
    createCluster(topic, 'First');
    const policyDocument = new iam.PolicyDocument({ statements: [statementFor('aws:SourceAccount')] });
    new sns.TopicPolicy(stack, 'Policy', { topics: [topic], policyDocument });
    createCluster(topic, 'Second');

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining('NotificationTopic.SeveralPolicies'),
      expect.stringContaining('NotificationTopic.SeveralPolicies'),
    ]);
  });

  test.each([
    ['in the stack', () => stack],
    ['below the topic', (topic: sns.Topic) => topic],
  ])('causes a warning if a separate policy is created later %s', (_title, selectScope) => {
    const topic = new sns.Topic(stack, 'Topic');
    createCluster(topic);
    const policyDocument = new iam.PolicyDocument({ statements: [statementFor('aws:SourceAccount')] });
    const policy = new sns.TopicPolicy(selectScope(topic), 'Publishers', { topics: [topic], policyDocument });

    expect(annotationsOf(stack, 'warning')).toEqual([
      `'notificationTopic' refers to a topic with its own policy and the policy '${policy.node.path}/Resource', ` +
        'of which only one takes effect. Add the statements of the policy to the topic with addToResourcePolicy(), ' +
        'or create the policy before the cache. [ack: cdk-elasticache::NotificationTopic.SeveralPolicies]',
    ]);
  });

  test('causes a warning if a separate policy below the topic does not use the condition key', () => {
    const topic = new sns.Topic(stack, 'Topic');
    const statement = new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('backup.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
    });
    new sns.TopicPolicy(topic, 'Publishers', {
      topics: [topic],
      policyDocument: new iam.PolicyDocument({ statements: [statement] }),
    });
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining('refers to a topic whose policy is a separate construct, so'),
    ]);
    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 1);
  });

  test('leaves errors of an empty policy to the policy', () => {
    createCluster(sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN));
    new sns.CfnTopicPolicy(stack, 'Policy', { topics: [TOPIC_ARN], policyDocument: new iam.PolicyDocument() });

    expect(() => synthesize(stack)).toThrow(/policyDocument: required but missing/);
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['no other condition', { StringEquals: { 'aws:SourceOwner': ACCOUNT } }, false],
    ['several accounts', { StringEquals: { 'aws:SourceOwner': ['999999999999', ACCOUNT] } }, false],
    ['a pattern of accounts', { StringLike: { 'aws:SourceOwner': '1111*' } }, false],
    ['the account of the stack', { StringEquals: { 'aws:SourceOwner': Aws.ACCOUNT_ID } }, false],
    ['an unresolved account', { StringEquals: { 'aws:SourceOwner': Fn.importValue('Owner') } }, false],
    ['another denied account', { StringNotEquals: { 'aws:SourceOwner': '999999999999' } }, false],
    ['another key', { ArnLike: { 'aws:SourceArn': 'arn:aws:elasticache:*' } }, false],
    ['another account', { StringEquals: { 'aws:SourceOwner': '999999999999' } }, true],
    ['a pattern of other accounts', { StringLike: { 'aws:SourceOwner': '9999*' } }, true],
    ['a denied account', { StringNotEquals: { 'aws:SourceOwner': ACCOUNT } }, true],
  ])('with a separate policy with %s causes a warning if ElastiCache cannot publish', (_title, conditions, warns) => {
    const topic = new sns.Topic(stack, 'Topic');
    const statement = new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions,
    });
    new sns.TopicPolicy(stack, 'Policy', { topics: [topic] }).document.addStatements(statement);
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toEqual(
      warns ? [expect.stringContaining('NotificationTopic.PolicyNotUpdated')] : [],
    );
    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 1);
  });

  test('causes a warning if its separate policy allows only another action', () => {
    const topic = new sns.Topic(stack, 'Topic');
    const statement = statementFor('aws:SourceOwner');
    new sns.CfnTopicPolicy(stack, 'Policy', {
      topics: [topic.topicArn],
      policyDocument: { Statement: { ...statement.toStatementJson(), Action: 'sns:Subscribe' } },
    });
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining('NotificationTopic.PolicyNotUpdated')]);
  });

  describe('with an inline policy', () => {
    const createInlinePolicy = (topic: sns.ITopicRef, condition: string = 'aws:SourceOwner') =>
      new sns.CfnTopicInlinePolicy(stack, 'Inline', {
        topicArn: topic.topicRef.topicArn,
        policyDocument: { Statement: [statementFor(condition).toStatementJson()] },
      });

    test.each<[string, () => sns.ITopicRef]>([
      ['an L2 construct', () => new sns.Topic(stack, 'Topic')],
      ['an L1 construct', () => new sns.CfnTopic(stack, 'Topic')],
    ])('that allows ElastiCache, %s has no other policy', (_title, createTopic) => {
      const topic = createTopic();
      createInlinePolicy(topic);
      createCluster(topic);

      expect(annotationsOf(stack, 'warning')).toEqual([]);
      synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 0);
    });

    test('that does not allow ElastiCache causes a warning', () => {
      const topic = new sns.Topic(stack, 'Topic');
      createInlinePolicy(topic, 'aws:SourceAccount');
      createCluster(topic);

      expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining('NotificationTopic.PolicyNotUpdated')]);
      synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 0);
    });

    test('that is created later has several policies', () => {
      const topic = new sns.Topic(stack, 'Topic');
      createCluster(topic);
      createInlinePolicy(topic);

      expect(annotationsOf(stack, 'warning')).toEqual([
        expect.stringContaining("a topic with its own policy and the policy 'Stack/Inline'"),
      ]);
    });
  });

  test('causes a warning if its separate policy only denies with the condition key', () => {
    const topic = sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN);
    const statement = statementFor('aws:SourceOwner');
    statement.effect = iam.Effect.DENY;
    new sns.CfnTopicPolicy(stack, 'Policy', {
      topics: [TOPIC_ARN],
      policyDocument: new iam.PolicyDocument({ statements: [statement] }),
    });
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toHaveLength(1);
  });

  test('causes a warning with the statement that denies ElastiCache, which no other statement can allow', () => {
    const topic = sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN);
    const denial = { Effect: 'Deny', Principal: '*', Action: 'sns:*', Resource: TOPIC_ARN };
    new sns.CfnTopicPolicy(stack, 'Policy', {
      topics: [TOPIC_ARN],
      policyDocument: { Statement: [{ ...ELASTICACHE, Resource: TOPIC_ARN }, denial] },
    });
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining(`Remove or restrict this statement of the topic policy: ${JSON.stringify(denial)}.`),
    ]);
    expect(annotationsOf(stack, 'warning')).not.toEqual([expect.stringContaining('Add this statement')]);
  });

  test.each<[string, unknown, boolean]>([
    ['its ARN', TOPIC_ARN, false],
    ['no resource', undefined, false],
    ['all topics', '*', false],
    ['a pattern', `arn:aws:sns:*:${ACCOUNT}:ev*`, false],
    ['an unresolved ARN', Fn.importValue('Topic'), false],
    ['a list with its ARN', [`${TOPIC_ARN}-2`, TOPIC_ARN], false],
    ['another topic', `${TOPIC_ARN}-2`, true],
    ['a pattern of other topics', 'arn:aws:sns:*:*:other-*', true],
  ])(
    'with a policy whose statement is for %s causes a warning if the statement is for other topics',
    (_, arn, warns) => {
      new sns.CfnTopicPolicy(stack, 'Policy', {
        topics: [TOPIC_ARN],
        policyDocument: { Statement: [{ ...ELASTICACHE, Resource: arn }] },
      });
      createCluster(sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN));

      expect(annotationsOf(stack, 'warning')).toHaveLength(warns ? 1 : 0);
    },
  );

  test.each<[string, (topic: sns.Topic) => unknown]>([
    ['its reference', ({ topicArn }) => topicArn],
    ['a reference that can be the same topic', () => Fn.importValue('Topic')],
  ])('with a policy whose statement is for %s causes no warning', (_, getArn) => {
    const topic = new sns.Topic(stack, 'Topic');
    new sns.CfnTopicPolicy(stack, 'Policy', {
      topics: [topic.topicArn],
      policyDocument: { Statement: [{ ...ELASTICACHE, Resource: getArn(topic) }] },
    });
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test.each<[string, string | undefined, string, boolean]>([
    ['another name', 'events', 'alerts', true],
    ['its name', 'events', 'events', false],
    ['the name of a FIFO topic', 'events', 'events.fifo', true],
    ['a pattern', 'events', 'ev*', false],
    ['a pattern of other names', 'events', 'alerts-*', true],
    ['any name, for a topic without a name', undefined, 'alerts', false],
    ['any name, for an unknown name', Aws.STACK_NAME, 'events', false],
  ])(
    'in the app with a policy whose statement is for %s causes a warning if it is for another topic',
    (_, topicName, name, warns) => {
      const topic = new sns.CfnTopic(stack, 'Topic', { topicName });
      new sns.CfnTopicPolicy(stack, 'Policy', {
        topics: [topic.ref],
        policyDocument: { Statement: [{ ...ELASTICACHE, Resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:${name}` }] },
      });
      createCluster(topic);

      expect(annotationsOf(stack, 'warning')).toHaveLength(warns ? 1 : 0);
    },
  );

  test('causes a warning if its class does not update its policy', () => {
    class CustomTopic extends sns.TopicBase {
      public readonly topicName = 'events';
      public readonly topicArn = TOPIC_ARN;
      public readonly masterKey = undefined;
      public readonly fifo = false;
      public readonly contentBasedDeduplication = false;
      protected readonly autoCreatePolicy = false;
    }
    const topic = new CustomTopic(stack, 'Topic');
    new sns.CfnTopic(topic, 'Resource');
    createCluster(topic);

    expect(annotationsOf(stack, 'warning')).toHaveLength(1);
  });

  test('allows ElastiCache if only another topic has a separate policy', () => {
    new sns.TopicPolicy(stack, 'Policy', { topics: [new sns.Topic(stack, 'Other')] }).document.addStatements(
      statementFor('aws:SourceAccount'),
    );
    createCluster(new sns.Topic(stack, 'Topic'));

    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 2);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });
});

describe('a topic for events and alarms', () => {
  test.each([
    ['first', true],
    ['last', false],
  ])('allows events and alarms if the events are added %s', (_title, isFirst) => {
    const topic = new sns.Topic(stack, 'Topic');
    const cache = createCache();
    const addEvents = () => cache.onEvent('Events', { target: new targets.SnsTopic(topic) });
    const addAlarms = () => cache.addRecommendedAlarms({ alarmActions: [new actions.SnsAction(topic)] });
    (isFirst ? [addEvents, addAlarms] : [addAlarms, addEvents]).forEach((add) => add());

    expect(listStatements()).toEqual([EVENTS, CLOUDWATCH]);
  });

  test('allows all publishers if it also receives notifications', () => {
    const topic = new sns.Topic(stack, 'Topic');
    createCluster(topic);
    createCache().onEvent('Events', { target: new targets.SnsTopic(topic) });

    expect(listStatements()).toEqual([ELASTICACHE, EVENTS, CLOUDWATCH]);
  });

  test('allows alarms if its policy requires TLS', () => {
    const topic = new sns.Topic(stack, 'Topic', { enforceSSL: true });
    createCache().addRecommendedAlarms({ okActions: [new actions.SnsAction(topic)] });

    expect(listStatements()).toContainEqual(CLOUDWATCH);
  });

  test('keeps its default policy if it is used only for alarms', () => {
    const topic = new sns.Topic(stack, 'Topic');
    createCache().addRecommendedAlarms({ alarmActions: [new actions.SnsAction(topic)] });

    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 0);
  });

  test('is not updated if it is imported or an L1 construct, and other actions and targets are accepted', () => {
    const imported = sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN);
    const l1: cloudwatch.IAlarmAction = {
      bind: () => ({ alarmActionArn: new sns.CfnTopic(stack, 'L1').attrTopicArn }),
    };
    const cache = createCache();
    cache.onEvent('Events', { target: new targets.SnsTopic(imported) });
    cache.onEvent('Others', { target: { bind: () => ({ arn: 'arn:aws:sqs:us-east-1:111122223333:queue' }) } });
    cache.addRecommendedAlarms({
      throttledCommands: { alarmActions: [l1] },
      alarmActions: [new actions.SnsAction(imported)],
    });

    synthesize(stack).resourceCountIs('AWS::SNS::TopicPolicy', 0);
  });
});
