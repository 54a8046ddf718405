import type { Engine, EngineName } from '.';
import { installedEngines, startEngine } from '.';
import type { Client, Login } from './clients';
import { CLUSTER, STANDALONE } from './clients';
import { startCluster } from './cluster';
import { AccessControl, CommandAccess, KeyAccess } from '../../src';

/*
 * Real clients log in as users of each preset, to one node and to a cluster of three shards, and do what the preset
 * permits.
 */

const keyPatterns = ['app:*'];

const USERS: Readonly<Record<string, AccessControl>> = {
  readOnly: AccessControl.readOnly(),
  readOnlyOfSome: AccessControl.readOnly({ keyPatterns, channelPatterns: ['news'] }),
  readWrite: AccessControl.readWrite(),
  readWriteOfSome: AccessControl.readWrite({ keyPatterns, channelPatterns: ['news'] }),
  allButDangerous: AccessControl.allButDangerous(),
  allButDangerousOfSome: AccessControl.allButDangerous({ keyPatterns, channelPatterns: [] }),
  fullAccess: AccessControl.fullAccess(),
  fullAccessOfSome: AccessControl.fullAccess({ keyPatterns }),
  getOnly: AccessControl.of({
    keys: [KeyAccess.readOnly(...keyPatterns)],
    commands: [CommandAccess.allowConnecting(), CommandAccess.allow('get')],
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

async function makeUsers(engines: readonly Engine[]) {
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

/** Whether the server did what was asked, or refused it because of the user's rules. */
async function answer(client: Client, command: [string, ...string[]]): Promise<boolean> {
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

const NEW_ENOUGH = installedEngines().filter((name) => !name.startsWith('redis-6'));
const table: string[] = [];
afterAll(() =>
  process.stdout.write(
    `\nClients that log in as users of the presets: commands done, commands refused\n${table.join('\n')}\n`,
  ),
);

describe.each(NEW_ENOUGH)('%s', (name: EngineName) => {
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
      await makeUsers(engines);
    });
    afterAll(async () => stop?.());

    test.each(Object.keys(clients))(
      '%s logs in with every preset, does what it permits and is refused what not',
      async (kind) => {
        for (const [user, access] of Object.entries(USERS)) {
          const client = await clients[kind](engines[0].port, login(user));
          const answers: Record<string, boolean> = {};
          for (const command of COMMANDS) {
            answers[command.join(' ')] = await answer(client, command);
          }
          await client.close();

          expect({ user, ...answers }).toEqual({
            user,
            ...Object.fromEntries(
              COMMANDS.map((command) => [command.join(' '), access.permitsIn(engineVersion(name), ...command)]),
            ),
          });
          const done = Object.values(answers).filter((yes) => yes).length;
          table.push(
            [
              name.padEnd(10),
              topology.padEnd(12),
              kind.padEnd(12),
              user.padEnd(21),
              `${done} done`.padStart(7),
              `${COMMANDS.length - done} refused`.padStart(10),
            ].join('  '),
          );
        }
      },
    );

    test.each(Object.keys(clients))('%s is not let in as a disabled user', async (kind) => {
      const tried = clients[kind](engines[0].port, login('disabled')).then(async (client) => {
        try {
          return await client.run('PING');
        } finally {
          await client.close();
        }
      });

      await expect(tried).rejects.toThrow();
    });
  });
});

function engineVersion(name: EngineName): string {
  return name.replace('-', ' ');
}
