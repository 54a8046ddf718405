import { isDisabled } from './layout';
import { pluralize } from '../../../private/text';
import { AUTH_TOKEN_PATTERN, ID_REFERENCE_PATTERN, LIMITS } from '../../../service-data/limits';
import type { PropertyReader } from '../../property-reader';
import type { RuleSet } from '../../rule';
import {
  createMetadataFactory,
  isOneOf,
  elementFormat,
  keyFormat,
  keyRegion,
  allowedValues,
  rule,
  formatEnumValue,
} from '../../rule-builders';
import { generatedCharacterRules } from '../generated-characters';
import { generatedLengthRule } from '../generated-secrets';
import { featureRule } from '../nodes/engine';
import { PAGES } from '../pages';

const TLS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html';
const AUTH = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html';
const TRANSIT_ENCRYPTION = 'TransitEncryptionEnabled';
const TRANSIT_ENCRYPTION_MODE = 'TransitEncryptionMode';
const AT_REST_ENCRYPTION = 'AtRestEncryptionEnabled';
const AUTH_TOKEN = 'AuthToken';
const USER_GROUPS = 'UserGroupIds';

const { min: MIN_TOKEN_LENGTH, max: MAX_TOKEN_LENGTH } = LIMITS.authTokenLength;
const TOKEN_FORMAT = `must have ${MIN_TOKEN_LENGTH} to ${MAX_TOKEN_LENGTH} characters, which can be letters, digits, and the special characters "!&#$^<>-"`;

const metadata = createMetadataFactory('ReplicationGroup', TLS);

/** Validates encryption and authentication. Messages never contain AUTH tokens. */
export const SECURITY_RULES: RuleSet = [
  // An upgrade from Redis OSS to Valkey does not require the property.
  rule(
    { ...metadata('TlsMissing', TRANSIT_ENCRYPTION), isForNewResources: true },
    'TransitEncryptionEnabled must be specified for Valkey',
    (p) =>
      isOneOf(p, 'Engine', 'valkey') && !p.has(TRANSIT_ENCRYPTION) && !p.has('GlobalReplicationGroupId')
        ? `${p.name(TRANSIT_ENCRYPTION)} is missing, but Valkey requires it. Set it to true or false.`
        : undefined,
  ),
  allowedValues(metadata('TlsModeInvalid', TRANSIT_ENCRYPTION_MODE), ['preferred', 'required'], 'TransitEncryption'),
  rule(
    metadata('TlsModeRequiresTls', TRANSIT_ENCRYPTION_MODE),
    'TransitEncryptionMode requires TransitEncryptionEnabled',
    (p) =>
      p.has(TRANSIT_ENCRYPTION_MODE) && isDisabled(p, TRANSIT_ENCRYPTION)
        ? `${p.name(TRANSIT_ENCRYPTION_MODE)} requires ${p.name(TRANSIT_ENCRYPTION)}. Set ${p.name(TRANSIT_ENCRYPTION)} to true, or remove ${p.name(TRANSIT_ENCRYPTION_MODE)}.`
        : undefined,
  ),
  featureRule(metadata('TlsModeUnsupportedByVersion', TRANSIT_ENCRYPTION_MODE), 'tlsChangeInPlace', {
    when: (p) => p.has(TRANSIT_ENCRYPTION_MODE),
    constructDetail: 'is "preferred", which',
    formatAlternative: (p) =>
      p.isConstruct ? 'use TransitEncryption.REQUIRED' : `remove ${p.name(TRANSIT_ENCRYPTION_MODE)}`,
  }),
  rule(metadata('AuthTokenInvalid', AUTH_TOKEN, AUTH), `AuthToken ${TOKEN_FORMAT}`, (p) => {
    const invalid = describeInvalidToken(p.text(AUTH_TOKEN));
    return (
      invalid &&
      `${p.name(AUTH_TOKEN)} ${TOKEN_FORMAT}, but got ${invalid}. Generate the token in AWS Secrets Manager, and use a dynamic reference.`
    );
  }),
  generatedLengthRule(
    metadata('GeneratedAuthTokenLengthOutOfRange', AUTH_TOKEN, AUTH),
    [AUTH_TOKEN],
    'tokens',
    LIMITS.authTokenLength,
  ),
  ...generatedCharacterRules(
    {
      invalid: metadata('GeneratedAuthTokenInvalid', AUTH_TOKEN, AUTH),
      unreliable: metadata('GeneratedAuthTokenUnreliable', AUTH_TOKEN, AUTH),
    },
    [AUTH_TOKEN],
    { pattern: AUTH_TOKEN_PATTERN, description: 'tokens of letters, digits, and the special characters "!&#$^<>-"' },
  ),
  rule(metadata('AuthTokenRequiresTls', AUTH_TOKEN, AUTH), 'AuthToken requires TransitEncryptionEnabled', (p) =>
    p.has(AUTH_TOKEN) && isDisabled(p, TRANSIT_ENCRYPTION)
      ? `${formatCredentials(p, AUTH_TOKEN, 'an AUTH token')} requires ${p.name(TRANSIT_ENCRYPTION)}. ${suggestTls(p)}`
      : undefined,
  ),
  rule(
    { ...metadata('AuthTokenInPlaintext', AUTH_TOKEN, AUTH), severity: 'warning' },
    'AuthToken should not be in the template in plaintext',
    (p) =>
      p.text(AUTH_TOKEN) !== undefined && !describeInvalidToken(p.text(AUTH_TOKEN))
        ? `${p.name(AUTH_TOKEN)} is in the template in plaintext, so everyone with access to the template can read the token. Store the token in AWS Secrets Manager, and use a dynamic reference.`
        : undefined,
  ),
  rule(
    metadata('AuthTokenConflictsWithUserGroup', USER_GROUPS, PAGES.rbac),
    'UserGroupIds cannot be combined with AuthToken',
    (p) =>
      p.has(USER_GROUPS) && p.has(AUTH_TOKEN)
        ? `${p.name(USER_GROUPS)} cannot be combined with ${p.name(AUTH_TOKEN)}. Remove ${p.name(AUTH_TOKEN)}.`
        : undefined,
  ),
  rule(
    metadata('UserGroupRequiresTls', USER_GROUPS, PAGES.rbac),
    'UserGroupIds requires TransitEncryptionEnabled',
    (p) =>
      p.has(USER_GROUPS) && isDisabled(p, TRANSIT_ENCRYPTION)
        ? `${formatCredentials(p, USER_GROUPS, 'a user group')} requires ${p.name(TRANSIT_ENCRYPTION)}. ${suggestTls(p)}`
        : undefined,
  ),
  rule(
    metadata('UserGroupRequiresTlsModeRequired', USER_GROUPS, PAGES.rbac),
    'UserGroupIds cannot be used while TransitEncryptionMode is preferred',
    (p) =>
      p.has(USER_GROUPS) && isOneOf(p, TRANSIT_ENCRYPTION_MODE, 'preferred')
        ? `${formatCredentials(p, USER_GROUPS, 'a user group')} cannot be used while ${p.name(TRANSIT_ENCRYPTION_MODE)} is ${formatEnumValue(p, 'TransitEncryption', 'preferred')}. ` +
          `Set ${p.name(TRANSIT_ENCRYPTION_MODE)} to ${formatEnumValue(p, 'TransitEncryption', 'required')} once all clients use TLS, and remove ${p.name(USER_GROUPS)} until then.`
        : undefined,
  ),
  featureRule(metadata('UserGroupUnsupportedByVersion', USER_GROUPS, PAGES.rbac), 'rbacUserGroups', {
    when: (p) => p.has(USER_GROUPS),
    constructDetail: 'with a user group',
    formatAlternative: (p) => (p.isConstruct ? 'use an AUTH token' : `remove ${p.name(USER_GROUPS)}`),
  }),
  elementFormat(
    metadata('UserGroupIdInvalid', USER_GROUPS, PAGES.createReplicationGroup),
    ID_REFERENCE_PATTERN,
    'must contain ids of user groups, which consist of letters, digits, and hyphens and start with a letter',
    'Use ids such as "web-users", or refer to the user groups with Ref.',
  ),
  rule(
    metadata('UserGroupCountInvalid', USER_GROUPS, PAGES.rbac),
    'UserGroupIds must contain at most one user group',
    (p) => {
      const groupCount = p.count(USER_GROUPS) ?? 0;
      return groupCount > LIMITS.userGroupsPerCache.max
        ? `${p.name(USER_GROUPS)} must contain at most one user group, but got ${groupCount}. Add all users to one user group.`
        : undefined;
    },
  ),
  rule(
    metadata('KeyRequiresEncryption', 'KmsKeyId', PAGES.atRestEncryption),
    'KmsKeyId requires AtRestEncryptionEnabled',
    (p) => {
      // By default, Valkey is encrypted at rest, and Redis OSS is not.
      const isUnencrypted = p.has(AT_REST_ENCRYPTION)
        ? p.flag(AT_REST_ENCRYPTION) === false
        : isOneOf(p, 'Engine', 'redis');
      // The rule KeyEmpty reports an empty text.
      return p.has('KmsKeyId') && p.text('KmsKeyId') !== '' && isUnencrypted
        ? `${p.name('KmsKeyId')} requires ${p.name(AT_REST_ENCRYPTION)}. Set ${p.name(AT_REST_ENCRYPTION)} to true, or remove ${p.name('KmsKeyId')}.`
        : undefined;
    },
  ),
  keyFormat(metadata),
  keyRegion(metadata),
];

/** Formats the property of credentials. In a construct, one prop has several kinds of credentials. */
function formatCredentials(p: PropertyReader, property: string, kind: string): string {
  return p.isConstruct ? `${p.name(property)} with ${kind}` : p.name(property);
}

function suggestTls(p: PropertyReader): string {
  return `Set ${p.name(TRANSIT_ENCRYPTION)} to ${p.isConstruct ? 'TransitEncryption.REQUIRED' : 'true'}.`;
}

/** Describes why a token is invalid. The description does not contain the token. */
function describeInvalidToken(token: string | undefined): string | undefined {
  if (token === undefined) {
    return undefined;
  }
  if (token.length < MIN_TOKEN_LENGTH || token.length > MAX_TOKEN_LENGTH) {
    return pluralize(token.length, 'character');
  }
  return AUTH_TOKEN_PATTERN.test(token) ? undefined : 'unsupported characters';
}
