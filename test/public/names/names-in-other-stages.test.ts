import * as iam from 'aws-cdk-lib/aws-iam';
import { App, CfnOutput, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { groupIn } from '../replication-group/group';
import { importVpc } from '../stacks';
import { synthesize } from '../templates';
import { AccessControl, IamUser, ServerlessCache, UserGroup } from 'cdk-elasticache';
import '../setup';

const accessControl = AccessControl.readOnly();

let stack: Stack;
let otherStage: Stage;

beforeEach(() => {
  const app = new App();
  stack = new Stack(new Stage(app, 'Beta'), 'Data');
  otherStage = new Stage(app, 'Prod');
});

/** Returns the value of a name in a stack of the given scope. */
function renderName(scope: Construct, name: string): unknown {
  const consumer = new Stack(scope, 'Consumer');
  new CfnOutput(consumer, 'Name', { value: name });
  const { stacksRecursively } = (scope.node.root as App).synth();
  return stacksRecursively.find(({ stackName }) => stackName === consumer.stackName)!.template.Outputs.Name.Value;
}

const createUser = (userId?: string) => new IamUser(stack, 'User', { userId, accessControl });
const createUserGroup = () =>
  new UserGroup(stack, 'Users', { userGroupName: 'team', users: [createUser('reader')] }).userGroupName;
const createCache = (serverlessCacheName?: string) =>
  new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), serverlessCacheName }).serverlessCacheName;

test.each<[string, () => string, string]>([
  ['a serverless cache', () => createCache('sessions'), 'sessions'],
  ['a user', () => createUser('reader').userId, 'reader'],
  ['a user with uppercase letters', () => createUser('Reader').userId, 'reader'],
  ['a user group', createUserGroup, 'team'],
  ['a replication group', () => groupIn(stack, { replicationGroupId: 'sessions' }).replicationGroupId, 'sessions'],
])('the name of %s is a text in another stage', (_title, createName, text) => {
  expect(renderName(otherStage, createName())).toBe(text);
});

test('a generated name that the template contains is a text in another stage', () => {
  const name = createCache();

  expect(renderName(otherStage, name)).toMatch(/^[a-z]+cache[0-9a-f]{8}$/);
});

test('a name is a reference in other stacks of its stage', () => {
  const name = createCache('sessions');

  expect(renderName(Stage.of(stack)!, name)).toEqual({ 'Fn::ImportValue': expect.stringMatching(/RefCache/) });
});

test('the name can be exported', () => {
  const value = stack.exportValue(createCache('sessions'));

  expect(stack.resolve(value)).toEqual({ 'Fn::ImportValue': expect.stringMatching(/RefCache/) });
});

test('fails if CloudFormation generates the name', () => {
  const name = groupIn(stack, {}).replicationGroupId;

  expect(() => renderName(otherStage, name)).toThrow('dependency cannot cross stage boundaries');
});

describe('the ARN of a resource with a name', () => {
  const createArn: Record<string, () => string> = {
    'serverlesscache:sessions': () =>
      new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), serverlessCacheName: 'Sessions' })
        .serverlessCacheArn,
    'replicationgroup:sessions': () => groupIn(stack, { replicationGroupId: 'Sessions' }).replicationGroupArn,
    'user:reader': () => createUser('Reader').userArn,
    'usergroup:team': () =>
      new UserGroup(stack, 'Users', { userGroupName: 'Team', users: [createUser('reader')] }).userGroupArn,
  };

  test.each(Object.keys(createArn))('contains %s in another stage', (suffix) => {
    expect(JSON.stringify(renderName(otherStage, createArn[suffix]()))).toContain(`:${suffix}"`);
  });
});

test('an ARN is a reference in other stacks of its stage', () => {
  const arn = createUser('reader').userArn;

  expect(renderName(Stage.of(stack)!, arn)).toEqual({ 'Fn::ImportValue': expect.stringMatching(/GetAttUser.*Arn/) });
});

test('a role in another stage gets permissions on a cache and its user', () => {
  const user = createUser('reader');
  const userGroup = new UserGroup(stack, 'Users', { users: [user] });
  const cache = new ServerlessCache(stack, 'Cache', {
    vpc: importVpc(stack),
    serverlessCacheName: 'sessions',
    userGroup,
  });
  const clients = new Stack(otherStage, 'Clients');
  const role = new iam.Role(clients, 'Role', { assumedBy: new iam.AccountRootPrincipal() });

  cache.grantConnect(role, user);

  const [policy] = Object.values(synthesize(clients).findResources('AWS::IAM::Policy'));
  const resources = policy.Properties.PolicyDocument.Statement.flatMap(({ Resource }: any) => Resource);
  expect(resources.map((resource: unknown) => JSON.stringify(resource))).toEqual(
    expect.arrayContaining([
      expect.stringContaining(':serverlesscache:sessions"'),
      expect.stringContaining(':user:reader"'),
    ]),
  );
});
