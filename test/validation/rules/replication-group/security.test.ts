import { GROUP, checkGroup } from './group';

const TOKEN = "'AuthToken' must have 16 to 128 letters, digits and characters out of !&#$^<>-";
const IN_TEMPLATE =
  "'AuthToken' stands in the template for everybody to read; keep it in AWS Secrets Manager and give a dynamic reference";
const REDIS = { ...GROUP, Engine: 'redis', EngineVersion: '7.1' };

describe('encryption in transit', () => {
  test('must be specified explicitly for Valkey', () => {
    expect(checkGroup({ TransitEncryptionEnabled: undefined })).toEqual([
      "'TransitEncryptionEnabled' must be given for Valkey, got nothing; say true, or false",
    ]);
    expect(checkGroup({ TransitEncryptionEnabled: undefined }, REDIS)).toEqual([]);
    expect(checkGroup({ TransitEncryptionEnabled: false })).toEqual([]);
  });

  test('requires a subnet group', () => {
    expect(checkGroup({ CacheSubnetGroupName: undefined })).toEqual([
      "'CacheSubnetGroupName' must be given with 'TransitEncryptionEnabled', got nothing; give a subnet group",
    ]);
  });

  test.each([
    [
      { TransitEncryptionMode: 'optional' },
      '\'TransitEncryptionMode\' must be one of preferred, required, got "optional"',
    ],
    [
      { TransitEncryptionMode: 'preferred', TransitEncryptionEnabled: false },
      "'TransitEncryptionMode' needs 'TransitEncryptionEnabled' true, got false; turn it on, or leave the mode out",
    ],
    [
      { TransitEncryptionMode: 'required', TransitEncryptionEnabled: undefined },
      "'TransitEncryptionMode' needs 'TransitEncryptionEnabled' true, got nothing; turn it on, or leave the mode out",
    ],
    [
      { TransitEncryptionMode: 'preferred', EngineVersion: '6.2' },
      "'TransitEncryptionMode' needs Valkey 7.2 or Redis OSS 7.0.5 or later, got Redis OSS 6.2; raise 'EngineVersion', or leave 'TransitEncryptionMode' out",
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
    ['a'.repeat(15), `${TOKEN}, got 15 characters`],
    ['a'.repeat(16), IN_TEMPLATE],
    ['a'.repeat(128), IN_TEMPLATE],
    ['a'.repeat(129), `${TOKEN}, got 129 characters`],
    ['aZ09!&#$^<>-0123', IN_TEMPLATE],
    ['0123456789%abcdef', `${TOKEN}, got other characters`],
    ['0123456789@abcdef', `${TOKEN}, got other characters`],
    ['0123456789/abcdef', `${TOKEN}, got other characters`],
    ['0123456789"abcdef', `${TOKEN}, got other characters`],
    ['0123456789 abcdef', `${TOKEN}, got other characters`],
    ['0123456789.abcdef', `${TOKEN}, got other characters`],
    ['0123456789äabcdef', `${TOKEN}, got other characters`],
  ])('validates the format of %s and recommends a secret', (AuthToken, error) => {
    expect(checkGroup({ AuthToken })).toEqual([error]);
    expect(error).not.toContain(AuthToken);
  });

  test('accepts a token from a secret', () => {
    expect(checkGroup({ AuthToken: '{{resolve:secretsmanager:token}}' })).toEqual([]);
  });

  test.each([
    [false, 'false'],
    [undefined, 'nothing'],
  ])('requires encryption in transit, got %s', (TransitEncryptionEnabled, got) => {
    expect(checkGroup({ AuthToken: '{{resolve:secretsmanager:token}}', TransitEncryptionEnabled }, REDIS)).toEqual([
      `'AuthToken' needs 'TransitEncryptionEnabled' for an AUTH token, got ${got}; turn it on`,
    ]);
  });
});

describe('user groups', () => {
  test.each([
    [{}, undefined],
    [
      { AuthToken: { Ref: 'Token' } },
      "'UserGroupIds' must not stand beside 'AuthToken', got both; leave the token out",
    ],
    [
      { TransitEncryptionEnabled: false },
      "'UserGroupIds' needs 'TransitEncryptionEnabled' for a user group, got false; turn it on",
    ],
    [
      { TransitEncryptionEnabled: undefined },
      "'UserGroupIds' needs 'TransitEncryptionEnabled' for a user group, got nothing; turn it on",
    ],
    [
      { TransitEncryptionMode: 'preferred' },
      "'UserGroupIds' needs 'TransitEncryptionMode' required for a user group, got preferred; let all clients talk TLS first",
    ],
    [{ TransitEncryptionMode: 'required' }, undefined],
    [{ EngineVersion: '6.0', CacheNodeType: 'cache.m5.large' }, undefined],
    [
      { EngineVersion: '5.0.6', CacheNodeType: 'cache.m5.large' },
      "'UserGroupIds' needs Valkey 7.2 or Redis OSS 6.0 or later, got Redis OSS 5.0.6; raise 'EngineVersion', or leave 'UserGroupIds' out",
    ],
    [{ UserGroupIds: [] }, "'UserGroupIds' must hold one user group, got 0; leave it out"],
    [{ UserGroupIds: ['a', 'b'] }, "'UserGroupIds' must hold one user group, got 2; bring all users into one group"],
  ])('requires TLS and an engine version with user groups: %j', (properties, error) => {
    expect(checkGroup({ UserGroupIds: ['team'], ...properties }, REDIS)).toEqual(error ? [error] : []);
  });
});

test.each([
  ['redis', true, undefined],
  ['redis', false, 'false'],
  ['redis', undefined, 'nothing'],
  ['valkey', undefined, undefined],
  ['valkey', false, 'false'],
])('requires encryption at rest for a key: %s, %s', (Engine, AtRestEncryptionEnabled, got) => {
  expect(checkGroup({ Engine, EngineVersion: undefined, AtRestEncryptionEnabled, KmsKeyId: 'key' })).toEqual(
    got ? [`'KmsKeyId' needs 'AtRestEncryptionEnabled', got ${got}; turn it on, or leave the key out`] : [],
  );
});
