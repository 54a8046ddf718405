import type { Stack } from 'aws-cdk-lib/core';
import { Annotations, Fn, Lazy } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  CacheType,
  CommandAccess,
  CommandCategory,
  EngineVersion,
  IamUser,
  KeyAccess,
  NodeFamily,
  NodeSize,
  NodeType,
  PasswordUser,
  ServerlessCache,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';
import type { AccessPresetOptions } from 'cdk-elasticache';

const NUL = '\0';
const unresolved = Lazy.string({ produce: () => 'app' });

/** Creates a user group that caches of both engines can use, with one user. */
function createUserGroup(stack: Stack, accessString: string) {
  const engine = UserEngine.REDIS;
  const accessControl = AccessControl.fromAccessString(accessString);
  const user = new PasswordUser(stack, 'User', { userName: 'default', engine, accessControl });
  return new UserGroup(stack, 'Users', { engine, users: [user] });
}

function createReplicationGroup(accessString: string, engineVersion: EngineVersion) {
  const stack = emptyStack();
  const authentication = Authentication.userGroup(createUserGroup(stack, accessString));
  return groupIn(stack, { nodeType: NodeType.of(NodeFamily.R6G, NodeSize.LARGE), engineVersion, authentication });
}

const errorsOfUser = (accessString: string) =>
  errorsOf(() => new IamUser(emptyStack(), 'User', { accessControl: AccessControl.fromAccessString(accessString) }));

const errorsOfReplicationGroup = (accessString: string, engineVersion: EngineVersion) =>
  errorsOf(() => createReplicationGroup(accessString, engineVersion));

const errorsOfServerlessCache = (accessString: string, engine: CacheEngine) =>
  errorsOf(() => {
    const stack = emptyStack();
    return new ServerlessCache(stack, 'Cache', {
      vpc: importVpc(stack),
      engine,
      userGroup: createUserGroup(stack, accessString),
    });
  });

describe('AccessControl.fromAccessString', () => {
  test('keeps the access string unchanged', () => {
    expect(AccessControl.fromAccessString(' on ~*  +@all').accessString).toBe(' on ~*  +@all');
  });

  test('does not validate access strings with tokens', () => {
    const whole = Fn.importValue('Rules');
    const part = `on ~${unresolved}:* nonsense`;

    expect(AccessControl.fromAccessString(whole).accessString).toBe(whole);
    expect(AccessControl.fromAccessString(part).accessString).toBe(part);
    expect(AccessControl.fromAccessString(part)._collectWarnings()).toEqual([]);
    for (const accessString of [whole, part]) {
      expect(errorsOfUser(accessString)).toEqual([]);
      expect(errorsOfReplicationGroup(accessString, EngineVersion.VALKEY_8_0)).toEqual([]);
      expect(errorsOfServerlessCache(accessString, CacheEngine.VALKEY_8)).toEqual([]);
    }
  });

  test.each(['', 'nonsense', 'on +get,+set', 'on ~* ~foo', 'on >secret', 'on +get?', `on ~a${NUL}`])(
    'the invalid access string %j is an error of the user',
    (accessString) => {
      expect(AccessControl.fromAccessString(accessString).accessString).toBe(accessString);
      expect(errorsOfUser(accessString)).toEqual(["'accessControl' User.AccessStringInvalid"]);
    },
  );

  test('the user reports every error in the access string', () => {
    const accessControl = AccessControl.fromAccessString('on ~* ~foo +get,+set');

    expect(() => new IamUser(emptyStack(), 'User', { accessControl })).toThrow(
      '\'accessControl\' must not contain key patterns after a rule that allows all keys, but got "~foo". Remove one of the rules, or add resetkeys between them. \'accessControl\' must not contain commas between rules, but got "+get,+set". Separate rules with spaces. [cdk-elasticache::User.AccessStringInvalid]',
    );
  });

  test.each(['+ft.create', '+ft.search', '+ft.aggregate', '+ft.info', '+ft._list'])(
    'the search command in %s is not a warning of the user',
    (rule) => {
      const stack = emptyStack();
      new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString(`on ~* resetchannels ${rule}`) });

      const ids = annotationsOf(stack, 'warning').map((text) => /cdk-elasticache::(\S+)\]$/.exec(text)?.[1]);
      expect(ids).not.toContain('User.CommandUnknown');
      expect(propertiesOf(stack, 'AWS::ElastiCache::User').AccessString).toBe(`on ~* resetchannels ${rule}`);
    },
  );

  test.each(['+gett', '-gett', '+ft.list2', '+@vector', '+client|klil', '+gett|x', '(~a +gett)'])(
    'the unknown name in %s is a warning of the user',
    (rules) => {
      const stack = emptyStack();
      new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString(`off ~* ${rules}`) });

      expect(propertiesOf(stack, 'AWS::ElastiCache::User').AccessString).toBe(`off ~* ${rules}`);
      expect(annotationsOf(stack, 'warning')).toEqual([
        expect.stringMatching(
          /^'accessControl' must contain valid .* If the spelling is correct, upgrade cdk-elasticache\. \[ack: cdk-elasticache::User\.CommandUnknown\]$/,
        ),
      ]);
    },
  );

  test('a replication group validates the access string against its engine version', () => {
    const accessString = 'on %R~* +hget +hexpire';
    const unresolvedVersion = EngineVersion.of('valkey', Fn.ref('Version'), { parameterGroupFamily: 'valkey9' });

    expect(errorsOfReplicationGroup(accessString, EngineVersion.REDIS_6_2)).toEqual([
      "'accessControl' ReplicationGroup.AccessStringUnsupported",
    ]);
    expect(() => createReplicationGroup(accessString, EngineVersion.REDIS_6_2)).toThrow(
      /'Stack\/User' .* 7\.0 .*, but got "%R~\*" .* Redis OSS 6\.2, but got "\+hexpire"\./,
    );
    expect(errorsOfReplicationGroup(accessString, EngineVersion.VALKEY_9_0)).toEqual([]);
    expect(errorsOfReplicationGroup(accessString, EngineVersion.of('valkey', '10.0'))).toEqual([]);
    expect(errorsOfReplicationGroup(accessString, unresolvedVersion)).toEqual([]);
  });

  test('a serverless cache validates the access string against its engine version', () => {
    const accessString = 'on %R~* +hget +hexpire';

    expect(errorsOfServerlessCache(accessString, CacheEngine.VALKEY_8)).toEqual([
      "'accessControl' ServerlessCache.AccessStringUnsupported",
    ]);
    expect(errorsOfServerlessCache(accessString, CacheEngine.REDIS_7)).toEqual([
      "'accessControl' ServerlessCache.AccessStringUnsupported",
    ]);
    expect(errorsOfServerlessCache(accessString, CacheEngine.VALKEY_9)).toEqual([]);
    expect(errorsOfServerlessCache(accessString, CacheEngine.VALKEY_LATEST)).toEqual([]);
    expect(errorsOfServerlessCache(accessString, CacheEngine.of('valkey', '42'))).toEqual([]);
    expect(errorsOfServerlessCache(accessString, CacheEngine.of('valkey', Fn.ref('Version')))).toEqual([]);
  });
});

describe('AccessControl.of', () => {
  const stringOf = (...args: Parameters<typeof AccessControl.of>) => AccessControl.of(...args).accessString;

  test('renders rules in the order in which ElastiCache stores them', () => {
    expect(
      stringOf({
        selectors: [{ commands: [CommandAccess.allow('hget')], keys: [KeyAccess.all()] }, {}],
        commands: [
          CommandAccess.allowCategories(CommandCategory.READ, CommandCategory.SORTED_SET),
          CommandAccess.denyCategories(CommandCategory.DANGEROUS),
          CommandAccess.deny('GET', 'client|kill'),
          CommandAccess.allow('CLUSTER|SLOTS'),
          CommandAccess.allowFirstArgument('Select', 'A'),
        ],
        databases: [15, 0, 15],
        channelPatterns: ['news:*', 'chat', 'chat'],
        keys: [KeyAccess.readWrite('app:*', 'b'), KeyAccess.readOnly('c'), KeyAccess.writeOnly('d')],
        enabled: false,
      }),
    ).toBe(
      'off ~app:* ~b %R~c %W~d resetchannels &news:* &chat db=0,15 -@all +@read +@sortedset -@dangerous -get -client|kill +cluster|slots +select|A ' +
        '(~* -@all +hget) (-@all)',
    );
  });

  test.each([
    ['nothing', {}, 'on -@all'],
    ['all keys in addition to a pattern', { keys: [KeyAccess.readOnly('a'), KeyAccess.all()] }, 'on ~* -@all'],
    [
      'all keys from read and write access',
      { keys: [KeyAccess.readOnly('*'), KeyAccess.writeOnly('*')] },
      'on ~* -@all',
    ],
    ['read access to all keys', { keys: [KeyAccess.readOnly('*'), KeyAccess.readWrite('a')] }, 'on %R~* ~a -@all'],
    [
      'patterns from read and write access',
      { keys: [KeyAccess.readOnly('a'), KeyAccess.writeOnly('a'), KeyAccess.writeOnly('b'), KeyAccess.readOnly('b')] },
      'on ~a ~b -@all',
    ],
    ['all channels in addition to a channel', { channelPatterns: ['a', '*'] }, 'on &* -@all'],
    [
      'channel commands without channels',
      { commands: [CommandAccess.allow('publish')] },
      'on resetchannels -@all +publish',
    ],
    [
      'channels in a selector',
      { selectors: [{ channelPatterns: ['a'], commands: [CommandAccess.allow('publish')] }] },
      'on -@all (resetchannels &a -@all +publish)',
    ],
    [
      'channel commands without channels in a selector',
      { selectors: [{ commands: [CommandAccess.allow('publish')] }] },
      'on -@all (resetchannels -@all +publish)',
    ],
    [
      'all commands',
      {
        channelPatterns: ['*'],
        commands: [CommandAccess.allow('get'), CommandAccess.allowAll(), CommandAccess.deny('set')],
      },
      'on &* +@all -set',
    ],
    [
      'connection commands',
      { commands: [CommandAccess.allowConnection(), CommandAccess.allow('get')] },
      'on -@all +ping +echo +hello +select +readonly +readwrite +asking ' +
        '+command +client|id +client|getname +client|setname +client|reply +client|caching +client|tracking +info +cluster|slots +cluster|shards +cluster|nodes ' +
        '+cluster|info +cluster|myid +cluster|keyslot +get',
    ],
    ['no databases', { databases: [] }, 'on resetdbs -@all'],
    [
      'rules without overridden rules',
      { commands: [CommandAccess.allow('client|id', 'get', 'client'), CommandAccess.deny('get')] },
      'on -@all +client -get',
    ],
  ])('renders %s', (_title, props, expected) => {
    expect(stringOf(props)).toBe(expected);
  });

  test('accepts tokens', () => {
    const access = AccessControl.of({
      keys: [KeyAccess.readWrite(`${unresolved}:*`)],
      channelPatterns: [unresolved],
      databases: [Lazy.number({ produce: () => 3 })],
      selectors: [{ keys: [KeyAccess.readOnly(`${unresolved} "`)] }],
    });

    expect(emptyStack().resolve(access.accessString)).toBe('on ~app:* resetchannels &app db=3 -@all (%R~app " -@all)');
  });

  test.each([
    [
      'malformed commands',
      () => CommandAccess.allow('get?'),
      '\'commands\' must contain valid commands, but got "get?". Did you mean "get"?',
    ],
    [
      'malformed subcommands',
      () => CommandAccess.deny('config|g?t'),
      '\'commands\' must contain valid subcommands, but got "config|g?t". Did you mean "config|get"?',
    ],
    [
      'several commands in one text',
      () => CommandAccess.allow('get,set'),
      '\'commands\' must not contain commas between rules, but got "get,set". Separate rules with spaces.',
    ],
    [
      'empty subcommands',
      () => CommandAccess.allow('newcommand|'),
      '\'commands\' must contain valid commands, but got "newcommand|". Use a command such as "get".',
    ],
    [
      'the NUL character',
      () => CommandAccess.allow(`get${NUL}`),
      "'commands' must not contain the NUL character. Remove the character.",
    ],
    [
      'commands and subcommands separated by a space',
      () => CommandAccess.allow('config get'),
      '\'commands\' must contain a bar between commands and subcommands, but got "config get". Use "config|get".',
    ],
    [
      'categories instead of commands',
      () => CommandAccess.allow('@read'),
      '\'commands\' must contain commands, but got the category "@read". Use CommandAccess.allowCategories() or CommandAccess.denyCategories().',
    ],
    [
      'empty lists of commands',
      () => CommandAccess.allow(),
      "'commands' must contain at least one name. Pass one or more commands.",
    ],
    [
      'empty lists of categories',
      () => CommandAccess.denyCategories(),
      "'categories' must contain at least one name. Pass one or more categories.",
    ],
    [
      'first arguments of commands without subcommands',
      () => CommandAccess.allow('select|0'),
      "'commands' must contain a bar before subcommands only, but got \"select|0\". Use CommandAccess.allowFirstArgument('select', '0') to allow a first argument.",
    ],
    [
      'subcommands as first arguments',
      () => CommandAccess.allowFirstArgument('config', 'get'),
      "'command' must be a command without subcommands, but got \"config\". Use CommandAccess.allow('config|get').",
    ],
    [
      'first arguments of subcommands',
      () => CommandAccess.allowFirstArgument('config|get', 'x'),
      "'command' must be a command without subcommands, but got \"config|get\". Use CommandAccess.allow('config|get|x').",
    ],
    [
      'first arguments with spaces',
      () => CommandAccess.allowFirstArgument('select', '0 1'),
      '\'argument\' must be one word, but got "0 1". Specify only the first argument.',
    ],
    [
      'categories with spaces',
      () => CommandCategory.of('read +@all'),
      '\'name\' must be one category, but got "read +@all". Call CommandCategory.of() for each category.',
    ],
    [
      'malformed categories',
      () => CommandCategory.of('re/d'),
      '\'name\' must contain valid command categories, but got "re/d". Did you mean "read"?',
    ],
    [
      'categories with a bar',
      () => CommandCategory.of('newcategory|get'),
      '\'name\' must contain valid command categories, but got "newcategory|get". Use a category such as "read".',
    ],
    [
      'the category "all"',
      () => CommandCategory.of('all'),
      '\'name\' must be one category, but got "all". Use CommandAccess.allowAll() to allow all commands.',
    ],
    [
      'empty lists of patterns',
      () => KeyAccess.readWrite(),
      '\'patterns\' must contain at least one pattern. Use "*" to allow all keys.',
    ],
    [
      'empty patterns',
      () => KeyAccess.readOnly(''),
      '\'patterns\' must not contain empty patterns, but got "". Use "*" to allow all keys.',
    ],
    [
      'key patterns with spaces',
      () => KeyAccess.writeOnly('my app:*'),
      '\'patterns\' must contain patterns without white space, but got "my app:*". Use "?" to match a space.',
    ],
    [
      'channel patterns with spaces',
      () => AccessControl.of({ channelPatterns: ['a b'] }),
      '\'channelPatterns\' must contain patterns without white space, but got "a b". Use "?" to match a space.',
    ],
    [
      'quotes in selectors',
      () => AccessControl.of({ selectors: [{ keys: [KeyAccess.readWrite('"a"')] }] }),
      '\'selectors.0\' must contain patterns without quotes and without a closing parenthesis at the end, but got "~"a"". Use "?" to match these characters.',
    ],
    [
      'closing brackets at the end of selector patterns',
      () => AccessControl.of({ selectors: [{ keys: [KeyAccess.readWrite('a)')] }] }),
      '\'selectors.0\' must contain patterns without quotes and without a closing parenthesis at the end, but got "~a)". Use "?" to match these characters.',
    ],
  ])('fails for %s', (_title, make, message) => {
    expect(errorsOf(make)).toEqual([message]);
  });

  test.each([
    ['commands', () => CommandAccess.allow('newcommand', 'NewCommand2'), '+newcommand +newcommand2'],
    ['denied commands', () => CommandAccess.deny('newcommand'), '-newcommand'],
    ['subcommands', () => CommandAccess.allow('client|new', 'newcommand|x'), '+client|new +newcommand|x'],
    ['first arguments', () => CommandAccess.allowFirstArgument('newcommand', 'X'), '+newcommand|X'],
    ['categories', () => CommandAccess.allowCategories(CommandCategory.of('NewCategory')), '+@newcategory'],
    ['denied categories', () => CommandAccess.denyCategories(CommandCategory.of('newcategory')), '-@newcategory'],
  ])('accepts unknown, but well-formed %s, and the user adds a warning', (_title, create, rules) => {
    const stack = emptyStack();
    const accessControl = AccessControl.of({ enabled: false, commands: [create()] });
    new IamUser(stack, 'User', { accessControl });

    expect(accessControl.accessString).toBe(`off -@all ${rules}`);
    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringMatching(
        /^'accessControl' must contain valid .* If the spelling is correct, upgrade cdk-elasticache\. \[ack: cdk-elasticache::User\.CommandUnknown\]$/,
      ),
    ]);
  });

  test('creates categories by name', () => {
    expect([CommandCategory.of('HASH'), CommandCategory.READ].map(String)).toEqual(['@hash', '@read']);
  });
});

test('allowConnection causes no warnings and is supported by every engine version', () => {
  const accessControl = AccessControl.of({ commands: [CommandAccess.allowConnection()] });
  const { REDIS_6_0, REDIS_6_2, REDIS_7_0, VALKEY_7_2, VALKEY_9_1 } = EngineVersion;

  expect(accessControl._collectWarnings()).toEqual([]);
  expect(
    [REDIS_6_0, REDIS_6_2, REDIS_7_0, VALKEY_7_2, VALKEY_9_1].flatMap((version) =>
      errorsOfReplicationGroup(accessControl.accessString, version),
    ),
  ).toEqual([]);
});

describe('presets', () => {
  const presets: [string, (options?: AccessPresetOptions) => AccessControl][] = [
    ['readOnly', AccessControl.readOnly],
    ['readWrite', AccessControl.readWrite],
    ['allExceptDangerous', AccessControl.allExceptDangerous],
    ['fullAccess', AccessControl.fullAccess],
  ];
  const evaluatePresets = (options: AccessPresetOptions | undefined, command: string) =>
    presets.map(([, preset]) => preset(options).permits(...(command.split(' ') as [string])));

  test.each([
    [
      'readOnly',
      AccessControl.readOnly(),
      'on %R~* resetchannels -@all +@read +@connection -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes +cluster|info +cluster|myid +cluster|keyslot',
    ],
    [
      'readWrite',
      AccessControl.readWrite(),
      'on ~* resetchannels -@all +@read +@write +@transaction +@connection -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes +cluster|info ' +
        '+cluster|myid +cluster|keyslot',
    ],
    ['allExceptDangerous', AccessControl.allExceptDangerous(), 'on ~* &* +@all -@dangerous +info'],
    ['fullAccess', AccessControl.fullAccess(), 'on ~* &* +@all'],
    ['disabled', AccessControl.disabled(), 'off -@all'],
    [
      'readWrite of some keys',
      AccessControl.readWrite({
        keyPatterns: ['app:*', 'x'],
        commands: [CommandAccess.allowCategories(CommandCategory.SCRIPTING)],
      }),
      'on ~app:* ~x resetchannels -@all +@read +@write +@transaction +@connection -@keyspace -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes +cluster|info +cluster|myid ' +
        '+cluster|keyslot +dump +exists +expiretime +object +pexpiretime +pttl +touch +ttl +type +copy +del +expire +expireat +move +persist +pexpire +pexpireat +rename ' +
        '+renamenx +unlink +@scripting',
    ],
  ])('%s renders its access string', (_name, preset, accessString) => {
    expect(preset.accessString).toBe(accessString);
  });

  test.each<[string, ...boolean[]]>([
    ['GET app:1', true, true, true, true],
    ['SET app:1 x', false, true, true, true],
    ['DEL app:1', false, true, true, true],
    ['TTL app:1', true, true, true, true],
    ['GET other', false, false, false, false],
    ['DEL other', false, false, false, false],
    ['MULTI', false, true, true, true],
    ['EVAL script 1 app:1', false, false, true, true],
    ['PUBLISH news x', false, false, true, true],
    ['SUBSCRIBE news', false, false, true, true],
    ['SCAN 0', false, false, false, true],
    ['RANDOMKEY', false, false, false, true],
    ['CLUSTERSCAN 0', false, false, false, true],
    ['CLUSTER GETKEYSINSLOT 1 1', false, false, false, true],
    ['KEYS *', false, false, false, true],
    ['FLUSHALL', false, false, false, true],
    ['SORT app:1', false, false, false, true],
    ['CONFIG GET x', false, false, false, true],
    ['CLIENT KILL x', false, false, false, true],
    ['PING', true, true, true, true],
    ['INFO', true, true, true, true],
    ['CLUSTER SLOTS', true, true, true, true],
    ['CLIENT SETINFO lib-name x', true, true, true, true],
  ])('evaluate %s with key patterns', (command, ...expected) => {
    expect(evaluatePresets({ keyPatterns: ['app:*'] }, command)).toEqual(expected);
  });

  test.each<[string, ...boolean[]]>([
    ['GET any', true, true, true, true],
    ['SET any x', false, true, true, true],
    ['SCAN 0', true, true, true, true],
    ['FLUSHALL', false, false, false, true],
  ])('evaluate %s without options', (command, ...expected) => {
    expect(evaluatePresets(undefined, command)).toEqual(expected);
  });

  test.each<[string, ...boolean[]]>([
    ['SUBSCRIBE news:1', true, true, true, true],
    ['PSUBSCRIBE news:*', true, true, true, true],
    ['SSUBSCRIBE other', false, false, false, false],
    ['UNSUBSCRIBE', true, true, true, true],
    ['PUBLISH news:1 x', false, true, true, true],
    ['PUBLISH other x', false, false, false, false],
  ])('evaluate %s with channel patterns', (command, ...expected) => {
    expect(evaluatePresets({ channelPatterns: ['news:*'] }, command)).toEqual(expected);
  });

  test.each<[string, ...boolean[]]>([
    ['SUBSCRIBE news', false, false, false, false],
    ['PUBSUB CHANNELS', false, false, false, true],
  ])('evaluate %s without channels', (command, ...expected) => {
    expect(evaluatePresets({ channelPatterns: [] }, command)).toEqual(expected);
  });

  test('cause no warnings except for full access', () => {
    const options = [undefined, { keyPatterns: ['app:*'] }, { channelPatterns: ['news'] }, { channelPatterns: [] }];

    expect(
      presets.map(([name, preset]) => [
        name,
        options.map((option) =>
          preset(option)
            ._collectWarnings()
            .map(({ id }) => id),
        ),
      ]),
    ).toEqual([
      ['readOnly', [[], [], [], []]],
      ['readWrite', [[], [], [], []]],
      ['allExceptDangerous', [[], [], [], []]],
      [
        'fullAccess',
        [
          ['User.DangerousCommands'],
          ['User.DangerousCommands', 'User.KeysBeyondPatterns'],
          ['User.DangerousCommands'],
          ['User.DangerousCommands', 'User.PubSubWithoutChannels'],
        ],
      ],
    ]);
    expect(AccessControl.disabled()._collectWarnings()).toEqual([]);
  });
});

describe('with a type of cache', () => {
  const { SERVERLESS, NODE_BASED } = CacheType;
  /** The commands that the rules allow by name. */
  const namesOf = ({ accessString }: AccessControl) =>
    [...accessString.matchAll(/\+([a-z_|]+)/g)].map(([, name]) => name);

  test('presets for serverless caches omit commands that these caches do not support', () => {
    const keyPatterns = ['app:*'];
    const channelPatterns = ['news:*'];
    const differences = [
      AccessControl.readOnly,
      AccessControl.readWrite,
      AccessControl.allExceptDangerous,
      AccessControl.fullAccess,
    ].map((preset) => {
      const [nodeBased, serverless] = [NODE_BASED, SERVERLESS].map((cacheType) =>
        namesOf(preset({ keyPatterns, channelPatterns, cacheType })),
      );
      return nodeBased.filter((name) => !serverless.includes(name));
    });

    expect(differences).toEqual([
      ['object', 'psubscribe', 'punsubscribe'],
      ['object', 'move', 'psubscribe', 'punsubscribe'],
      ['object', 'move'],
      [],
    ]);
  });

  test('presets without a type of cache are the same as those for node-based caches', () => {
    const options = { keyPatterns: ['app:*'], channelPatterns: ['news:*'] };

    expect(AccessControl.readWrite(options).accessString).toBe(
      AccessControl.readWrite({ ...options, cacheType: NODE_BASED }).accessString,
    );
  });

  test('allowConnection omits commands that serverless caches do not support', () => {
    const connectionNames = (cacheType?: CacheType) =>
      namesOf(AccessControl.of({ cacheType, commands: [CommandAccess.allowConnection()] }));

    expect(connectionNames().filter((name) => !connectionNames(SERVERLESS).includes(name))).toEqual([
      'client|id',
      'client|caching',
      'client|tracking',
    ]);
    expect(connectionNames(NODE_BASED)).toEqual(connectionNames());
  });

  test.each([
    ['readOnly', AccessControl.readOnly],
    ['readWrite', AccessControl.readWrite],
    ['allExceptDangerous', AccessControl.allExceptDangerous],
  ])('the preset %s for serverless caches causes no warnings', (_name, preset) => {
    const options = [{}, { keyPatterns: ['app:*'] }, { channelPatterns: ['news'] }, { channelPatterns: [] }];

    expect(options.flatMap((option) => preset({ ...option, cacheType: SERVERLESS })._collectWarnings())).toEqual([]);
  });

  test.each<[string, boolean, boolean, boolean]>([
    ['GET a', true, true, true],
    ['KEYS *', false, true, true],
    ['keys *', false, true, true],
    ['PSUBSCRIBE news', false, true, true],
    ['CLIENT ID', false, true, true],
    ['CLIENT GETNAME', true, true, true],
    ['OBJECT FREQ a', false, true, true],
    ['FUNCTION LIST', false, true, true],
    ['COMMANDLOG GET 1 slow', false, true, true],
    ['SLOWLOG GET', false, true, true],
    ['CONFIG GET x', false, false, true],
    ['BGSAVE', false, false, true],
  ])('permits evaluates %s', (command, ...expected) => {
    const words = command.split(' ') as [string];
    const create = (cacheType?: CacheType) => AccessControl.fromAccessString('on ~* &* +@all', { cacheType });

    expect([SERVERLESS, NODE_BASED, undefined].map((cacheType) => create(cacheType).permits(...words))).toEqual(
      expected,
    );
  });

  test('permits, permitsIn, and describe consider the type of cache of every factory method', () => {
    const accessControls = [
      AccessControl.fullAccess({ cacheType: SERVERLESS }),
      AccessControl.of({ cacheType: SERVERLESS, commands: [CommandAccess.allow('keys', 'scan')] }),
      AccessControl.fromAccessString('on +keys +scan', { cacheType: SERVERLESS }),
    ];

    for (const accessControl of accessControls) {
      expect(accessControl.cacheType).toBe(SERVERLESS);
      expect([accessControl.permits('KEYS', '*'), accessControl.permits('SCAN', '0')]).toEqual([false, true]);
      expect([
        accessControl.permitsIn(EngineVersion.VALKEY_8_1, 'KEYS', '*'),
        accessControl.permitsIn(EngineVersion.VALKEY_8_1, 'SCAN', '0'),
      ]).toEqual([false, true]);
      expect(accessControl.describe()).toMatch(/\nAllowed, but not supported by serverless caches: .*\bKEYS\b.*\.$/);
    }
    expect(AccessControl.fullAccess().cacheType).toBeUndefined();
    expect(AccessControl.fullAccess().describe()).not.toContain('not supported');
  });

  test('permits still fails for unknown commands', () => {
    const accessControl = AccessControl.fullAccess({ cacheType: SERVERLESS });

    expect(() => accessControl.permits('GETT', '*')).toThrow('but got "GETT". Use GET.');
  });

  test('allowConnection has the type of cache of all sets of permissions that contain it', () => {
    const commands = [CommandAccess.allowConnection(), CommandAccess.allow('get')];
    const accessControls = [
      AccessControl.of({ cacheType: SERVERLESS, commands }),
      AccessControl.of({ cacheType: SERVERLESS, commands, selectors: [{ commands }] }),
      AccessControl.readOnly({ cacheType: SERVERLESS, commands }),
    ];

    expect(accessControls.flatMap((accessControl) => accessControl._collectWarnings())).toEqual([]);
    expect(accessControls.map(({ accessString }) => accessString).join()).not.toContain('client|id');
    expect(AccessControl.of({ commands }).accessString).toContain('+client|id');
  });

  test('allow keeps commands that serverless caches do not support', () => {
    const commands = [CommandAccess.allow('client|id')];

    expect(AccessControl.of({ cacheType: SERVERLESS, commands }).accessString).toContain('+client|id');
  });

  test.each([
    ['+monitor', 'MONITOR', 'this command fails'],
    ['+ft.search', 'FT.SEARCH', 'this command fails'],
    ['+@search', '@search', 'these commands fail'],
    ['+@search -@search +monitor', 'MONITOR', 'this command fails'],
    ['+wait|0 +keys|a', 'WAIT and KEYS', 'these commands fail'],
  ])('warns that serverless caches do not support %s', (rules, commands, problem) => {
    const warnings = (cacheType: CacheType) =>
      AccessControl.fromAccessString(`on ~* &* -@all +ping +info +cluster|slots +cluster|info ${rules}`, { cacheType })
        ._collectWarnings()
        .filter(({ id }) => id === 'User.CommandsUnsupportedByCacheType');

    expect(warnings(SERVERLESS).map(({ text }) => text)).toEqual([
      expect.stringContaining(`allows ${commands}, which serverless caches do not support, so ${problem} at run time`),
    ]);
    expect(warnings(NODE_BASED)).toEqual([]);
  });

  test('describe omits unsupported commands of which only HELP is allowed', () => {
    const lines = [SERVERLESS, NODE_BASED].map((cacheType) =>
      AccessControl.allExceptDangerous({ cacheType }).describe().split('\n').at(-1),
    );
    const names = lines.map((line) => line!.replace(/^.*: /, '').split(/, and |, | and |\.$/));

    for (const list of names) {
      expect(list).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(CONFIG|COMMANDLOG|SLOWLOG|LATENCY)\b|HELP/)]),
      );
    }
  });

  test('the user adds a warning for unsupported commands that are allowed by name', () => {
    const stack = emptyStack();
    new IamUser(stack, 'User', {
      accessControl: AccessControl.readOnly({ cacheType: SERVERLESS, commands: [CommandAccess.allow('object|freq')] }),
    });

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'accessControl' allows OBJECT FREQ, which serverless caches do not support, so this command fails at run time. Remove the command, or change 'cacheType'. [ack: cdk-elasticache::User.CommandsUnsupportedByCacheType]",
    ]);
  });
});

test('the access string of the default user of ElastiCache causes one warning', () => {
  const stack = emptyStack();
  new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString('on ~* +@all') });

  expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining('::User.DangerousCommands]')]);
});

describe('permits', () => {
  const access = AccessControl.fromAccessString('on ~app:* -@all +@read');

  test('uses the newest version of Valkey', () => {
    expect([
      access.permits('GET', 'app:1'),
      access.permits('HTTL', 'app:1', 'FIELDS', '1', 'x'),
      access.permits('FLUSHALL'),
    ]).toEqual([true, true, false]);
  });

  test('permitsIn uses the requested engine version', () => {
    const { VALKEY_7_2, VALKEY_9_0, REDIS_7_1 } = EngineVersion;
    const versions = [
      VALKEY_7_2,
      EngineVersion.of('valkey', '9'),
      VALKEY_9_0,
      REDIS_7_1,
      EngineVersion.of('redis', '6.x'),
    ];

    expect(versions.map((version) => access.permitsIn(version, 'HTTL', 'app:1', 'FIELDS', '1', 'x'))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(versions.map((version) => access.permitsIn(version, 'GET', 'app:1'))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  test.each([
    ['9.2', true],
    ['10.0', true],
    ['10', true],
    ['8.9', false],
  ])('permitsIn uses the newest known version for Valkey %s', (version, hasHashFieldExpiration) => {
    const newer = EngineVersion.of('valkey', version);

    expect(access.permitsIn(newer, 'HTTL', 'app:1', 'FIELDS', '1', 'x')).toBe(hasHashFieldExpiration);
    expect(access.permitsIn(newer, 'GET', 'app:1')).toBe(true);
  });

  test.each([
    ['valkey', '7.1'],
    ['valkey', '42'],
    ['memcached', '1.6.22'],
    ['redis', '5.0.6'],
    ['redis', '8.0'],
  ])('permitsIn fails for the version "%s %s"', (engine, version) => {
    expect(() => access.permitsIn(EngineVersion.of(engine, version), 'GET', 'a')).toThrow(
      `'engineVersion' must be a version that supports user groups, but got "${engine} ${version}". Use Valkey, or Redis OSS 6.0 or later.`,
    );
  });

  test.each([
    [unresolved, '8.0'],
    ['valkey', unresolved],
  ])('permitsIn fails for a version with a token', (engine, version) => {
    expect(() => access.permitsIn(EngineVersion.of(engine, version), 'GET', 'a')).toThrow(
      "'engineVersion' must be known at synthesis, but got a token. Use a version such as EngineVersion.VALKEY_8_0.",
    );
  });

  test.each(['Valkey', 'REDIS', 'dragonfly', ''])('permitsIn fails for the unknown engine "%s"', (engine) => {
    expect(errorsOf(() => access.permitsIn(EngineVersion.of(engine, '8.0'), 'GET', 'a'))).toEqual([
      `'engineVersion' must have the engine valkey or redis in lowercase, but got "${engine}". Use a version such as EngineVersion.VALKEY_8_0.`,
    ]);
  });

  test('permitsIn fails for a version that does not support the access string', () => {
    expect(() =>
      AccessControl.fromAccessString('on %R~a +hexpire').permitsIn(EngineVersion.REDIS_6_2, 'GET', 'a'),
    ).toThrow(
      '\'accessString\' must not contain rules for key permissions, which require Valkey, or Redis OSS 7.0 or later, but got "%R~a". Use a later engine version, or remove the rule.',
    );
  });

  test('fails for unknown commands', () => {
    expect(() => access.permits('GETT', 'a')).toThrow(
      '\'command\' must be a command of Valkey or Redis OSS, but got "GETT". Use GET.',
    );
  });

  test('fails when the access string has a token', () => {
    const message = "'accessString' must be known at synthesis, but got a token. Use an access string without tokens.";
    const tokens = AccessControl.fromAccessString(`on ~${unresolved}:* +get`);

    expect(() => tokens.permits('GET', 'a')).toThrow(message);
    expect(() => tokens.permitsIn(EngineVersion.VALKEY_8_0, 'GET', 'a')).toThrow(message);
    expect(() => tokens.describe()).toThrow(message);
  });

  test('fails when the access string has errors', () => {
    const invalid = AccessControl.fromAccessString('on ~* ~foo +get,+set');
    const messages = [
      'must not contain key patterns after a rule that allows all keys, but got "~foo". Remove one of the rules, or add resetkeys between them.',
      'must not contain commas between rules, but got "+get,+set". Separate rules with spaces.',
    ];
    const errors = messages.map((error) => `'accessString' ${error}`);

    expect(errorsOf(() => invalid.permits('GET', 'a'))).toEqual(errors);
    expect(errorsOf(() => invalid.describe())).toEqual(errors);
    expect(errorsOf(() => invalid.permitsIn(EngineVersion.VALKEY_9_0, 'GET', 'a'))).toEqual(errors);
  });

  test('ignores unknown names', () => {
    const newer = AccessControl.fromAccessString('on ~* +get +newcommand +@newcategory');

    expect([newer.permits('GET', 'a'), newer.permits('SET', 'a', 'b')]).toEqual([true, false]);
    expect([
      newer.permitsIn(EngineVersion.REDIS_7_1, 'GET', 'a'),
      newer.permitsIn(EngineVersion.REDIS_7_1, 'SET', 'a', 'b'),
    ]).toEqual([true, false]);
    expect(newer.describe()).toContain('Commands: GET');
  });

  test('rethrows unexpected errors', () => {
    expect(() => access.permits(undefined as unknown as string)).toThrow(TypeError);
  });

  test('describe returns one sentence per line', () => {
    expect(access.describe()).toBe('Can log in.\nKeys: read and write app:*.\nChannels: none.\nCommands: @read.');
  });

  test('evaluates the current access string of a subclass', () => {
    class MutableAccessControl extends AccessControl {
      public accessString = 'on ~* +get';
    }
    const accessControl = new MutableAccessControl();

    expect([accessControl.permits('GET', 'a'), accessControl.permits('GET', 'b')]).toEqual([true, true]);
    accessControl.accessString = 'on ~a +get';
    expect([accessControl.permits('GET', 'a'), accessControl.permits('GET', 'b')]).toEqual([true, false]);
  });
});

test('adds warnings for risky access', () => {
  const stack = emptyStack();
  new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') });

  expect(annotationsOf(stack, 'warning').map((text) => /^'accessControl' .*\[ack: (.*)\]$/.exec(text)?.[1])).toEqual([
    'cdk-elasticache::User.DangerousCommands',
    'cdk-elasticache::User.KeysBeyondPatterns',
    'cdk-elasticache::User.ClientsCannotConnect',
  ]);
});

describe('fixes in warnings', () => {
  const warningOf = (accessControl: AccessControl) => {
    const stack = emptyStack();
    new IamUser(stack, 'User', { accessControl });
    return annotationsOf(stack, 'warning').map((text) =>
      text.replace(/^.*?\. (?=[A-Z])(.*) \[ack: .*::User\.(.*)\]$/, '$2: $1'),
    );
  };

  test.each([
    [
      'a denied command',
      AccessControl.readOnly({ commands: [CommandAccess.deny('ping')] }),
      'ClientsCannotConnect: Connections can therefore fail at run time. Remove the rule "-ping".',
    ],
    [
      'a denied dangerous command',
      AccessControl.readWrite({ commands: [CommandAccess.deny('info')] }),
      'ClientsCannotConnect: Connections can therefore fail at run time. Remove the rule "-info".',
    ],
    [
      'a denied command with subcommands',
      AccessControl.allExceptDangerous({ commands: [CommandAccess.deny('cluster', 'ping')] }),
      'ClientsCannotConnect: Connections can therefore fail at run time. Remove the rules "-ping" and "-cluster".',
    ],
    [
      'a denied category after the rules of a preset',
      AccessControl.readOnly({ commands: [CommandAccess.denyCategories(CommandCategory.DANGEROUS)] }),
      'ClientsCannotConnect: Connections can therefore fail at run time. Add CommandAccess.allowConnection() to the end of the commands, or "+info" to the end of an access string. You can also use a preset such as AccessControl.readWrite() without rules that deny these commands.',
    ],
    [
      'an allowed dangerous command',
      AccessControl.readWrite({ commands: [CommandAccess.allow('keys')] }),
      'DangerousCommands: Remove the rule "+keys" if the user does not need it.',
    ],
    [
      'an allowed dangerous command of a selector',
      AccessControl.of({
        commands: [CommandAccess.allowConnection()],
        selectors: [{ keys: [KeyAccess.all()], commands: [CommandAccess.allow('flushall', 'keys')] }],
      }),
      'DangerousCommands: Remove the rules "+flushall" and "+keys" if the user does not need them.',
    ],
    [
      'an allowed category',
      AccessControl.readWrite({
        commands: [CommandAccess.allowCategories(CommandCategory.SCRIPTING, CommandCategory.DANGEROUS)],
      }),
      'DangerousCommands: Deny these commands with "-@dangerous +info" if the user does not need them.',
    ],
    [
      'a key pattern with the prefix of a rule',
      AccessControl.readOnly({ keyPatterns: ['~app:*', 'cart:*'] }),
      'PatternBeginsWithRulePrefix: Use the pattern "app:*" without the prefix of the rule, unless the keys begin with "~".',
    ],
    [
      'a key pattern with permissions',
      AccessControl.of({ keys: [KeyAccess.readWrite('%R~app:*')], commands: [CommandAccess.allowConnection()] }),
      'PatternBeginsWithRulePrefix: Use the pattern "app:*" without the prefix of the rule, unless the keys begin with "%R~".',
    ],
    [
      'a channel pattern with the prefix of a rule',
      AccessControl.readOnly({ channelPatterns: ['&orders:*'] }),
      'PatternBeginsWithRulePrefix: Use the pattern "orders:*" without the prefix of the rule, unless the channels begin with "&".',
    ],
  ])('name the rules to change for %s', (_title, accessControl, fix) => {
    expect(warningOf(accessControl)).toEqual([fix]);
  });

  test.each([['~'], ['app~*'], ['%app:*'], ['&app:*']])('do not mention the key pattern %s', (pattern) => {
    expect(warningOf(AccessControl.readWrite({ keyPatterns: [pattern], channelPatterns: ['~a', 'a&b'] }))).toEqual([]);
  });
});

test('omits acknowledged warnings', () => {
  const stack = emptyStack();
  const admin = new IamUser(stack, 'Admin', { accessControl: AccessControl.fullAccess() });
  expect(annotationsOf(stack, 'warning')).toHaveLength(1);

  Annotations.of(admin).acknowledgeWarning('cdk-elasticache::User.DangerousCommands', 'administrators only');
  expect(annotationsOf(stack, 'warning')).toEqual([]);
});
