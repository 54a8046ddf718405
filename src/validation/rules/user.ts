import { AUTHENTICATION_FIX, parseAccessString } from '../../acl';
import { formatList, pluralize } from '../../private/text';
import { isResolved } from '../../private/tokens';
import { ACL } from '../../service-data/access-strings';
import { LIMITS, USER_ID_PATTERN, PASSWORD_PATTERN } from '../../service-data/limits';
import { isConditional, listElementPaths, toTexts } from '../property-reader';
import type { PropertyReader } from '../property-reader';
import type { Rule, RuleSet } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import {
  describeNameRequirement,
  createMetadataFactory,
  advice,
  exclusiveProperty,
  isOneOf,
  lowerCaseText,
  allowedValues,
  requiredProperty,
  rule,
  tagRules,
  textFormat,
  formatEnumValue,
  formatValues,
} from '../rule-builders';
import { generatedCharacterRules } from './generated-characters';
import { generatedLengthRule } from './generated-secrets';
import { PAGES } from './pages';
import { deletionPolicyRule, uniqueNameRule } from './resource';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html';
const SECRETS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/User-Secrets-Manager.html';
const DYNAMIC_REFERENCES =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html';
const MODE = 'AuthenticationMode';
const TYPE = 'AuthenticationMode.Type';
const PASSWORDS = 'AuthenticationMode.Passwords';

const metadata = createMetadataFactory('User', PAGES.rbac);

const { min: MIN_PASSWORDS, max: MAX_PASSWORDS } = LIMITS.passwords;
const { min: MIN_PASSWORD_LENGTH, max: MAX_PASSWORD_LENGTH } = LIMITS.passwordLength;
const UNAVAILABLE_COMMANDS: ReadonlySet<string> = new Set(ACL.unavailable);

const TEMPLATE_FIX = "To set the authentication, use 'AuthenticationMode', 'Passwords', or 'NoPasswordRequired'.";

/** Validates the properties of `AWS::ElastiCache::User`. Messages never contain passwords. */
export const USER_RULES: RuleSet = [
  requiredProperty(metadata('EngineMissing', 'Engine'), 'Set it to valkey or redis.'),
  allowedValues(metadata('EngineInvalid', 'Engine'), ['valkey', 'redis'], 'UserEngine'),
  requiredProperty(metadata('IdMissing', 'UserId'), 'Set it to an id such as "web-app".'),
  textFormat(
    metadata('IdInvalid', 'UserId'),
    { max: LIMITS.userId.maxLength, pattern: USER_ID_PATTERN },
    describeNameRequirement(LIMITS.userId.maxLength, 'lowercase letters'),
    'Use an id such as "web-app".',
  ),
  lowerCaseText(metadata('IdNotLowercase', 'UserId')),
  rule(
    metadata('IdReserved', 'UserId'),
    'UserId must not be default, which is the id of the user that ElastiCache creates in every account',
    (p) =>
      p.text('UserId')?.toLowerCase() === 'default'
        ? `${p.name('UserId')} must not be "default", which is the id of the user that ElastiCache creates in every account. ` +
          describeIdFix(p)
        : undefined,
  ),
  requiredProperty(metadata('NameMissing', 'UserName'), 'Set it to the user name that clients log in with.'),
  textFormat(
    metadata('NameInvalid', 'UserName'),
    { min: 1, max: LIMITS.userName.maxLength, pattern: /^\S+$/ },
    `must have 1 to ${LIMITS.userName.maxLength} characters and no spaces`,
    'Use a user name such as "web-app".',
  ),
  requiredProperty(
    metadata('AccessStringMissing', 'AccessString'),
    'Set it to rules for keys and commands, such as "on ~* -@all +@read +@connection".',
  ),
  rule(
    metadata('AccessStringInvalid', 'AccessString'),
    'AccessString must consist of rules that at least one engine version supports, and must not contain passwords',
    (p) => {
      const accessString = p.text('AccessString');
      const errors = accessString === undefined ? [] : parseAccessString(accessString).errors;
      // The parser describes the classes of constructs.
      const fixes = errors.map((error) => (p.isConstruct ? error : error.replace(AUTHENTICATION_FIX, TEMPLATE_FIX)));
      return joinProblems(p.name('AccessString'), fixes);
    },
  ),
  rule(
    { ...metadata('CommandUnknown', 'AccessString', PAGES.supportedCommands), severity: 'warning' },
    'AccessString should contain commands and categories that this version of cdk-elasticache supports',
    (p) => {
      const accessString = p.text('AccessString');
      const unknownNames = accessString === undefined ? [] : parseAccessString(accessString).unknownNames;
      const problems = joinProblems(p.name('AccessString'), unknownNames);
      const things = unknownNames.every((problem) => problem.includes('categories')) ? 'categories' : 'commands';
      return (
        problems &&
        `${problems} AWS rejects ${things} that the engine does not support. If the spelling is correct, upgrade cdk-elasticache.`
      );
    },
  ),
  rule(
    metadata('AccessStringAllowsRestrictedCommand', 'AccessString', PAGES.supportedCommands),
    'AccessString must not allow commands that ElastiCache restricts: ' +
      formatList(ACL.unavailable.map((name) => name.replace('|', ' '))),
    (p) => {
      const unavailable = listCommandRules(p.text('AccessString') ?? '').filter(allowsUnavailableCommand);
      return unavailable.length > 0
        ? `${p.name('AccessString')} must not allow commands that ElastiCache restricts, but got ${formatValues(unavailable)}. Remove ${unavailable.length > 1 ? 'these rules' : 'this rule'}.`
        : undefined;
    },
  ),

  rule(
    metadata('AuthenticationMissing', MODE, CREATE),
    'one of AuthenticationMode, Passwords, and NoPasswordRequired must be specified',
    (p) => {
      const mayBePasswordless = p.has('NoPasswordRequired') && p.flag('NoPasswordRequired') !== false;
      return p.has(MODE) || p.has('Passwords') || mayBePasswordless
        ? undefined
        : `${p.name(MODE)} is missing. Set ${p.name(TYPE)} to password, iam, or no-password-required.`;
    },
  ),
  rule(metadata('AuthenticationTypeMissing', TYPE, CREATE), 'AuthenticationMode must have a Type', (p) =>
    p.resolved(MODE) !== undefined && !p.has(TYPE)
      ? `${p.name(TYPE)} is missing. Set it to password, iam, or no-password-required.`
      : undefined,
  ),
  allowedValues(metadata('AuthenticationTypeInvalid', TYPE, CREATE), ['password', 'iam', 'no-password-required']),
  rule(
    metadata('IamUserNameMismatch', 'UserName', PAGES.iamAuthentication),
    'UserName of a user with IAM authentication must equal UserId',
    (p) => {
      const [id, name] = [p.text('UserId'), p.text('UserName')];
      if (!hasType(p, 'iam') || id === undefined || name === undefined) {
        return undefined;
      }
      return name !== id && name !== id.toLowerCase()
        ? `${p.name('UserName')} of a user with IAM authentication must equal ${p.name('UserId')}, which is "${id}", but got "${name}". Set both to the same value.`
        : undefined;
    },
  ),
  rule(
    metadata('ValkeyUserRequiresAuthentication', TYPE),
    'a Valkey user must have a password or IAM authentication',
    (p) => {
      const isOpen = hasType(p, 'no-password-required') || isPasswordless(p);
      return p.text('Engine') === 'valkey' && isOpen
        ? `${p.name('Engine')} must be ${formatEnumValue(p, 'UserEngine', 'redis')} for a user without authentication, but got ${formatEnumValue(p, 'UserEngine', 'valkey')}. ` +
            `Set ${p.name('Engine')} to ${formatEnumValue(p, 'UserEngine', 'redis')}, or use a password or IAM authentication.`
        : undefined;
    },
  ),

  rule(
    metadata('PasswordsConflictWithType', PASSWORDS, CREATE),
    'a user with passwords must have the authentication type password',
    (p) => {
      const property = [PASSWORDS, 'Passwords'].find((path) => p.has(path));
      return property !== undefined && hasType(p, 'iam', 'no-password-required')
        ? `${p.name(property)} cannot be combined with the authentication type ${p.text(TYPE)}. Remove ${p.name(property)}, or set ${p.name(TYPE)} to password.`
        : undefined;
    },
  ),
  rule(
    metadata('NoPasswordConflictsWithType', 'NoPasswordRequired', CREATE),
    'NoPasswordRequired cannot be combined with the authentication type password or iam',
    (p) =>
      isPasswordless(p) && hasType(p, 'password', 'iam')
        ? `${p.name('NoPasswordRequired')} cannot be combined with the authentication type ${p.text(TYPE)}. Remove ${p.name('NoPasswordRequired')}.`
        : undefined,
  ),
  rule(
    metadata('NoPasswordConflictsWithPasswords', 'NoPasswordRequired', CREATE),
    'NoPasswordRequired cannot be combined with Passwords',
    (p) =>
      isPasswordless(p) && p.has('Passwords')
        ? `${p.name('NoPasswordRequired')} cannot be combined with ${p.name('Passwords')}. Remove one of them.`
        : undefined,
  ),
  exclusiveProperty(metadata('PasswordsConflict', 'Passwords', CREATE), PASSWORDS, () => 'Remove one of them.'),
  rule(
    metadata('PasswordCountInvalid', PASSWORDS),
    'a user with the authentication type password must have one or two different passwords',
    (p) => (hasType(p, 'password') ? checkPasswords(p, PASSWORDS) : undefined),
  ),
  rule(
    metadata('LegacyPasswordCountInvalid', 'Passwords'),
    'Passwords must contain one or two different passwords',
    (p) => (p.has('Passwords') ? checkPasswords(p, 'Passwords') : undefined),
  ),
  generatedLengthRule(
    metadata('GeneratedPasswordLengthOutOfRange', PASSWORDS),
    [PASSWORDS, 'Passwords'],
    'passwords',
    LIMITS.passwordLength,
  ),
  ...generatedCharacterRules(
    {
      invalid: metadata('GeneratedPasswordInvalid', PASSWORDS),
      unreliable: metadata('GeneratedPasswordUnreliable', PASSWORDS),
    },
    [PASSWORDS, 'Passwords'],
    { pattern: PASSWORD_PATTERN, description: 'passwords without commas, double quotes, slashes, or at signs' },
  ),
  rule(
    metadata('SsmSecureReferenceUnsupported', PASSWORDS, DYNAMIC_REFERENCES),
    'passwords must not be dynamic references to secure strings in AWS Systems Manager, because CloudFormation does not resolve them for AWS::ElastiCache::User',
    (user) => {
      const property = [PASSWORDS, 'Passwords'].find((list) =>
        listElementPaths(user, list).some((path) => user.dynamicReference(path)?.startsWith('{{resolve:ssm-secure:')),
      );
      return property
        ? `${user.name(property)} must not contain a dynamic reference to a secure string (ssm-secure), because CloudFormation does not resolve such references for AWS::ElastiCache::User. Use a secret in AWS Secrets Manager.`
        : undefined;
    },
  ),
  passwordFormatRule(metadata('PasswordInvalid', PASSWORDS)),
  passwordFormatRule(metadata('LegacyPasswordInvalid', 'Passwords')),
  advice(metadata('PasswordInPlaintext', PASSWORDS, SECRETS), 'passwords should come from AWS Secrets Manager', (p) => {
    const plaintext = [PASSWORDS, 'Passwords'].find((path) => p.list(path)?.some(isResolved));
    return plaintext === undefined
      ? undefined
      : `${p.name(plaintext)} should come from AWS Secrets Manager, because everyone with access to the template can read passwords in plaintext. ` +
          'Use a dynamic reference such as {{resolve:secretsmanager:my-secret:SecretString:password}}.';
  }),
  ...tagRules(metadata, ['Key']),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'User'),
];

/** Joins the problems of a property, each with one or more sentences, into one error. */
function joinProblems(name: string, problems: readonly string[]): string | undefined {
  return problems.length > 0 ? problems.map((problem) => `${name} ${problem}`).join(' ') : undefined;
}

function describeIdFix(p: PropertyReader): string {
  const [id, name] = [p.name('UserId'), p.name('UserName')];
  if (hasType(p, 'iam')) {
    return `Set ${id} and ${name} to another value. They must be equal for IAM authentication.`;
  }
  const alternative = p.isConstruct ? ', or import the existing user with NoPasswordUser.fromDefaultUser()' : '';
  return `Set ${id} to another id, and ${name} to "default"${alternative}.`;
}

function hasType(p: PropertyReader, ...types: string[]): boolean {
  return isOneOf(p, TYPE, ...types);
}

function isPasswordless(p: PropertyReader): boolean {
  return p.flag('NoPasswordRequired') === true;
}

function checkPasswords(p: PropertyReader, path: string): string | undefined {
  const passwords = p.has(path) ? p.list(path) : [];
  if (!passwords || passwords.some(isConditional)) {
    return undefined;
  }
  if (passwords.length < MIN_PASSWORDS || passwords.length > MAX_PASSWORDS) {
    const fix =
      passwords.length < MIN_PASSWORDS ? 'Add a password.' : `Remove all but ${MAX_PASSWORDS} of the passwords.`;
    return `${p.name(path)} must contain ${MIN_PASSWORDS} or ${MAX_PASSWORDS} passwords, but got ${passwords.length}. ${fix}`;
  }
  const resolved = passwords.filter(isResolved);
  return new Set(resolved).size < resolved.length
    ? `${p.name(path)} must contain different passwords. Remove the duplicate password.`
    : undefined;
}

function passwordFormatRule(passwordMetadata: RuleMetadataInput): Rule {
  const { property } = passwordMetadata;
  const requirement = `must contain passwords of ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} printable characters without commas, double quotes, slashes, or at signs`;
  return rule(passwordMetadata, `${property} ${requirement}`, (p) => {
    const invalid = toTexts(p.list(property))
      .map(describeInvalidPassword)
      .filter((description) => description !== undefined);
    const fix = `Change the ${invalid.length > 1 ? 'passwords' : 'password'}.`;
    return invalid.length > 0
      ? `${p.name(property)} ${requirement}, but got ${formatList(invalid)}. ${fix}`
      : undefined;
  });
}

/** Describes what is invalid about a password, without the password itself. */
function describeInvalidPassword(password: string): string | undefined {
  if (password.length < MIN_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH) {
    return `a password of ${pluralize(password.length, 'character')}`;
  }
  return PASSWORD_PATTERN.test(password) ? undefined : 'a password with other characters';
}

/** Lists the rules of an access string and its selectors that allow a command by name. */
function listCommandRules(accessString: string): string[] {
  return accessString.match(/(?<![^\s()])\+[^@\s()][^\s()]*/g) ?? [];
}

function allowsUnavailableCommand(commandRule: string): boolean {
  const command = commandRule.slice(1).toLowerCase();
  return UNAVAILABLE_COMMANDS.has(command) || UNAVAILABLE_COMMANDS.has(command.split('|')[0]);
}
