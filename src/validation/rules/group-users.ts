import { isResolved } from '../../private/tokens';
import type { PropertyReader } from '../property-reader';
import type { TemplateResource } from '../template';

const USER = 'AWS::ElastiCache::User';

/** A user of a user group. Values that the template does not contain are undefined. */
export interface GroupUser {
  /** The user in a message. */
  readonly displayName: string;
  readonly name?: string;
  readonly engine?: string;
  readonly authentication?: string;
  /** The user's resource, if it is in the template. */
  readonly user?: TemplateResource;
  /** The id in `UserIds`, if the user's resource is not in the template. */
  readonly id?: string;
}

/** The user that ElastiCache creates in every account. It has full access without a password. */
const DEFAULT_USER: GroupUser = {
  displayName: 'the user "default" that ElastiCache itself makes',
  name: 'default',
  engine: 'redis',
  authentication: 'no-password-required',
};

/** Finds the users of a user group, also those that are not in the template. */
export function findGroupUsers(group: TemplateResource): GroupUser[] {
  return (group.properties.list('UserIds') ?? []).map((value): GroupUser => {
    const user = group.template.find(value, USER);
    if (user) {
      return {
        displayName: String(user),
        name: user.properties.text('UserName'),
        engine: user.properties.text('Engine'),
        authentication: readAuthentication(user.properties),
        user,
      };
    }
    if (value === 'default') {
      return DEFAULT_USER;
    }
    return { displayName: 'a user of another template', id: isResolved(value) ? String(value) : undefined };
  });
}

function readAuthentication(user: PropertyReader): string | undefined {
  if (user.flag('NoPasswordRequired') === true) {
    return 'no-password-required';
  }
  return user.text('AuthenticationMode.Type') ?? (user.has('Passwords') ? 'password' : undefined);
}
