import { checkRule } from '../check-resources';

test.each([
  ['web-users', true],
  ['Web--users-', true],
  [{ Ref: 'Users' }, true],
  ['web_users', false],
  ['1users', false],
  ['', false],
  ['arn:aws:elasticache:us-east-1:111122223333:usergroup:users', false],
])('ids of users and user groups consist of letters, digits, and hyphens: %j', (id, isValid) => {
  const errors = [
    ...checkRule('ReplicationGroup.UserGroupIdInvalid', { Group: ['ReplicationGroup', { UserGroupIds: [id] }] }),
    ...checkRule('UserGroup.UserIdInvalid', { Users: ['UserGroup', { UserIds: ['app', id] }] }),
  ];

  expect(errors).toHaveLength(isValid ? 0 : 2);
});

test.each([
  ['ldgnf-sessions', true],
  ['LDGNF-Sessions', true],
  ['xxxxx-sessions', true],
  [{ 'Fn::ImportValue': 'Global' }, true],
  ['sessions', false],
  ['my-sessions', false],
  ['ldgnf-', false],
])('ids of global datastores have a prefix: %j', (id, isValid) => {
  const errors = checkRule('ReplicationGroup.GlobalReplicationGroupIdInvalid', {
    Group: ['ReplicationGroup', { GlobalReplicationGroupId: id }],
  });

  expect(errors).toHaveLength(isValid ? 0 : 1);
});
