import type { Resources } from '../../check-resources';
import { checkRule } from '../../check-resources';

const SOURCE_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
const SOURCE_OWNER = { StringEquals: { 'AWS:SourceOwner': { Ref: 'AWS::AccountId' } } };
const STATEMENT = {
  Effect: 'Allow',
  Principal: { Service: 'elasticache.amazonaws.com' },
  Action: 'sns:Publish',
  Condition: SOURCE_ACCOUNT,
};

const checkPolicies = (policies: Resources, type: string = 'ReplicationGroup') =>
  checkRule(`${type}.TopicPolicyUsesSourceAccount`, {
    Cache: [type, { NotificationTopicArn: { Ref: 'Topic' } }],
    Topic: ['AWS::SNS::Topic', {}],
    ...policies,
  });

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
