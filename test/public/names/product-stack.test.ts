import * as s3 from 'aws-cdk-lib/aws-s3';
import * as servicecatalog from 'aws-cdk-lib/aws-servicecatalog';
import { App, CfnParameter, Fn, Aws, NestedStack, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { annotationsOf } from '../messages';
import { importVpc } from '../stacks';
import {
  AccessControl,
  Authentication,
  GlobalReplicationGroup,
  IamUser,
  LogDelivery,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';

class CacheProduct extends servicecatalog.ProductStack {}

let stack: Stack;
let product: servicecatalog.ProductStack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  product = new CacheProduct(stack, 'Product', {
    assetBucket: new s3.Bucket(stack, 'Assets', { bucketName: 'assets' }),
  });
});

const createGroup = (scope: Construct, props: Partial<ConstructorParameters<typeof ReplicationGroup>[2]> = {}) =>
  new ReplicationGroup(scope, 'Group', {
    vpc: importVpc(Stack.of(scope), 'GroupVpc'),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    authentication: Authentication.none(),
    ...props,
  });

const createUser = (scope: Construct, userId?: string) =>
  new IamUser(scope, 'User', { userId, accessControl: AccessControl.readOnly() });

/** The constructs whose name CloudFormation requires, by the prop with the name. */
const NAMED_CONSTRUCTS: Readonly<Record<string, (scope: Construct, name?: string) => unknown>> = {
  serverlessCacheName: (scope, serverlessCacheName) =>
    new ServerlessCache(scope, 'Cache', { vpc: importVpc(Stack.of(scope)), serverlessCacheName }),
  userId: createUser,
  userGroupName: (scope, userGroupName) =>
    new UserGroup(scope, 'Users', {
      userGroupName,
      users: [createUser(scope, new CfnParameter(scope, 'UserId').valueAsString)],
    }),
  globalReplicationGroupIdSuffix: (scope, globalReplicationGroupIdSuffix) =>
    new GlobalReplicationGroup(scope, 'Global', { primary: createGroup(scope), globalReplicationGroupIdSuffix }),
};

/** Returns the warnings that the CDK CLI prints. */
const findNameWarnings = () => annotationsOf(stack, 'warning').filter((text) => text.includes('.NameGenerated'));

describe.each(Object.entries(NAMED_CONSTRUCTS))('a generated %s', (prop, create) => {
  test('has a warning in a product of Service Catalog', () => {
    create(product);

    expect(findNameWarnings()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^'${prop}' of 'Stack/Product/\\w+' is generated from the construct path, .* only once per account and Region\\. Set '${prop}' to a name that contains `,
        ),
      ),
    ]);
  });

  test('has a warning in a nested stack of a product', () => {
    const nested = new NestedStack(product, 'Nested');

    create(nested);

    expect(findNameWarnings()).toHaveLength(1);
  });

  test('has no warning in other stacks', () => {
    create(stack);
    create(new NestedStack(stack, 'Nested'));

    expect(findNameWarnings()).toEqual([]);
  });
});

test.each(Object.entries(NAMED_CONSTRUCTS))('a specified %s has no warning', (_prop, create) => {
  create(product, Fn.join('-', ['sessions', Fn.select(4, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))))]));

  expect(findNameWarnings()).toEqual([]);
});

test('the warning can be acknowledged', () => {
  const user = createUser(product);

  Validations.of(user).acknowledge({
    id: 'cdk-elasticache::User.NameGeneratedInProduct',
    reason: 'the product is provisioned once',
  });

  expect(findNameWarnings()).toEqual([]);
});

test('names that CloudFormation generates, and those with the id of the stack, have no warning', () => {
  const group = createGroup(product);
  new ReplicationGroupSnapshot(product, 'Snapshot', {
    source: ReplicationGroupSnapshotSource.fromReplicationGroup(group),
  });

  expect(findNameWarnings()).toEqual([]);
});

describe('the log groups of a replication group', () => {
  const logs = { slowLog: LogDelivery.toNewLogGroup(), engineLog: LogDelivery.toNewLogGroup() };

  test('have warnings when their names are generated', () => {
    createGroup(product, logs);

    expect(findNameWarnings()).toEqual(
      ['slowLog', 'engineLog'].map((log) =>
        expect.stringMatching(
          new RegExp(
            `^'${log}' of 'Stack/Product/Group' has a log group whose name is generated from .* Set 'replicationGroupId' to `,
          ),
        ),
      ),
    );
  });

  test('have no warnings when the replication group has an id', () => {
    createGroup(product, { ...logs, replicationGroupId: new CfnParameter(product, 'Name').valueAsString });

    expect(findNameWarnings()).toEqual([]);
  });
});
