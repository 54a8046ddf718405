import { collectAdvice, parseAccessString } from '../../../src/acl';

const collect = (text: string) => collectAdvice(parseAccessString(text).access);
const CONNECT = '+ping +info +cluster|slots +cluster|info';

test.each([
  'off ~app:* +@all',
  `on ~* &* ${CONNECT} +@all -@dangerous +info`,
  `on ~app:* ${CONNECT} +get`,
  `on %R~* ${CONNECT} +scan`,
  `on ~app:* ${CONNECT} +scan (~* +get)`,
  `on &news ${CONNECT} +publish`,
  `on ${CONNECT} +publish (&news +publish)`,
  `on ${CONNECT} +config +save +shutdown`,
])('gives no advice on %s', (text) => {
  expect(collect(text)).toEqual([]);
});

test.each([
  [
    'dangerous commands',
    `on ~* ${CONNECT} +flushall +keys`,
    {
      id: 'User.DangerousCommands',
      text: 'allows dangerous commands, which can delete or reveal data, or slow down the cache: FLUSHALL and KEYS. Deny these commands with "-@dangerous +info" if the user does not need them.',
    },
  ],
  [
    'many dangerous commands',
    `on ~* &* ${CONNECT} +@all`,
    {
      id: 'User.DangerousCommands',
      text: 'allows dangerous commands, which can delete or reveal data, or slow down the cache: FLUSHALL, FLUSHDB, KEYS, SWAPDB, and 50 more. Deny these commands with "-@dangerous +info" if the user does not need them.',
    },
  ],
  [
    'a dangerous command of a selector',
    `on ${CONNECT} (~* +flushall)`,
    {
      id: 'User.DangerousCommands',
      text: 'allows the dangerous command FLUSHALL, which can delete or reveal data, or slow down the cache. Deny this command with "-@dangerous +info" if the user does not need it.',
    },
  ],
  [
    'commands that list all keys',
    `on ~app:* %W~* ${CONNECT} +scan +randomkey`,
    {
      id: 'User.KeysBeyondPatterns',
      text: 'allows SCAN and RANDOMKEY, which return the names of all keys, including keys that do not match the key patterns. Deny these commands, or allow all keys.',
    },
  ],
  [
    'a command that lists all keys',
    `on ~app:* ${CONNECT} +scan`,
    {
      id: 'User.KeysBeyondPatterns',
      text: 'allows SCAN, which returns the names of all keys, including keys that do not match the key patterns. Deny this command, or allow all keys.',
    },
  ],
  [
    'a Pub/Sub command without channels',
    `on ~* ${CONNECT} +publish`,
    {
      id: 'User.PubSubWithoutChannels',
      text: 'allows PUBLISH but no channels, so this command fails at run time. Allow channels, such as "&*" for all channels, or deny the command.',
    },
  ],
  [
    'pub/sub without channels',
    `on ~* ${CONNECT} +publish +subscribe`,
    {
      id: 'User.PubSubWithoutChannels',
      text: 'allows PUBLISH and SUBSCRIBE but no channels, so these commands fail at run time. Allow channels, such as "&*" for all channels, or deny the commands.',
    },
  ],
  [
    'denied commands that clients need',
    'on ~* +get +info',
    {
      id: 'User.ClientsCannotConnect',
      text:
        'denies PING, CLUSTER SLOTS, and CLUSTER INFO, which clients send when they connect, especially to a cluster. Connections can therefore fail at run time. ' +
        'Add CommandAccess.allowConnection() to the commands, or use a preset such as AccessControl.readWrite().',
    },
  ],
  [
    'a denied command that clients need',
    'on ~* +get +info +cluster|slots +cluster|info',
    {
      id: 'User.ClientsCannotConnect',
      text:
        'denies PING, which clients send when they connect, especially to a cluster. Connections can therefore fail at run time. ' +
        'Add CommandAccess.allowConnection() to the commands, or use a preset such as AccessControl.readWrite().',
    },
  ],
])('gives advice on %s', (_title, text, expected) => {
  expect(collect(text)).toEqual([expected]);
});

test('reports every likely mistake', () => {
  expect(collect('on ~app:* +@read +publish').map(({ id }) => id)).toEqual([
    'User.DangerousCommands',
    'User.KeysBeyondPatterns',
    'User.PubSubWithoutChannels',
    'User.ClientsCannotConnect',
  ]);
});
