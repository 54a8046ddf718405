import type { Resources } from '../../check-resources';
import { checkRule, listRuleMessages } from '../../check-resources';

const SOURCE_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
const SOURCE_OWNER = { StringEquals: { 'AWS:SourceOwner': { Ref: 'AWS::AccountId' } } };
const STATEMENT = {
  Effect: 'Allow',
  Principal: { Service: 'elasticache.amazonaws.com' },
  Action: 'sns:Publish',
  Condition: SOURCE_ACCOUNT,
};

const createResources = (policies: Resources, type: string = 'ReplicationGroup'): Resources => ({
  Cache: [type, { NotificationTopicArn: { Ref: 'Topic' } }],
  Topic: ['AWS::SNS::Topic', {}],
  ...policies,
});

const checkPolicies = (policies: Resources, type: string = 'ReplicationGroup') =>
  checkRule(`${type}.TopicPolicyUsesSourceAccount`, createResources(policies, type));

const policy = (Statement: unknown): Resources => ({
  Policy: ['AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'Topic' }], PolicyDocument: { Statement } }],
});

const check = (...statements: unknown[]) => checkPolicies(policy(statements));

const REPORTED = ["'NotificationTopicArn' but got Topic 'Topic' with aws:SourceAccount in TopicPolicy 'Policy'"];

test.each(['CacheCluster', 'ReplicationGroup'])('warns if the policy of a topic uses aws:SourceAccount: %s', (type) => {
  expect(checkPolicies(policy([STATEMENT]), type)).toEqual(REPORTED);
  expect(checkPolicies(policy(STATEMENT), type)).toEqual(REPORTED);
});

test.each<[string, object]>([
  ['a key in another case', { Condition: { StringLike: { 'AWS:SourceAccount': '1' } } }],
  ['all principals', { Principal: '*' }],
  ['all AWS principals', { Principal: { AWS: '*' } }],
  ['several services', { Principal: { Service: ['cloudwatch.amazonaws.com', 'elasticache.amazonaws.com'] } }],
  ['several actions', { Action: ['sns:Subscribe', 'SNS:Publish'] }],
  ['all actions', { Action: 'sns:*' }],
])('warns for %s', (_title, values) => {
  expect(check({ ...STATEMENT, ...values })).toEqual(REPORTED);
});

test('reads the policies of a topic', () => {
  const PolicyDocument = { Statement: [STATEMENT] };

  expect(
    checkPolicies({ Inline: ['AWS::SNS::TopicInlinePolicy', { TopicArn: { Ref: 'Topic' }, PolicyDocument }] }),
  ).toHaveLength(1);
  expect(checkPolicies({ Policy: ['AWS::SNS::TopicPolicy', { Topics: ['other'], PolicyDocument }] })).toEqual([]);
  expect(checkPolicies({})).toEqual([]);
});

test.each<[string, object]>([
  ['aws:SourceOwner', { Condition: SOURCE_OWNER }],
  ['both keys', { Condition: { ...SOURCE_ACCOUNT, StringLike: { 'aws:SourceOwner': '1' } } }],
  ['an operator that ignores missing keys', { Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '1' } } }],
  ['an operator without keys', { Condition: { StringEquals: null } }],
  ['no condition', { Condition: undefined }],
  ['another service', { Principal: { Service: 'events.amazonaws.com' } }],
  ['an unresolved principal', { Principal: { Service: { Ref: 'Service' } } }],
  ['another action', { Action: 'sns:Subscribe' }],
  ['a denial', { Effect: 'Deny' }],
])('accepts a policy with %s', (_title, values) => {
  expect(check({ ...STATEMENT, ...values })).toEqual([]);
});

test.each<[string, unknown]>([
  ['aws:SourceOwner', { ...STATEMENT, Condition: SOURCE_OWNER }],
  ['other conditions and unresolved actions', { Effect: 'Allow', Action: { Ref: 'Action' } }],
  ['NotAction', { Effect: 'Allow', NotAction: 'sns:Subscribe' }],
  ['unresolved values', 'statement'],
])('accepts a policy if another statement has %s', (_title, statement) => {
  expect(check(STATEMENT, statement)).toEqual([]);
});

test.each([
  ['another action', { Effect: 'Allow', Action: ['sns:Subscribe', 'sns:Receive'] }],
  ['a denial', { Effect: 'Deny', Action: 'sns:Publish' }],
  ['the same condition for another service', { ...STATEMENT, Principal: { Service: 'events.amazonaws.com' } }],
])('warns although another statement has %s', (_title, statement) => {
  expect(check(STATEMENT, statement)).toEqual(REPORTED);
});

test('accepts topics that are not in the template', () => {
  expect(
    checkRule('ReplicationGroup.TopicPolicyUsesSourceAccount', {
      Cache: ['ReplicationGroup', { NotificationTopicArn: { Ref: 'Parameter' } }],
      ...policy([STATEMENT]),
    }),
  ).toEqual([]);
});

describe('a policy that does not allow ElastiCache to publish', () => {
  /** The statement in the AWS documentation. */
  const ALLOWED = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'SNS:Publish', Condition: SOURCE_OWNER };

  const rejects = (policies: Resources, sections?: object) =>
    checkRule('ReplicationGroup.TopicPolicyRejectsElastiCache', createResources(policies), sections).length > 0;
  const rejectsStatements = (...statements: unknown[]) => rejects(policy(statements));

  test.each(['CacheCluster', 'ReplicationGroup'])('is that of a new topic: %s', (type) => {
    expect(checkRule(`${type}.TopicPolicyRejectsElastiCache`, createResources({}, type))).toEqual([
      "'NotificationTopicArn' but got Topic 'Topic' with the default policy, which requires aws:SourceAccount in requests",
    ]);
  });

  test('must be changed if it denies ElastiCache, because no other statement can allow it', () => {
    const denial = { Effect: 'Deny', Principal: '*', Action: 'sns:*' };
    const resources = createResources(policy([ALLOWED, STATEMENT, denial]));

    expect(listRuleMessages('ReplicationGroup.TopicPolicyRejectsElastiCache', resources)).toEqual([
      expect.stringMatching(/ Remove or restrict the statement in TopicPolicy 'Policy' that denies sns:Publish\.$/),
    ]);
    expect(listRuleMessages('ReplicationGroup.TopicPolicyUsesSourceAccount', resources)).toEqual([]);
  });

  test('is named in the warning', () => {
    const statement = { ...ALLOWED, Action: 'sns:Subscribe' };

    expect(checkRule('ReplicationGroup.TopicPolicyRejectsElastiCache', createResources(policy([statement])))).toEqual([
      "'NotificationTopicArn' but got Topic 'Topic' with TopicPolicy 'Policy'",
    ]);
  });

  test.each<[string, object]>([
    ['another action', { Action: ['sns:Subscribe', 'sns:Receive'] }],
    ['another service', { Principal: { Service: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'] } }],
    ['a denied account', { Condition: { StringNotEquals: { 'aws:SourceOwner': { Ref: 'AWS::AccountId' } } } }],
    ['a denial', { Effect: 'Deny' }],
    ['another condition key for another service', { Principal: { Service: 's3.amazonaws.com' }, Condition: undefined }],
  ])('has only a statement with %s', (_title, values) => {
    expect(rejectsStatements({ ...ALLOWED, ...values })).toBe(true);
  });

  test('has a statement that denies all requests', () => {
    expect(rejectsStatements(ALLOWED, { Effect: 'Deny', Principal: '*', Action: 'sns:*' })).toBe(true);
  });

  test.each<[string, object]>([
    ['the documented statement', {}],
    ['all actions', { Action: '*' }],
    ['an action with wildcards', { Action: ['sns:Subscribe', 'sns:Pub*h'] }],
    ['a pattern of accounts', { Condition: { 'ForAnyValue:StringLike': { 'aws:sourceowner': '*' } } }],
    ['several accounts', { Condition: { StringEquals: { 'aws:SourceOwner': ['1', { Ref: 'AWS::AccountId' }] } } }],
    ['all principals and no condition', { Principal: '*', Condition: undefined }],
    ['a denied account that can be another one', { Condition: { StringNotEquals: { 'aws:SourceOwner': '1' } } }],
    ['an unresolved effect', { Effect: { Ref: 'Effect' } }],
    ['an unresolved action', { Action: { Ref: 'Action' } }],
    ['NotAction', { Action: undefined, NotAction: 'sns:Subscribe' }],
    ['an unresolved principal', { Principal: { Service: { Ref: 'Service' } } }],
    ['an account as the principal', { Principal: { AWS: '111122223333' } }],
    ['the service principal of ElastiCache', { Principal: { Service: 'elasticache.amazonaws.com' } }],
    ['NotPrincipal', { Principal: undefined, NotPrincipal: { AWS: '1' } }],
    ['an unresolved account', { Condition: { StringEquals: { 'aws:SourceOwner': { Ref: 'Owner' } } } }],
    ['an account that the template does not specify', { Condition: { StringEquals: { 'aws:SourceOwner': '1' } } }],
    ['another operator', { Condition: { Null: { 'aws:SourceOwner': 'false' } } }],
    ['another key', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:elasticache:*' } } }],
    ['an unresolved condition', { Condition: { Ref: 'Condition' } }],
    ['an unresolved operator', { Condition: { StringEquals: { Ref: 'Keys' } } }],
    ['a condition that is not an object', { Condition: 'none' }],
    ['both condition keys', { Condition: { ...SOURCE_ACCOUNT, StringLike: SOURCE_OWNER.StringEquals } }],
  ])('is not one with %s', (_title, values) => {
    expect(rejectsStatements({ ...ALLOWED, ...values })).toBe(false);
  });

  test.each<[string, unknown]>([
    [
      'requires TLS',
      { Effect: 'Deny', Principal: '*', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
    ['denies another action', { Effect: 'Deny', Principal: '*', Action: 'sns:DeleteTopic' }],
    ['is unresolved', { 'Fn::If': ['IsOpen', {}, { Ref: 'AWS::NoValue' }] }],
  ])('is not one with another statement that %s', (_title, statement) => {
    expect(rejectsStatements(ALLOWED, statement)).toBe(false);
  });

  test('can be inline', () => {
    const inline = (statement: object): Resources => ({
      Inline: [
        'AWS::SNS::TopicInlinePolicy',
        { TopicArn: { Ref: 'Topic' }, PolicyDocument: { Statement: [statement] } },
      ],
    });

    expect(rejects(inline(ALLOWED))).toBe(false);
    expect(rejects(inline({ ...ALLOWED, Action: 'sns:Subscribe' }))).toBe(true);
  });

  test('is unknown if a policy can belong to any topic', () => {
    const parameters = { Parameters: { Topic1: { Type: 'String' }, Topics: { Type: 'CommaDelimitedList' } } };
    const document = { PolicyDocument: { Statement: [] } };

    expect(rejects({ Policy: ['AWS::SNS::TopicPolicy', { Topics: { Ref: 'Topics' }, ...document }] }, parameters)).toBe(
      false,
    );
    expect(
      rejects({ Policy: ['AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'Topic1' }], ...document }] }, parameters),
    ).toBe(false);
    expect(
      rejects({ Policy: ['AWS::SNS::TopicInlinePolicy', { TopicArn: { Ref: 'Topic1' }, ...document }] }, parameters),
    ).toBe(false);
    expect(rejects({ Policy: ['AWS::SNS::TopicPolicy', { Topics: ['arn:aws:sns:a'], ...document }] })).toBe(true);
  });

  test('is unknown if a macro can add a policy', () => {
    expect(rejects({}, { Transform: 'AddPolicies' })).toBe(false);
  });

  test('is not reported in addition to one with aws:SourceAccount', () => {
    expect(rejectsStatements(STATEMENT)).toBe(false);
  });

  test('is not reported for topics that are not in the template', () => {
    expect(
      checkRule('ReplicationGroup.TopicPolicyRejectsElastiCache', {
        Cache: ['ReplicationGroup', { NotificationTopicArn: 'arn:aws:sns:us-east-1:111122223333:events' }],
      }),
    ).toEqual([]);
  });
});
