import { isResolved } from '../../private/tokens';
import type { PropertyReader } from '../property-reader';
import { listElements, toText } from '../property-reader';
import type { ResourceView } from '../resource-view';

const USER = 'AWS::ElastiCache::User';

/** A user of a user group. Unresolved values are undefined. */
export interface GroupUser {
  /** The user in messages. */
  readonly displayName: string;
  readonly name?: string;
  readonly engine?: string;
  readonly authentication?: string;
  /** The user's resource, or undefined if it is not in the same template or app. */
  readonly user?: ResourceView;
  /** The id, if the name is not available. */
  readonly id?: string;
}

/** The user that ElastiCache creates in every account. The user has full access without a password. */
const DEFAULT_USER: GroupUser = {
  displayName: 'the default user of ElastiCache',
  name: 'default',
  engine: 'redis',
  authentication: 'no-password-required',
};

/** Finds the users of a user group, including those without a resource, which only have an id. */
export function findGroupUsers(group: ResourceView): GroupUser[] {
  return listElements(group, 'UserIds').map(({ path, value }) =>
    describeUser(group.target(path, USER), isResolved(value) ? toText(value) : undefined),
  );
}

function describeUser(user: ResourceView | undefined, id: string | undefined): GroupUser {
  if (user) {
    return {
      displayName: String(user),
      name: user.text('UserName'),
      engine: user.text('Engine'),
      authentication: readAuthentication(user),
      user,
      id: user.has('UserName') ? undefined : id,
    };
  }
  return id?.toLowerCase() === 'default'
    ? DEFAULT_USER
    : { displayName: id === undefined ? 'a user in another template' : `"${id}"`, id };
}

/** Reads the authentication type of a user. Returns undefined if it is missing or unresolved. */
export function readAuthentication(user: PropertyReader): string | undefined {
  if (user.flag('NoPasswordRequired') === true) {
    return 'no-password-required';
  }
  return user.text('AuthenticationMode.Type') ?? (user.has('Passwords') ? 'password' : undefined);
}
