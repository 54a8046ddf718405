import type { AlarmSpec } from './alarm-spec';
import { SINGLE_BREACH } from './alarm-spec';

/** An alarm whose name is also the name of the metric method. */
interface AuthFailureAlarm extends Omit<AlarmSpec, 'targets' | 'threshold' | 'page'> {
  readonly name: 'authenticationFailures' | 'commandAuthorizationFailures' | 'keyAuthorizationFailures';
  readonly threshold: number;
}

/** AWS recommends these alarms to detect unauthorized access attempts. */
export const AUTH_FAILURE_ALARMS: readonly AuthFailureAlarm[] = [
  {
    name: 'authenticationFailures',
    threshold: 0,
    window: SINGLE_BREACH,
    description:
      'Authentication attempts fail. A client uses a wrong or outdated password or token, or someone attempts unauthorized access.',
    fix: 'After a rotation, look for clients that keep the old password instead of reading the secret again. Otherwise, identify the source of the attempts. On node-based caches, `ACL LOG` lists the failed attempts.',
  },
  {
    name: 'commandAuthorizationFailures',
    threshold: 0,
    window: SINGLE_BREACH,
    description: 'Commands are rejected because the user has no permission to run them.',
    fix: 'Compare the access control of the user with the commands that its clients send, including the commands of the client library. If the access control is correct, identify the source of the commands.',
  },
  {
    name: 'keyAuthorizationFailures',
    threshold: 0,
    window: SINGLE_BREACH,
    description: 'Commands are rejected because the user has no permission to access the keys.',
    fix: 'Compare the key patterns of the user with the keys that its clients use. If the patterns are correct, identify the source of the commands.',
  },
];
