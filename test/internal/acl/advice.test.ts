import { CommandAvailability, collectAdvice, parseAccessString } from '../../../src/acl';

const collect = (text: string, availability?: CommandAvailability) =>
  collectAdvice(parseAccessString(text), availability);
const collectIds = (text: string, availability?: CommandAvailability) =>
  collect(text, availability).map(({ id }) => id);
const CONNECT = '+ping +info +cluster|slots +cluster|info';

test.each([
  'off ~app:* +@all',
  `on ~* &* ${CONNECT} +@all -@dangerous +info`,
  `on ~app:* ${CONNECT} +get`,
  `on %R~* ${CONNECT} +scan`,
  `on ~app:* ${CONNECT} +scan (~* +get)`,
  `on ~* resetchannels ${CONNECT} +get`,
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
      text: 'allows dangerous commands, which can delete or reveal data, or slow down the cache: FLUSHALL and KEYS. Remove the rules "+flushall" and "+keys" if the user does not need them.',
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
      text: 'allows the dangerous command FLUSHALL, which can delete or reveal data, or slow down the cache. Remove the rule "+flushall" if the user does not need it.',
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
    `on ~* resetchannels ${CONNECT} +publish`,
    {
      id: 'User.PubSubWithoutChannels',
      text: 'allows PUBLISH but no channels, so this command fails at run time. Allow channels, such as "&*" for all channels, or deny the command.',
    },
  ],
  [
    'pub/sub without channels',
    `on ~* resetchannels ${CONNECT} +publish +subscribe`,
    {
      id: 'User.PubSubWithoutChannels',
      text: 'allows PUBLISH and SUBSCRIBE but no channels, so these commands fail at run time. Allow channels, such as "&*" for all channels, or deny the commands.',
    },
  ],
  [
    'a Pub/Sub command without a rule for channels',
    `on ~* ${CONNECT} +publish`,
    {
      id: 'User.PubSubWithoutChannels',
      text:
        'allows PUBLISH, but contains no rule for channels, so this command can use all channels or none. This depends on acl-pubsub-default of the cache, for which AWS documents both defaults. ' +
        'Allow channels explicitly, such as "&*" for all channels, or deny this command.',
    },
  ],
  [
    'Pub/Sub commands of a selector without a rule for channels',
    `on ${CONNECT} (~* +publish +subscribe)`,
    {
      id: 'User.PubSubWithoutChannels',
      text:
        'allows PUBLISH and SUBSCRIBE, but contains no rule for channels, so these commands can use all channels or none. This depends on acl-pubsub-default of the cache, for which AWS documents both defaults. ' +
        'Allow channels explicitly, such as "&*" for all channels, or deny these commands.',
    },
  ],
  [
    'denied commands that clients need',
    'on ~* +get +info',
    {
      id: 'User.ClientsCannotConnect',
      text:
        'denies PING, CLUSTER SLOTS, and CLUSTER INFO, which clients send when they connect, especially to a cluster. Connections can therefore fail at run time. ' +
        'Add CommandAccess.allowConnection() to the end of the commands, or "+ping +cluster|slots +cluster|info" to the end of an access string. You can also use a preset such as AccessControl.readWrite() without rules that deny these commands.',
    },
  ],
  [
    'a denied command that clients need',
    'on ~* +get +info +cluster|slots +cluster|info',
    {
      id: 'User.ClientsCannotConnect',
      text:
        'denies PING, which clients send when they connect, especially to a cluster. Connections can therefore fail at run time. ' +
        'Add CommandAccess.allowConnection() to the end of the commands, or "+ping" to the end of an access string. You can also use a preset such as AccessControl.readWrite() without rules that deny these commands.',
    },
  ],
  [
    'a dangerous command after a category',
    `on ~* -@all ${CONNECT} +@hash +select|0 +sort`,
    {
      id: 'User.DangerousCommands',
      text: 'allows the dangerous command SORT, which can delete or reveal data, or slow down the cache. Remove the rule "+sort" if the user does not need it.',
    },
  ],
  [
    'a dangerous command of a selector after other selectors',
    `on ~* ${CONNECT} (+flushall) clearselectors (+@dangerous -@dangerous +keys)`,
    {
      id: 'User.DangerousCommands',
      text: 'allows the dangerous command KEYS, which can delete or reveal data, or slow down the cache. Remove the rule "+keys" if the user does not need it.',
    },
  ],
  [
    'a key pattern that begins with the prefix of a rule',
    `on ~~app:* ${CONNECT}`,
    {
      id: 'User.PatternBeginsWithRulePrefix',
      text: 'contains the pattern "~app:*", which matches only keys that begin with "~". Use the pattern "app:*" without the prefix of the rule, unless the keys begin with "~".',
    },
  ],
])('gives advice on %s', (_title, text, expected) => {
  expect(collect(text)).toEqual([expected]);
});

test('reports every likely mistake', () => {
  expect(collectIds('on ~app:* +@read +publish')).toEqual([
    'User.DangerousCommands',
    'User.KeysBeyondPatterns',
    'User.PubSubWithoutChannels',
    'User.ClientsCannotConnect',
  ]);
});

test('gives one advice on the access string of the default user', () => {
  expect(collectIds('on ~* +@all')).toEqual(['User.DangerousCommands']);
});

test('gives advice on full access with channels that are explicitly denied', () => {
  expect(collectIds('on ~* resetchannels +@all')).toEqual(['User.DangerousCommands', 'User.PubSubWithoutChannels']);
});

describe('with a type of cache', () => {
  const { SERVERLESS, NODE_BASED } = CommandAvailability;

  test.each([
    ['dangerous commands', `on ~* ${CONNECT} +keys +monitor`, 'User.DangerousCommands'],
    [
      'commands beyond patterns',
      `on ~app:* ${CONNECT} +@keyspace -scan -clusterscan -randomkey`,
      'User.KeysBeyondPatterns',
    ],
    ['Pub/Sub commands', `on ~* ${CONNECT} +psubscribe`, 'User.PubSubWithoutChannels'],
  ])('gives no advice on %s that serverless caches do not support', (_title, text, id) => {
    expect(collectIds(text)).toContain(id);
    expect(collectIds(text, NODE_BASED)).toContain(id);
    expect(collectIds(text, SERVERLESS)).not.toContain(id);
  });

  test('gives advice on a command that is allowed by name', () => {
    expect(collect(`on ~* ${CONNECT} +keys`, SERVERLESS)).toEqual([
      {
        id: 'User.CommandsUnsupportedByCacheType',
        text: "allows KEYS, which serverless caches do not support, so this command fails at run time. Remove the command, or change 'cacheType'.",
      },
    ]);
  });

  test('gives advice on commands of the root and of selectors', () => {
    expect(collect(`on ~* ${CONNECT} +keys +keys (~* +object|freq -get)`, SERVERLESS)).toEqual([
      {
        id: 'User.CommandsUnsupportedByCacheType',
        text: "allows KEYS and OBJECT FREQ, which serverless caches do not support, so these commands fail at run time. Remove the commands, or change 'cacheType'.",
      },
    ]);
  });

  test.each([
    ['any type of cache', `on ~* ${CONNECT} +object`, undefined],
    ['node-based caches', `on ~* ${CONNECT} +object`, NODE_BASED],
    ['categories', `on ~* ${CONNECT} +@read -@dangerous +info`, SERVERLESS],
    ['denied commands', `on ~* ${CONNECT} +@read +object -@dangerous +info -object`, SERVERLESS],
    ['commands that are errors, because no cache supports them', `on ~* ${CONNECT} +config`, SERVERLESS],
    ['users who cannot log in', 'off ~* +keys', SERVERLESS],
  ])('gives no advice on unsupported commands for %s', (_title, text, availability) => {
    expect(collectIds(text, availability)).toEqual([]);
  });
});
