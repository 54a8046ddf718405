import { App, PhysicalName, Stack } from 'aws-cdk-lib/core';
import { importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import {
  AccessControl,
  Authentication,
  GlobalReplicationGroup,
  NodeFamily,
  NodeSize,
  NodeType,
  NoPasswordUser,
  ReplicationGroup,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';

/** The types whose name CloudFormation requires, with the property and the name of a construct at Shop/Sessions. */
const TYPES: Readonly<
  Record<string, { property: string; name: string; create: (scope: Stack, name?: string) => unknown }>
> = {
  'AWS::ElastiCache::ServerlessCache': {
    property: 'ServerlessCacheName',
    name: 'shopsessions98e0236e',
    create: (scope, serverlessCacheName) =>
      new ServerlessCache(scope, 'Sessions', { vpc: importVpc(scope), serverlessCacheName }),
  },
  'AWS::ElastiCache::User': {
    property: 'UserId',
    name: 'shopsessions98e0236e',
    create: (scope, userId) =>
      new NoPasswordUser(scope, 'Sessions', { userId, userName: 'reader', accessControl: AccessControl.readOnly() }),
  },
  'AWS::ElastiCache::UserGroup': {
    property: 'UserGroupId',
    name: 'shopsessions98e0236e',
    create: (scope, userGroupName) => new UserGroup(scope, 'Sessions', { userGroupName }),
  },
  'AWS::ElastiCache::GlobalReplicationGroup': {
    property: 'GlobalReplicationGroupIdSuffix',
    name: 'shopsessions98e0236e',
    create: (scope, globalReplicationGroupIdSuffix) =>
      new GlobalReplicationGroup(scope, 'Sessions', {
        primary: new ReplicationGroup(scope, 'Primary', {
          vpc: importVpc(scope),
          nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
          authentication: Authentication.none(),
        }),
        globalReplicationGroupIdSuffix,
      }),
  },
};

describe.each(Object.entries(TYPES))('%s', (type, { property, name, create }) => {
  test.each([
    ['by default', undefined],
    ['with PhysicalName.GENERATE_IF_NEEDED', PhysicalName.GENERATE_IF_NEEDED],
  ])('has a name from its path %s', (_description, specifiedName) => {
    const stack = new Stack(new App(), 'Shop');

    create(stack, specifiedName);

    expect(propertiesOf(stack, type)[property]).toBe(name);
  });

  test('has a specified name', () => {
    const stack = new Stack(new App(), 'Shop');

    create(stack, 'sessions');

    expect(propertiesOf(stack, type)[property]).toBe('sessions');
  });
});
