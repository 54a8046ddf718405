import type { Engine } from '.';
import { Connection, installedEngines, startEngine } from '.';
import { TOKEN_ROTATION, USER_ROTATION } from '../../src/user/rotation-handler';
import { FakeAws } from '../user/fake-aws';
import { load, rotate } from '../user/run-handler';

const ROTATIONS = 10;
const FIRST_PASSWORD = 'the-first-password';

/** Logs in continuously, with a password that it reads again every `readInterval` milliseconds. */
class PollingClient {
  public attempts = 0;
  public failures = 0;
  private ended = false;
  private password = '';
  private readonly running: Promise<void>;

  constructor(engine: Engine, readSecret: () => string, readInterval: number, userName?: string) {
    this.running = (async () => {
      for (let readAt = 0; !this.ended; this.attempts++) {
        if (Date.now() - readAt >= readInterval) {
          this.password = readSecret();
          readAt = Date.now();
        }
        const connection = await Connection.open(engine.port);
        const reply = await connection.call('AUTH', ...(userName ? [userName] : []), this.password);
        connection.close();
        if (reply !== 'OK') {
          this.failures++;
        }
      }
    })();
  }

  public async end() {
    this.ended = true;
    await this.running;
  }
}

describe.each(installedEngines())('%s', (name) => {
  let engine: Engine;
  let aws: FakeAws;

  beforeEach(async () => {
    engine = await startEngine(name);
  });
  afterEach(async () => {
    aws.stop();
    await engine.stop();
  });

  test.each([
    ['a password', USER_ROTATION, 'app'],
    ['an AUTH token', TOKEN_ROTATION, undefined],
  ])('clients can log in during ten rotations of %s', async (title, code, userName) => {
    const rules = ['resetpass', ...(userName ? ['on', '~*', '+@all'] : [])];
    aws = await FakeAws.start(
      {
        accept: async (passwords) =>
          void (await engine.connection.call(
            'ACL',
            'SETUSER',
            userName ?? 'default',
            ...rules,
            ...passwords.map((password) => `>${password}`),
          )),
      },
      { changeTakes: 20 },
    );
    await aws.seed(
      JSON.stringify({ username: userName, password: FIRST_PASSWORD, host: '127.0.0.1', port: engine.port }),
      FIRST_PASSWORD,
    );
    const handler = load(code, aws.url, {
      ID: 'one',
      FIELD: 'password',
      LENGTH: '64',
      WAIT: '5',
      LOG_IN: 'true',
      ...(userName && { NAME: userName }),
    });

    const readSecret = () => JSON.parse(aws.secret('AWSCURRENT')!).password;
    const clients = [
      new PollingClient(engine, readSecret, 0, userName),
      new PollingClient(engine, readSecret, 100, userName),
    ];
    for (let i = 0; i < ROTATIONS; i++) {
      await rotate(handler, aws.token());
      // Every client reads the secret again before the next rotation.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await Promise.all(clients.map((client) => client.end()));

    const attempts = clients.reduce((sum, client) => sum + client.attempts, 0);
    const connection = await Connection.open(engine.port);
    const firstPasswordReply = await connection.call('AUTH', ...(userName ? [userName] : []), FIRST_PASSWORD);
    connection.close();
    console.log(
      `${name}: ${attempts} logins during ${ROTATIONS} rotations of ${title}, ${clients.reduce((sum, client) => sum + client.failures, 0)} failed`,
    );
    expect(clients.map((client) => client.failures)).toEqual([0, 0]);
    expect(attempts).toBeGreaterThan(100);
    expect(String(firstPasswordReply)).toMatch(/WRONGPASS/);
    expect(readSecret()).toHaveLength(64);
  });
});
