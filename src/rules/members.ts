import type { Properties } from './properties';
import type { TemplateResource } from './template';
import { isKnown } from '../private/tokens';

const USER = 'AWS::ElastiCache::User';

/** A user of a group, as far as the template tells. */
export interface Member {
  /** What it is called in a message. */
  readonly shown: string;
  /** What clients log in with. */
  readonly name?: string;
  readonly engine?: string;
  readonly authentication?: string;
  /** Where the user stands; undefined for one of another template, and for the user that ElastiCache itself makes. */
  readonly user?: TemplateResource;
  /** What stands in the group for a user of another template. */
  readonly id?: string;
}

/** The user that ElastiCache makes in every account: everybody may do everything without a password. */
const BUILT_IN: Member = {
  shown: 'the user "default" that ElastiCache itself makes',
  name: 'default',
  engine: 'redis',
  authentication: 'no-password-required',
};

/** The users of a group; those of other templates are known by their id, or not at all. */
export function membersOf(group: TemplateResource): Member[] {
  return (group.properties.list('UserIds') ?? []).map((value): Member => {
    const user = group.template.find(value, USER);
    if (user) {
      const p = user.properties;
      return {
        shown: String(user),
        name: p.text('UserName'),
        engine: p.text('Engine'),
        authentication: authenticationOf(p),
        user,
      };
    }
    return value === 'default'
      ? BUILT_IN
      : { shown: 'a user of another template', id: isKnown(value) ? String(value) : undefined };
  });
}

function authenticationOf(user: Properties): string | undefined {
  if (user.flag('NoPasswordRequired') === true) {
    return 'no-password-required';
  }
  return user.text('AuthenticationMode.Type') ?? (user.has('Passwords') ? 'password' : undefined);
}
