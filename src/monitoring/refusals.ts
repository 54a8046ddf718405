import type { AlarmPlan } from './alarm-plan';
import { ONCE } from './alarm-plan';

/**
 * An alarm on something that users are refused; its name is also that of the method of its metric, in caches of every
 * kind.
 */
export interface Refusal extends Omit<AlarmPlan, 'watch' | 'page'> {
  readonly name: 'authenticationFailures' | 'commandAuthorizationFailures' | 'keyAuthorizationFailures';
}

/** AWS suggests alarms on these to detect unauthorized attempts. */
export const REFUSALS: readonly Refusal[] = [
  {
    name: 'authenticationFailures',
    threshold: 0,
    lasting: ONCE,
    meaning:
      'Log-ins are refused: a client has a wrong or outdated password or token, or somebody tries what is not theirs.',
    remedy:
      'after a rotation, look for clients that keep a password instead of reading the secret again; else find out who tries, on nodes with ACL LOG.',
  },
  {
    name: 'commandAuthorizationFailures',
    threshold: 0,
    lasting: ONCE,
    meaning: 'Commands are refused because the user may not run them.',
    remedy:
      'compare the access control of the user with the commands of its clients, also those that the client library sends by itself; else find out who tries.',
  },
  {
    name: 'keyAuthorizationFailures',
    threshold: 0,
    lasting: ONCE,
    meaning: 'Commands are refused because the user may not use their keys.',
    remedy: 'compare the key patterns of the user with the keys of its clients; else find out who tries.',
  },
];
