import { isDisabled } from './layout';
import { AUTH_TOKEN_PATTERN, LIMITS } from '../../../service-data/limits';
import type { RuleSet } from '../../rule';
import {
  createMetadataFactory,
  exclusiveProperty,
  isOneOf,
  keyFormat,
  keyRegion,
  allowedValues,
  rule,
  formatFlag,
} from '../../rule-builders';
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
const SUBNET_GROUP = 'CacheSubnetGroupName';

const { min: MIN_TOKEN_LENGTH, max: MAX_TOKEN_LENGTH } = LIMITS.authTokenLength;
const TOKEN_FORMAT = `must have ${MIN_TOKEN_LENGTH} to ${MAX_TOKEN_LENGTH} letters, digits and characters out of !&#$^<>-`;

const metadata = createMetadataFactory('ReplicationGroup', TLS);

/** Validates encryption and authentication. Messages never contain AUTH tokens. */
export const SECURITY_RULES: RuleSet = [
  rule(metadata('TlsMissing', TRANSIT_ENCRYPTION), 'TransitEncryptionEnabled must be given for Valkey', (p) =>
    isOneOf(p, 'Engine', 'valkey') && !p.has(TRANSIT_ENCRYPTION) && !p.has('GlobalReplicationGroupId')
      ? `${p.name(TRANSIT_ENCRYPTION)} must be given for Valkey, got nothing; say true, or false`
      : undefined,
  ),
  rule(metadata('TlsRequiresSubnetGroup', SUBNET_GROUP), 'TransitEncryptionEnabled needs CacheSubnetGroupName', (p) =>
    p.flag(TRANSIT_ENCRYPTION) === true && !p.has(SUBNET_GROUP)
      ? `${p.name(SUBNET_GROUP)} must be given with ${p.name(TRANSIT_ENCRYPTION)}, got nothing; give a subnet group`
      : undefined,
  ),
  allowedValues(metadata('TlsModeInvalid', TRANSIT_ENCRYPTION_MODE), ['preferred', 'required']),
  rule(
    metadata('TlsModeRequiresTls', TRANSIT_ENCRYPTION_MODE),
    'TransitEncryptionMode needs TransitEncryptionEnabled',
    (p) =>
      p.has(TRANSIT_ENCRYPTION_MODE) && isDisabled(p, TRANSIT_ENCRYPTION)
        ? `${p.name(TRANSIT_ENCRYPTION_MODE)} needs ${p.name(TRANSIT_ENCRYPTION)} true, got ${formatFlag(p, TRANSIT_ENCRYPTION)}; turn it on, or leave the mode out`
        : undefined,
  ),
  featureRule(metadata('TlsModeUnsupportedByVersion', TRANSIT_ENCRYPTION_MODE), 'tlsChangeInPlace', {
    when: (p) => p.has(TRANSIT_ENCRYPTION_MODE),
  }),
  rule(metadata('AuthTokenInvalid', AUTH_TOKEN, AUTH), `AuthToken ${TOKEN_FORMAT}`, (p) => {
    const invalid = describeInvalidToken(p.text(AUTH_TOKEN));
    return invalid && `${p.name(AUTH_TOKEN)} ${TOKEN_FORMAT}, got ${invalid}`;
  }),
  generatedLengthRule(
    metadata('GeneratedAuthTokenLengthOutOfRange', AUTH_TOKEN, AUTH),
    'tokens',
    LIMITS.authTokenLength,
  ),
  rule(metadata('AuthTokenRequiresTls', AUTH_TOKEN, AUTH), 'AuthToken needs TransitEncryptionEnabled', (p) =>
    p.has(AUTH_TOKEN) && isDisabled(p, TRANSIT_ENCRYPTION)
      ? `${p.name(AUTH_TOKEN)} needs ${p.name(TRANSIT_ENCRYPTION)} for an AUTH token, got ${formatFlag(p, TRANSIT_ENCRYPTION)}; turn it on`
      : undefined,
  ),
  rule(
    { ...metadata('AuthTokenInPlaintext', AUTH_TOKEN, AUTH), severity: 'warning' },
    'AuthToken should not stand in the template',
    (p) =>
      p.text(AUTH_TOKEN) !== undefined && !describeInvalidToken(p.text(AUTH_TOKEN))
        ? `${p.name(AUTH_TOKEN)} stands in the template for everybody to read; keep it in AWS Secrets Manager and give a dynamic reference`
        : undefined,
  ),
  exclusiveProperty(
    metadata('AuthTokenConflictsWithUserGroup', USER_GROUPS, PAGES.rbac),
    AUTH_TOKEN,
    'leave the token out',
  ),
  rule(metadata('UserGroupRequiresTls', USER_GROUPS, PAGES.rbac), 'UserGroupIds needs TransitEncryptionEnabled', (p) =>
    p.has(USER_GROUPS) && isDisabled(p, TRANSIT_ENCRYPTION)
      ? `${p.name(USER_GROUPS)} needs ${p.name(TRANSIT_ENCRYPTION)} for a user group, got ${formatFlag(p, TRANSIT_ENCRYPTION)}; turn it on`
      : undefined,
  ),
  rule(
    metadata('UserGroupRequiresTlsModeRequired', USER_GROUPS, PAGES.rbac),
    'UserGroupIds needs TransitEncryptionMode required',
    (p) =>
      p.has(USER_GROUPS) && isOneOf(p, TRANSIT_ENCRYPTION_MODE, 'preferred')
        ? `${p.name(USER_GROUPS)} needs ${p.name(TRANSIT_ENCRYPTION_MODE)} required for a user group, got preferred; let all clients talk TLS first`
        : undefined,
  ),
  featureRule(metadata('UserGroupUnsupportedByVersion', USER_GROUPS, PAGES.rbac), 'rbacUserGroups', {
    when: (p) => p.has(USER_GROUPS),
  }),
  rule(metadata('UserGroupCountInvalid', USER_GROUPS, PAGES.rbac), 'UserGroupIds must hold one user group', (p) => {
    const groupCount = p.count(USER_GROUPS);
    if (groupCount === undefined || groupCount === LIMITS.userGroupsPerCache.max) {
      return undefined;
    }
    const fix = groupCount === 0 ? 'leave it out' : 'bring all users into one group';
    return `${p.name(USER_GROUPS)} must hold one user group, got ${groupCount}; ${fix}`;
  }),
  rule(
    metadata('KeyRequiresEncryption', 'KmsKeyId', PAGES.atRestEncryption),
    'KmsKeyId needs AtRestEncryptionEnabled',
    (p) => {
      // Valkey encrypts at rest by default, Redis OSS does not.
      const isUnencrypted = p.has(AT_REST_ENCRYPTION)
        ? p.flag(AT_REST_ENCRYPTION) === false
        : isOneOf(p, 'Engine', 'redis');
      return p.has('KmsKeyId') && isUnencrypted
        ? `${p.name('KmsKeyId')} needs ${p.name(AT_REST_ENCRYPTION)}, got ${formatFlag(p, AT_REST_ENCRYPTION)}; turn it on, or leave the key out`
        : undefined;
    },
  ),
  keyFormat(metadata),
  keyRegion(metadata),
];

/** Describes what is invalid about a token, without the token itself. */
function describeInvalidToken(token: string | undefined): string | undefined {
  if (token === undefined) {
    return undefined;
  }
  if (token.length < MIN_TOKEN_LENGTH || token.length > MAX_TOKEN_LENGTH) {
    return `${token.length} characters`;
  }
  return AUTH_TOKEN_PATTERN.test(token) ? undefined : 'other characters';
}
