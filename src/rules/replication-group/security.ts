import { AUTH_TOKEN_PATTERN, LIMITS } from '../../facts/limits';
import { needsFeature } from '../nodes/engine';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { excludes, isOneOf, keyForm, keyInRegion, oneOf, rule } from '../vocabulary';

const TLS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html';
const AUTH = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html';
const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const AT_REST = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html';

const ENCRYPTED = 'TransitEncryptionEnabled';
const MODE = 'TransitEncryptionMode';
const { min: SHORTEST, max: LONGEST } = LIMITS.authTokenLength;

/** What is demanded of encryption and authentication. AUTH tokens never stand in a fault. */
export function securityRules(about: AboutOf): Rule[] {
  return [
    rule(about('TlsStated', ENCRYPTED, TLS), 'TransitEncryptionEnabled must be given for Valkey', (p) =>
      isOneOf(p, 'Engine', 'valkey') && !p.has(ENCRYPTED) && !p.has('GlobalReplicationGroupId')
        ? `${p.name(ENCRYPTED)} must be given for Valkey, got nothing; say true, or false`
        : undefined,
    ),
    rule(
      about('TlsNeedsSubnetGroup', 'CacheSubnetGroupName', TLS),
      'TransitEncryptionEnabled needs CacheSubnetGroupName',
      (p) =>
        p.flag(ENCRYPTED) === true && !p.has('CacheSubnetGroupName')
          ? `${p.name('CacheSubnetGroupName')} must be given with ${p.name(ENCRYPTED)}, got nothing; give a subnet group`
          : undefined,
    ),
    oneOf(about('TlsModeKnown', MODE, TLS), ['preferred', 'required']),
    rule(about('TlsModeNeedsTls', MODE, TLS), 'TransitEncryptionMode needs TransitEncryptionEnabled', (p) =>
      p.has(MODE) && isUnencrypted(p)
        ? `${p.name(MODE)} needs ${p.name(ENCRYPTED)} true, got ${p.flag(ENCRYPTED) ?? 'nothing'}; turn it on, or leave the mode out`
        : undefined,
    ),
    needsFeature(about, 'TlsModeNeedsVersion', MODE, 'tlsChangeInPlace', TLS, (p) => p.has(MODE)),
    rule(
      about('TokenForm', 'AuthToken', AUTH),
      `AuthToken must have ${SHORTEST} to ${LONGEST} letters, digits and characters out of !&#$^<>-`,
      (p) => {
        const fault = tokenFault(p.text('AuthToken'));
        return fault
          ? `${p.name('AuthToken')} must have ${SHORTEST} to ${LONGEST} letters, digits and characters out of !&#$^<>-, got ${fault}`
          : undefined;
      },
    ),
    rule(about('TokenNeedsTls', 'AuthToken', AUTH), 'AuthToken needs TransitEncryptionEnabled', (p) =>
      p.has('AuthToken') && isUnencrypted(p)
        ? `${p.name('AuthToken')} needs ${p.name(ENCRYPTED)} for an AUTH token, got ${p.flag(ENCRYPTED) ?? 'nothing'}; turn it on`
        : undefined,
    ),
    rule(
      { ...about('TokenInTemplate', 'AuthToken', AUTH), severity: 'warning' },
      'AuthToken should not stand in the template',
      (p) =>
        p.text('AuthToken') !== undefined && !tokenFault(p.text('AuthToken'))
          ? `${p.name('AuthToken')} stands in the template for everybody to read; keep it in AWS Secrets Manager and give a dynamic reference`
          : undefined,
    ),
    excludes(about('TokenOrUsers', 'UserGroupIds', RBAC), 'AuthToken', 'leave the token out'),
    rule(about('UsersNeedTls', 'UserGroupIds', RBAC), 'UserGroupIds needs TransitEncryptionEnabled', (p) =>
      p.has('UserGroupIds') && isUnencrypted(p)
        ? `${p.name('UserGroupIds')} needs ${p.name(ENCRYPTED)} for a user group, got ${p.flag(ENCRYPTED) ?? 'nothing'}; turn it on`
        : undefined,
    ),
    rule(
      about('UsersNeedRequiredTls', 'UserGroupIds', RBAC),
      'UserGroupIds needs TransitEncryptionMode required',
      (p) =>
        p.has('UserGroupIds') && isOneOf(p, MODE, 'preferred')
          ? `${p.name('UserGroupIds')} needs ${p.name(MODE)} required for a user group, got preferred; let all clients talk TLS first`
          : undefined,
    ),
    needsFeature(about, 'UsersNeedVersion', 'UserGroupIds', 'rbacUserGroups', RBAC, (p) => p.has('UserGroupIds')),
    rule(about('OneUserGroup', 'UserGroupIds', RBAC), 'UserGroupIds must hold one user group', (p) => {
      const size = p.list('UserGroupIds')?.length;
      return size === undefined || size === LIMITS.userGroupsPerCache.max
        ? undefined
        : `${p.name('UserGroupIds')} must hold one user group, got ${size}; ${size === 0 ? 'leave it out' : 'bring all users into one group'}`;
    }),
    rule(about('KeyNeedsEncryption', 'KmsKeyId', AT_REST), 'KmsKeyId needs AtRestEncryptionEnabled', (p) => {
      const encrypted = p.flag('AtRestEncryptionEnabled');
      const isOff = p.has('AtRestEncryptionEnabled') ? encrypted === false : isOneOf(p, 'Engine', 'redis'); // Valkey encrypts unless told otherwise
      return p.has('KmsKeyId') && isOff
        ? `${p.name('KmsKeyId')} needs ${p.name('AtRestEncryptionEnabled')}, got ${encrypted ?? 'nothing'}; turn it on, or leave the key out`
        : undefined;
    }),
    keyForm(about),
    keyInRegion(about),
  ];
}

/** Whether clients do not talk TLS; not for the members of global datastores, which take it over from the primary. */
function isUnencrypted(p: Properties): boolean {
  return p.has(ENCRYPTED) ? p.flag(ENCRYPTED) === false : !p.has('GlobalReplicationGroupId');
}

/** What is wrong with a token, without a word of it. */
function tokenFault(token: string | undefined): string | undefined {
  if (token === undefined) {
    return undefined;
  }
  if (token.length < SHORTEST || token.length > LONGEST) {
    return `${token.length} characters`;
  }
  return AUTH_TOKEN_PATTERN.test(token) ? undefined : 'other characters';
}
