import { randomBytes } from 'node:crypto';
import type { EngineNode } from './engine-node';
import { ADMIN_USER } from './engine-node';
import type { EngineValidator } from './engine-validator';
import { Registry } from './registry';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { sleep } from '../wait';

/** A user, as an engine has to know it. */
export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly engine: string;
  readonly accessString: string;
  readonly mode: 'iam' | 'password' | 'no-password-required';
  /** What the engine checks: for IAM users one that nobody but the doors knows. */
  readonly passwords: readonly string[];
}

/** How long a change by the API takes, in milliseconds. */
export const MODIFICATION_DELAY_MS = 200;

/** The users of all regions. */
export class Users implements ResourceProvider {
  public readonly registry = new Registry<UserRecord>('User');
  /** Who wants to hear of a user that has changed, or is about to go. */
  public readonly listeners = new Set<
    (environment: Environment, id: string, change: 'changed' | 'deleted') => Promise<void>
  >();

  private readonly modifying = new Set<string>();

  constructor(private readonly validator: EngineValidator) {}

  public async create(environment: Environment, properties: any): Promise<ProvisionedResource> {
    const user = createUserRecord(properties);
    await this.validator.validateAccessString(user.engine, user.accessString);
    this.registry.add(environment, user.id, user);
    return renderResource(environment, user);
  }

  public async update(environment: Environment, id: string, properties: any): Promise<ProvisionedResource> {
    const user = createUserRecord(properties, this.registry.get(environment, id));
    await this.validator.validateAccessString(user.engine, user.accessString);
    this.registry.replace(environment, id, user);
    await this.notifyListeners(environment, id, 'changed');
    return renderResource(environment, user);
  }

  public async delete(environment: Environment, id: string) {
    this.registry.get(environment, id);
    await this.notifyListeners(environment, id, 'deleted');
    this.registry.remove(environment, id);
  }

  /** ModifyUser: other passwords, a moment after it was asked for. */
  public modify(environment: Environment, id: string, passwords: readonly string[]) {
    const user = this.registry.get(environment, id);
    if (this.modifying.has(id)) {
      throw new Error(`User ${id} is not in a valid state to be modified.`);
    }
    if (user.mode !== 'password' || passwords.length < 1 || passwords.length > 2) {
      throw new Error(`${passwords.length} passwords do not fit ${user.mode}`);
    }
    this.modifying.add(id);
    void sleep(MODIFICATION_DELAY_MS)
      .then(async () => {
        this.registry.replace(environment, id, { ...user, passwords });
        await this.notifyListeners(environment, id, 'changed');
      })
      .finally(() => this.modifying.delete(id));
  }

  /** As the API tells it. */
  public describe(id: string): object {
    return { UserId: id, Status: this.modifying.has(id) ? 'modifying' : 'active' };
  }

  private async notifyListeners(environment: Environment, id: string, change: 'changed' | 'deleted') {
    for (const listener of this.listeners) {
      await listener(environment, id, change);
    }
  }
}

function renderResource({ region, account }: Environment, { id }: UserRecord): ProvisionedResource {
  return {
    physicalId: id,
    attributes: { Arn: `arn:aws:elasticache:${region}:${account}:user:${id}`, Status: 'active' },
  };
}

function createUserRecord(properties: any, existing?: UserRecord): UserRecord {
  const { UserId: id, UserName: name, Engine: engine, AccessString: accessString } = properties;
  if (id !== id.toLowerCase() || !/^[a-z][a-z0-9-]*$/.test(id)) {
    throw new Error(`The parameter UserId is not valid: ${id}`);
  }
  const passwords: string[] = properties.AuthenticationMode?.Passwords ?? properties.Passwords ?? [];
  const mode =
    properties.AuthenticationMode?.Type ??
    (properties.NoPasswordRequired ? 'no-password-required' : passwords.length > 0 ? 'password' : undefined);
  if (!['iam', 'password', 'no-password-required'].includes(mode)) {
    throw new Error(`No authentication mode for the user ${id}`);
  }
  if (mode === 'password' ? passwords.length < 1 || passwords.length > 2 : passwords.length > 0) {
    throw new Error(`${passwords.length} passwords do not fit ${mode}`);
  }
  const invalidPassword = passwords.find((password) => !/^[^,"/@]{16,128}$/.test(password) || /[^ -~]/.test(password));
  if (invalidPassword !== undefined) {
    throw new Error('Invalid password: 16 to 128 printable characters without comma, double quote, slash and at sign');
  }
  if (mode === 'iam' && name !== id) {
    throw new Error('UserName and UserId of an IAM user have to be the same.');
  }
  if (accessString === undefined) {
    throw new Error('AccessString is required.');
  }
  return {
    id,
    name,
    engine,
    accessString,
    mode,
    passwords:
      mode === 'iam' ? (existing?.mode === 'iam' ? existing.passwords : [randomBytes(24).toString('hex')]) : passwords,
  };
}

/** Gives an engine the users of a group, or the open user `default` of a cache without one. */
export async function applyUsers(
  node: EngineNode,
  users: readonly UserRecord[] | undefined,
  authTokens: readonly string[] = [],
) {
  const channels = node.options.engine === 'redis-6.0' ? [] : ['&*'];
  const rulesByUser = new Map<string, string[]>(
    (users ?? []).map((user) => [
      user.name,
      [
        ...(user.mode === 'no-password-required' ? ['nopass'] : user.passwords.map((password) => `>${password}`)),
        ...user.accessString.trim().split(/\s+/),
      ],
    ]),
  );
  if (!users) {
    rulesByUser.set('default', [
      'on',
      '~*',
      ...channels,
      '+@all',
      ...(authTokens.length > 0 ? authTokens.map((token) => `>${token}`) : ['nopass']),
    ]);
  }
  if (!rulesByUser.has('default')) {
    rulesByUser.set('default', ['off']);
  }
  for (const [name, rules] of rulesByUser) {
    await node.call('ACL', 'SETUSER', name, 'reset', ...rules);
  }
  const existingUsers = (await node.call('ACL', 'USERS')) as string[];
  const removedUsers = existingUsers.filter((name) => name !== ADMIN_USER && !rulesByUser.has(name));
  if (removedUsers.length > 0) {
    await node.call('ACL', 'DELUSER', ...removedUsers);
  }
}
