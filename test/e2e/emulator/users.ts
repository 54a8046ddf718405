import { randomBytes } from 'node:crypto';
import type { EngineNode } from './engine-node';
import { ADMIN } from './engine-node';
import type { Judge } from './engine-validator';
import { Registry } from './registry';
import type { Made, Place, Provider } from './resource-provider';
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
export const CHANGE_TAKES = 200;

/** The users of all regions. */
export class Users implements Provider {
  public readonly known = new Registry<UserRecord>('User');
  /** Who wants to hear of a user that has changed, or is about to go. */
  public readonly listeners = new Set<(place: Place, id: string, change: 'changed' | 'deleted') => Promise<void>>();

  private readonly changing = new Set<string>();

  constructor(private readonly judge: Judge) {}

  public async create(place: Place, properties: any): Promise<Made> {
    const user = userOf(properties);
    await this.judge.accessString(user.engine, user.accessString);
    this.known.add(place, user.id, user);
    return made(place, user);
  }

  public async update(place: Place, id: string, properties: any): Promise<Made> {
    const user = userOf(properties, this.known.get(place, id));
    await this.judge.accessString(user.engine, user.accessString);
    this.known.replace(place, id, user);
    await this.tell(place, id, 'changed');
    return made(place, user);
  }

  public async delete(place: Place, id: string) {
    this.known.get(place, id);
    await this.tell(place, id, 'deleted');
    this.known.remove(place, id);
  }

  /** ModifyUser: other passwords, a moment after it was asked for. */
  public modify(place: Place, id: string, passwords: readonly string[]) {
    const user = this.known.get(place, id);
    if (this.changing.has(id)) {
      throw new Error(`User ${id} is not in a valid state to be modified.`);
    }
    if (user.mode !== 'password' || passwords.length < 1 || passwords.length > 2) {
      throw new Error(`${passwords.length} passwords do not fit ${user.mode}`);
    }
    this.changing.add(id);
    void sleep(CHANGE_TAKES)
      .then(async () => {
        this.known.replace(place, id, { ...user, passwords });
        await this.tell(place, id, 'changed');
      })
      .finally(() => this.changing.delete(id));
  }

  /** As the API tells it. */
  public describe(id: string): object {
    return { UserId: id, Status: this.changing.has(id) ? 'modifying' : 'active' };
  }

  private async tell(place: Place, id: string, change: 'changed' | 'deleted') {
    for (const listener of this.listeners) {
      await listener(place, id, change);
    }
  }
}

function made({ region, account }: Place, { id }: UserRecord): Made {
  return {
    physicalId: id,
    attributes: { Arn: `arn:aws:elasticache:${region}:${account}:user:${id}`, Status: 'active' },
  };
}

function userOf(properties: any, known?: UserRecord): UserRecord {
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
  const bad = passwords.find((password) => !/^[^,"/@]{16,128}$/.test(password) || /[^ -~]/.test(password));
  if (bad !== undefined) {
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
      mode === 'iam' ? (known?.mode === 'iam' ? known.passwords : [randomBytes(24).toString('hex')]) : passwords,
  };
}

/** Gives an engine the users of a group, or the open user `default` of a cache without one. */
export async function applyUsers(
  node: EngineNode,
  users: readonly UserRecord[] | undefined,
  authTokens: readonly string[] = [],
) {
  const channels = node.options.engine === 'redis-6.0' ? [] : ['&*'];
  const wanted = new Map<string, string[]>(
    (users ?? []).map((user) => [
      user.name,
      [
        ...(user.mode === 'no-password-required' ? ['nopass'] : user.passwords.map((password) => `>${password}`)),
        ...user.accessString.trim().split(/\s+/),
      ],
    ]),
  );
  if (!users) {
    wanted.set('default', [
      'on',
      '~*',
      ...channels,
      '+@all',
      ...(authTokens.length > 0 ? authTokens.map((token) => `>${token}`) : ['nopass']),
    ]);
  }
  if (!wanted.has('default')) {
    wanted.set('default', ['off']);
  }
  for (const [name, rules] of wanted) {
    await node.call('ACL', 'SETUSER', name, 'reset', ...rules);
  }
  const known = (await node.call('ACL', 'USERS')) as string[];
  const gone = known.filter((name) => name !== ADMIN && !wanted.has(name));
  if (gone.length > 0) {
    await node.call('ACL', 'DELUSER', ...gone);
  }
}
