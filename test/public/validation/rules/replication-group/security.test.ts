import { GROUP, checkGroup } from './group';

const INVALID = "ReplicationGroup.AuthTokenInvalid: 'AuthToken'";
const IN_TEMPLATE = "ReplicationGroup.AuthTokenInPlaintext: 'AuthToken'";
const REDIS = { ...GROUP, Engine: 'redis', EngineVersion: '7.1' };

describe('encryption in transit', () => {
  test('must be specified explicitly for Valkey', () => {
    expect(checkGroup({ TransitEncryptionEnabled: undefined })).toEqual([
      "ReplicationGroup.TlsMissing: 'TransitEncryptionEnabled'",
    ]);
    expect(checkGroup({ TransitEncryptionEnabled: undefined }, REDIS)).toEqual([]);
    expect(checkGroup({ TransitEncryptionEnabled: false })).toEqual([]);
  });

  test('is accepted in the default VPC with a warning', () => {
    expect(checkGroup({ CacheSubnetGroupName: undefined })).toEqual([
      "ReplicationGroup.SubnetGroupMissing: 'CacheSubnetGroupName'",
    ]);
  });

  test.each([
    [
      { TransitEncryptionMode: 'optional' },
      'ReplicationGroup.TlsModeInvalid: \'TransitEncryptionMode\' but got "optional"',
    ],
    [
      { TransitEncryptionMode: 'preferred', TransitEncryptionEnabled: false },
      "ReplicationGroup.TlsModeRequiresTls: 'TransitEncryptionMode'",
    ],
    [
      { TransitEncryptionMode: 'required', TransitEncryptionEnabled: undefined },
      "ReplicationGroup.TlsModeRequiresTls: 'TransitEncryptionMode'",
    ],
    [
      { TransitEncryptionMode: 'preferred', EngineVersion: '6.2' },
      "ReplicationGroup.TlsModeUnsupportedByVersion: 'TransitEncryptionMode' but got Redis OSS 6.2",
    ],
  ])('fails with the mode %j', (properties, error) => {
    expect(checkGroup(properties, REDIS)).toEqual([error]);
  });

  test.each([
    ['preferred', '7.0'],
    ['required', '7.1'],
  ])('accepts the mode %s with Redis OSS %s', (TransitEncryptionMode, EngineVersion) => {
    expect(checkGroup({ TransitEncryptionMode, EngineVersion }, REDIS)).toEqual([]);
  });
});

describe('AUTH tokens', () => {
  test.each([
    ['a'.repeat(15), `${INVALID} but got 15 characters`],
    ['a'.repeat(16), IN_TEMPLATE],
    ['a'.repeat(128), IN_TEMPLATE],
    ['a'.repeat(129), `${INVALID} but got 129 characters`],
    ['aZ09!&#$^<>-0123', IN_TEMPLATE],
    ['0123456789%abcdef', `${INVALID} but got unsupported characters`],
    ['0123456789@abcdef', `${INVALID} but got unsupported characters`],
    ['0123456789/abcdef', `${INVALID} but got unsupported characters`],
    ['0123456789"abcdef', `${INVALID} but got unsupported characters`],
    ['0123456789 abcdef', `${INVALID} but got unsupported characters`],
    ['0123456789.abcdef', `${INVALID} but got unsupported characters`],
    ['0123456789äabcdef', `${INVALID} but got unsupported characters`],
  ])('validates the format of %s and recommends a secret', (AuthToken, error) => {
    expect(checkGroup({ AuthToken })).toEqual([error]);
    expect(error).not.toContain(AuthToken);
  });

  test('accepts a token from a secret', () => {
    expect(checkGroup({ AuthToken: '{{resolve:secretsmanager:token}}' })).toEqual([]);
  });

  test.each([false, undefined])('requires encryption in transit, got %s', (TransitEncryptionEnabled) => {
    expect(checkGroup({ AuthToken: '{{resolve:secretsmanager:token}}', TransitEncryptionEnabled }, REDIS)).toEqual([
      "ReplicationGroup.AuthTokenRequiresTls: 'AuthToken'",
    ]);
  });
});

describe('user groups', () => {
  test.each([
    [{}, undefined],
    [{ AuthToken: { Ref: 'Token' } }, "ReplicationGroup.AuthTokenConflictsWithUserGroup: 'UserGroupIds'"],
    [{ TransitEncryptionEnabled: false }, "ReplicationGroup.UserGroupRequiresTls: 'UserGroupIds'"],
    [{ TransitEncryptionEnabled: undefined }, "ReplicationGroup.UserGroupRequiresTls: 'UserGroupIds'"],
    [{ TransitEncryptionMode: 'preferred' }, "ReplicationGroup.UserGroupRequiresTlsModeRequired: 'UserGroupIds'"],
    [{ TransitEncryptionMode: 'required' }, undefined],
    [{ EngineVersion: '6.0', CacheNodeType: 'cache.m5.large' }, undefined],
    [
      { EngineVersion: '5.0.6', CacheNodeType: 'cache.m5.large' },
      "ReplicationGroup.UserGroupUnsupportedByVersion: 'UserGroupIds' but got Redis OSS 5.0.6",
    ],
    [
      { UserGroupIds: [], TransitEncryptionEnabled: false, EngineVersion: '4.0.10', CacheNodeType: 'cache.m5.large' },
      undefined,
    ],
    [{ UserGroupIds: [], AuthToken: '{{resolve:secretsmanager:token}}' }, undefined],
    [{ UserGroupIds: ['a', 'b'] }, "ReplicationGroup.UserGroupCountInvalid: 'UserGroupIds' but got 2"],
  ])('requires TLS and an engine version with user groups: %j', (properties, error) => {
    expect(checkGroup({ UserGroupIds: ['team'], ...properties }, REDIS)).toEqual(error ? [error] : []);
  });
});

test.each([
  ['redis', true, true],
  ['redis', false, false],
  ['redis', undefined, false],
  ['valkey', undefined, true],
  ['valkey', false, false],
])('requires encryption at rest for a key: %s, %s', (Engine, AtRestEncryptionEnabled, isValid) => {
  expect(checkGroup({ Engine, EngineVersion: undefined, AtRestEncryptionEnabled, KmsKeyId: 'key' })).toEqual(
    isValid ? [] : ["ReplicationGroup.KeyRequiresEncryption: 'KmsKeyId'"],
  );
});
