import type { Properties } from './properties';
import type { RuleSet } from './rule';
import type { About } from './vocabulary';
import { oneOf, required, rule, text } from './vocabulary';
import { LIMITS, LOWER_CASE_NAME_PATTERN, NAME_DEMAND, PASSWORD_PATTERN } from '../facts/limits';
import { isKnown } from '../private/tokens';

const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const IAM = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html';

const about = (id: string, property: string, see: string = RBAC): About => ({ id: `User.${id}`, property, see });
const isIam = (p: Properties) => p.text('AuthenticationMode.Type') === 'iam';
const PASSWORDS = 'AuthenticationMode.Passwords';
const { min: fewest, max: most } = LIMITS.passwords;
const { min: shortest, max: longest } = LIMITS.passwordLength;

/** What AWS demands of `AWS::ElastiCache::User`. Passwords never stand in a fault. */
export const USER_RULES: RuleSet = [
  required(about('EngineGiven', 'Engine'), 'choose valkey or redis'),
  oneOf(about('EngineKnown', 'Engine'), ['valkey', 'redis']),
  text(about('IdForm', 'UserId'), { max: LIMITS.userId.maxLength, pattern: LOWER_CASE_NAME_PATTERN }, NAME_DEMAND(LIMITS.userId.maxLength, 'lower-case letters')),
  rule(about('IdNotReserved', 'UserId'), 'UserId must not be default, which is the user that ElastiCache itself makes', p => p.text('UserId') === 'default'
    ? `${p.name('UserId')} must not be "default", which belongs to the user that ElastiCache itself makes in every account; choose another id `
      + `and keep ${p.name('UserName')} "default", or import that user: NoPasswordUser.defaultUser()` : undefined),
  text(about('NameForm', 'UserName'), { min: 1, max: LIMITS.userName.maxLength, pattern: /^\S+$/ }, `must be 1 to ${LIMITS.userName.maxLength} characters without spaces`),
  required(about('AccessStringGiven', 'AccessString'), 'say which keys and commands the user may use'),
  rule(about('IamNameIsId', 'UserName', IAM), 'UserName of an IAM user must be its UserId', (p) => {
    const [id, name] = [p.text('UserId'), p.text('UserName')];
    return isIam(p) && id !== undefined && name !== undefined && id !== name
      ? `${p.name('UserName')} of an IAM user must be its ${p.name('UserId')} "${id}", got "${name}"; leave it out` : undefined;
  }),
  rule(about('ValkeyNeedsAuthentication', 'AuthenticationMode.Type'), 'a Valkey user must have a password or IAM authentication', p =>
    p.text('Engine') === 'valkey' && (p.text('AuthenticationMode.Type') === 'no-password-required' || p.flag('NoPasswordRequired') === true)
      ? `${p.name('Engine')} must be redis for a user without a password, got valkey; use a password or IAM authentication for Valkey` : undefined),
  rule(about('PasswordCount', PASSWORDS), 'a password user must have one or two different passwords', (p) => {
    const passwords = p.list(PASSWORDS);
    if (p.text('AuthenticationMode.Type') !== 'password' || (p.has(PASSWORDS) && !passwords)) { return undefined; }
    const size = passwords?.length ?? 0;
    if (size < fewest || size > most) { return `${p.name(PASSWORDS)} must hold ${fewest} or ${most} passwords, got ${size}`; }
    const known = passwords!.filter(isKnown);
    return new Set(known).size < known.length ? `${p.name(PASSWORDS)} must hold different passwords, got the same one twice; give one of them only` : undefined;
  }),
  rule(about('PasswordForm', PASSWORDS), `passwords must have ${shortest} to ${longest} printable characters without , " / @`, (p) => {
    const faults = (p.list(PASSWORDS) ?? []).map(passwordFault).filter(fault => fault !== undefined);
    return faults.length > 0 ? `${p.name(PASSWORDS)} must have ${shortest} to ${longest} printable characters without , " / @, got ${faults.join(' and ')}` : undefined;
  }),
];

function passwordFault(password: unknown): string | undefined {
  if (!isKnown(password) || typeof password !== 'string') { return undefined; }
  if (password.length < shortest || password.length > longest) { return `one of ${password.length} characters`; }
  return PASSWORD_PATTERN.test(password) ? undefined : 'one with other characters';
}
