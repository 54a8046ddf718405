import type { Engine, EngineName } from '.';
import { installedEngines, startEngine } from '.';
import type { Client, Login } from './clients';
import { CLUSTER, STANDALONE } from './clients';
import { startCluster } from './cluster';
import { AccessControl, CommandAccess, EngineVersion, KeyAccess } from 'cdk-elasticache';

const keyPatterns = ['app:*'];

const USERS: Readonly<Record<string, AccessControl>> = {
  readOnly: AccessControl.readOnly(),
  readOnlyOfSome: AccessControl.readOnly({ keyPatterns, channelPatterns: ['news'] }),
  readWrite: AccessControl.readWrite(),
  readWriteOfSome: AccessControl.readWrite({ keyPatterns, channelPatterns: ['news'] }),
  allExceptDangerous: AccessControl.allExceptDangerous(),
  allExceptDangerousOfSome: AccessControl.allExceptDangerous({ keyPatterns, channelPatterns: [] }),
  fullAccess: AccessControl.fullAccess(),
  fullAccessOfSome: AccessControl.fullAccess({ keyPatterns }),
  getOnly: AccessControl.of({
    keys: [KeyAccess.readOnly(...keyPatterns)],
    commands: [CommandAccess.allowConnection(), CommandAccess.allow('get')],
  }),
};

const COMMANDS = [
  'GET app:1',
  'SET app:1 x',
  'TTL app:1',
  'GET other',
  'SET other x',
  'SCAN 0',
  'RANDOMKEY',
  'KEYS *',
  'EVAL return(1) 0',
  'PUBLISH news x',
  'PUBLISH other x',
  'CLIENT LIST',
  'CONFIG GET maxmemory',
  'ACL WHOAMI',
  'FLUSHALL',
].map((command) => command.split(' ') as [string, ...string[]]);

const login = (username: string): Login => ({ username, password: 'a-password-of-some-length' });

async function createUsers(engines: readonly Engine[]) {
  for (const { connection } of engines) {
    const users = Object.entries({ ...USERS, disabled: AccessControl.disabled() });
    const replies = await connection.pipeline(
      users.map(([name, { accessString }]) => [
        'ACL',
        'SETUSER',
        name,
        `>${login(name).password}`,
        ...accessString.split(' '),
      ]),
    );
    expect(replies).toEqual(users.map(() => 'OK'));
  }
}

/** Whether the server runs a command, or rejects it because of the user's access string. */
async function isPermitted(client: Client, command: [string, ...string[]]): Promise<boolean> {
  try {
    await client.run(...command);
    return true;
  } catch (error) {
    if (/NOPERM|no permissions|NotPermitted/i.test(String(error))) {
      return false;
    }
    throw error;
  }
}

const ENGINES = installedEngines().filter((name) => !name.startsWith('redis-6'));
const report: string[] = [];
afterAll(() =>
  process.stdout.write(
    `\nClients that log in as users of the presets: permitted commands, denied commands\n${report.join('\n')}\n`,
  ),
);

describe.each(ENGINES)('%s', (name: EngineName) => {
  describe.each([
    ['one node', STANDALONE],
    ['three shards', CLUSTER],
  ])('%s', (topology, clients) => {
    let engines: readonly Engine[];
    let stop: () => Promise<void>;

    beforeAll(async () => {
      if (topology === 'one node') {
        const engine = await startEngine(name);
        [engines, stop] = [[engine], async () => engine.stop()];
      } else {
        ({ engines, stop } = await startCluster(name));
      }
      await createUsers(engines);
    });
    afterAll(async () => stop?.());

    test.each(Object.keys(clients))('%s can run the commands that each preset permits, and no others', async (kind) => {
      for (const [user, access] of Object.entries(USERS)) {
        const client = await clients[kind](engines[0].port, login(user));
        const answers: Record<string, boolean> = {};
        for (const command of COMMANDS) {
          answers[command.join(' ')] = await isPermitted(client, command);
        }
        await client.close();

        expect({ user, ...answers }).toEqual({
          user,
          ...Object.fromEntries(
            COMMANDS.map((command) => [command.join(' '), access.permitsIn(engineVersion(name), ...command)]),
          ),
        });
        const permittedCount = Object.values(answers).filter((permitted) => permitted).length;
        report.push(
          [
            name.padEnd(10),
            topology.padEnd(12),
            kind.padEnd(12),
            user.padEnd(21),
            `${permittedCount} permitted`.padStart(12),
            `${COMMANDS.length - permittedCount} denied`.padStart(9),
          ].join('  '),
        );
      }
    });

    test.each(Object.keys(clients))('%s cannot log in as a disabled user', async (kind) => {
      const session = clients[kind](engines[0].port, login('disabled')).then(async (client) => {
        try {
          return await client.run('PING');
        } finally {
          await client.close();
        }
      });

      await expect(session).rejects.toThrow();
    });
  });
});

function engineVersion(name: EngineName): EngineVersion {
  const [engineType, version] = name.split('-');
  return EngineVersion.of(engineType, version);
}
