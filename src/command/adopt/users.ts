import type { DeployedResource } from './adopted-template';
import { InexpressibleError } from './adopted-template';
import type { AdoptionWriter } from './adoption-writer';
import { isIntrinsic, renderObject, renderText } from './expressions';
import { renderRemovalPolicy } from './supporting-resources';
import { isPlainText, renderSecret } from './values';
import { toObject } from '../../template/values';

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
  if (!user.has('AccessString')) {
    throw new InexpressibleError('AccessString is missing');
  }
  return writer.declareResource(
    user,
    `elasticache.${CLASSES[type]}`,
    renderObject({
      userId: renderText(userId),
      userName: JSON.stringify(userName) === JSON.stringify(userId) ? undefined : renderText(userName),
      engine,
      accessControl: user.map(
        'AccessString',
        (value) => `elasticache.AccessControl.fromAccessString(${renderText(value)})`,
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
  const { Type: specifiedType, Passwords: modePasswords = ownPasswords } = toObject(mode);
  const type = String(specifiedType ?? (noPassword ? 'no-password-required' : 'password'));
  const passwords = type === 'password' ? modePasswords : [];
  if (isIntrinsic(mode) || CLASSES[type] === undefined || !Array.isArray(passwords)) {
    throw new InexpressibleError('AuthenticationMode or Passwords is not known at synthesis');
  }
  if (passwords.some(isPlainText)) {
    writer.laterSteps.push(
      `Move the passwords of ${user.logicalId} to a secret. The template contains them in plain text.`,
    );
  }
  if (mode === undefined) {
    writer.addChange(user, 'AuthenticationMode', `set to ${type}`);
  }
  if (ownPasswords !== undefined) {
    writer.addChange(user, 'Passwords', 'moved to AuthenticationMode');
  }
  if (noPassword !== (type === 'no-password-required')) {
    writer.addChange(user, 'NoPasswordRequired', `set to ${type === 'no-password-required'}`);
  }
  return { type, passwords };
}

function renderEngine(resource: DeployedResource, defaultEngine: string): string | undefined {
  const engine = resource.read('Engine');
  if (engine === defaultEngine) {
    return undefined;
  }
  return engine === 'valkey' || engine === 'redis'
    ? `elasticache.UserEngine.${engine.toUpperCase()}`
    : `elasticache.UserEngine.of(${renderText(engine)})`;
}

/** Declares a user group. */
export function declareUserGroup(
  writer: AdoptionWriter,
  group: DeployedResource,
  users: readonly DeployedResource[],
): string {
  const ids = group.read('UserIds');
  if (!Array.isArray(ids)) {
    throw new InexpressibleError('UserIds is not known at synthesis');
  }
  const members = ids.map((id) => renderMember(writer, id, users));
  if (ids.some((id) => typeof id === 'string' && findUser(id, users))) {
    writer.addChange(group, 'UserIds', 'refers to the users of the template, whose ids stay the same');
  }
  return writer.declareResource(
    group,
    'elasticache.UserGroup',
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
    ? writer.declareImport('DefaultUser', (each) => `elasticache.NoPasswordUser.fromDefaultUser(this, ${each})`)
    : writer.declareImport(
        writer.suggestName(id, 'User'),
        (each) => `elasticache.PasswordUser.fromUserId(this, ${each}, ${renderText(id)})`,
      );
}

function findUser(id: unknown, users: readonly DeployedResource[]): DeployedResource | undefined {
  return users.find(({ properties }) => typeof id === 'string' && properties.UserId === id);
}
