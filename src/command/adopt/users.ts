import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import type { DeployedTemplate } from './deployed-template';
import { isIntrinsic, renderObject, renderText } from './expressions';
import { ELASTICACHE } from './modules';
import { renderRemovalPolicy } from './supporting-resources';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { hasUppercase, rejectUppercaseEngine, renderSecret } from './values';
import { parseFunctionCall, toObject, toText } from '../../template/values';

/** The class of a user, by the type of its authentication. */
const CLASSES: Readonly<Record<string, string>> = {
  iam: 'IamUser',
  'no-password-required': 'NoPasswordUser',
  password: 'PasswordUser',
};

/** Declares a user. */
export function declareUser(writer: AdoptionWriter, user: DeployedResource): string {
  const { type, passwords } = readAuthentication(writer, user);
  const userId = user.read('UserId');
  const userName = user.read('UserName');
  const engine = renderEngine(user, type === 'no-password-required' ? 'redis' : 'valkey');
  const missing = ['AccessString', 'UserId', 'UserName'].find((name) => !user.has(name));
  if (missing !== undefined) {
    throw new UnsupportedResourceError(`${missing} is missing`);
  }
  return writer.declareResource(
    user,
    `${ELASTICACHE}.${CLASSES[type]}`,
    renderObject({
      userId: renderText(userId),
      userName: JSON.stringify(userName) === JSON.stringify(userId) ? undefined : renderText(userName),
      engine,
      accessControl: user.map(
        'AccessString',
        (value) => `${ELASTICACHE}.AccessControl.fromAccessString(${renderText(value)})`,
      ),
      passwords: type === 'password' ? `[${passwords.map(renderSecret).join(', ')}]` : undefined,
      removalPolicy: renderRemovalPolicy(user),
    }),
  );
}

/** Reads the authentication. The construct renders `AuthenticationMode` and `NoPasswordRequired`. */
function readAuthentication(
  writer: AdoptionWriter,
  user: DeployedResource,
): { readonly type: string; readonly passwords: readonly unknown[] } {
  const mode = user.read('AuthenticationMode');
  const noPassword = user.readFlag('NoPasswordRequired');
  const ownPasswords = user.read('Passwords');
  const { Passwords: modePasswords = ownPasswords } = toObject(mode);
  const type = readType(user, mode) ?? (noPassword ? 'no-password-required' : 'password');
  const passwords = type === 'password' ? modePasswords : [];
  if (CLASSES[type] === undefined) {
    throw new UnsupportedResourceError(
      `AuthenticationMode has the type ${JSON.stringify(type)}, which has no construct`,
    );
  }
  if (!Array.isArray(passwords)) {
    const name = ownPasswords === undefined ? 'AuthenticationMode' : 'Passwords';
    // The code must not contain the passwords in parameters.
    throw parseFunctionCall(passwords)?.name === 'Fn::If'
      ? user.createUnknownError(name)
      : new UnsupportedResourceError(`${name} does not list the passwords individually`);
  }
  if (mode === undefined) {
    writer.addChange(user, 'AuthenticationMode', `set to ${type}`);
  } else if (ownPasswords !== undefined) {
    throw new UnsupportedResourceError('AuthenticationMode and Passwords are combined');
  }
  if (ownPasswords !== undefined) {
    writer.addChange(user, 'Passwords', 'moved to AuthenticationMode');
  }
  if (noPassword !== (type === 'no-password-required')) {
    writer.addChange(user, 'NoPasswordRequired', `set to ${type === 'no-password-required'}`);
  }
  return { type, passwords };
}

/** Reads the type of the authentication, if the mode specifies it. */
function readType(user: DeployedResource, mode: unknown): string | undefined {
  const { Type: type } = toObject(mode);
  if (!isIntrinsic(mode) && !isIntrinsic(type)) {
    return toText(type);
  }
  const { Type: evaluated } = toObject(user.evaluate('AuthenticationMode'));
  if (typeof evaluated !== 'string') {
    throw user.createUnknownError('AuthenticationMode');
  }
  user.replaceFunction('AuthenticationMode', `the type is ${evaluated}`);
  return evaluated;
}

function renderEngine(resource: DeployedResource, defaultEngine: string): string | undefined {
  const engine = resource.read('Engine');
  if (engine === undefined) {
    throw new UnsupportedResourceError('Engine is missing');
  }
  rejectUppercaseEngine(engine);
  if (engine === defaultEngine) {
    return undefined;
  }
  return engine === 'valkey' || engine === 'redis'
    ? `${ELASTICACHE}.UserEngine.${engine.toUpperCase()}`
    : `${ELASTICACHE}.UserEngine.of(${renderText(engine)})`;
}

/** Declares a user group. */
export function declareUserGroup(
  writer: AdoptionWriter,
  group: DeployedResource,
  { resources }: DeployedTemplate,
): string {
  const users = resources.filter(({ shortType }) => shortType === 'User');
  const ids = group.readList('UserIds');
  if (ids === undefined) {
    throw new UnsupportedResourceError('UserIds is missing');
  }
  if (new Set(ids.map((id) => JSON.stringify(id))).size < ids.length) {
    throw new UnsupportedResourceError('UserIds contains a user twice');
  }
  const members = ids.map((id) => renderMember(writer, id, users));
  if (ids.some((id) => typeof id === 'string' && findUser(id, users))) {
    writer.addChange(group, 'UserIds', 'refers to the users of the template, whose ids stay the same');
  } else if (ids.some(hasUppercase)) {
    writer.addChange(group, 'UserIds', 'in lowercase, as ElastiCache stores the ids');
  }
  return writer.declareResource(
    group,
    `${ELASTICACHE}.UserGroup`,
    renderObject({
      userGroupName: group.map('UserGroupId', renderText),
      engine: renderEngine(group, 'valkey'),
      users: `[${members.join(', ')}]`,
      removalPolicy: renderRemovalPolicy(group),
    }),
  );
}

function renderMember(writer: AdoptionWriter, id: unknown, users: readonly DeployedResource[]): string {
  const user = findUser(id, users);
  const variable = writer.findVariable(user ? { Ref: user.logicalId } : id);
  if (variable !== undefined) {
    return variable;
  }
  return id === 'default'
    ? writer.declareImport('DefaultUser', (each) => `${ELASTICACHE}.NoPasswordUser.fromDefaultUser(this, ${each})`)
    : writer.declareImport(
        writer.suggestName(id, 'User'),
        (each) => `${ELASTICACHE}.PasswordUser.fromUserId(this, ${each}, ${renderText(id)})`,
      );
}

function findUser(id: unknown, users: readonly DeployedResource[]): DeployedResource | undefined {
  return users.find(({ properties }) => typeof id === 'string' && properties.UserId === id);
}
