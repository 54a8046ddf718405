import { randomBytes } from 'node:crypto';
import { Registry } from './registry';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { sleep } from '../../wait';
import type { EngineNode } from '../engines/engine-node';
import { ADMIN_USER } from '../engines/engine-node';
import type { EngineValidator } from '../engines/engine-validator';

/** A user with everything that an engine needs to create it. */
export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly engine: string;
  readonly accessString: string;
  readonly mode: 'iam' | 'password' | 'no-password-required';
  /** The passwords that the engine checks. The password of an IAM user is known only to the TLS proxies. */
  readonly passwords: readonly string[];
}

/** The duration of a modification by the API, in milliseconds. */
export const MODIFICATION_DELAY_MS = 200;

/** Provides `AWS::ElastiCache::User`. */
export class Users implements ResourceProvider {
  public readonly registry = new Registry<UserRecord>('User');
  /** Called after a user has changed, and before it is deleted. */
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

  /** ModifyUser: replaces the passwords after a delay. */
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

  /** The user as DescribeUsers returns it. */
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
  const mode = properties.AuthenticationMode?.Type ?? resolveMode(properties, passwords);
  if (!['iam', 'password', 'no-password-required'].includes(mode)) {
    throw new Error(`No authentication mode for the user ${id}`);
  }
  const maxPasswords = mode === 'password' ? 2 : 0;
  const minPasswords = mode === 'password' ? 1 : 0;
  if (passwords.length < minPasswords || passwords.length > maxPasswords) {
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
  return { id, name, engine, accessString, mode, passwords: mode === 'iam' ? iamPasswords(existing) : passwords };
}

/** The mode of a user without `AuthenticationMode`. */
function resolveMode({ NoPasswordRequired }: any, passwords: readonly string[]): UserRecord['mode'] | undefined {
  if (NoPasswordRequired) {
    return 'no-password-required';
  }
  return passwords.length > 0 ? 'password' : undefined;
}

/** Keeps the generated password of an existing IAM user. */
function iamPasswords(existing?: UserRecord): readonly string[] {
  return existing?.mode === 'iam' ? existing.passwords : [randomBytes(24).toString('hex')];
}

/** Configures the users of a user group on an engine, or the open user `default` of a cache without a user group. */
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
