import type { Engine } from '.';
import { Connection, installedEngines, startEngine } from '.';
import { AUTH_TOKEN_ROTATION_CODE, PASSWORD_ROTATION_CODE } from '../../src/user/function-code';
import { FakeAws } from '../internal/user/fake-aws';
import { loadHandler, rotateSecret } from '../public/user/run-handler';

const ROTATIONS = 10;
const FIRST = 'the-first-password';

/** Logs in as fast as it can, with a password that it reads again every so many milliseconds. */
class Client {
  public tried = 0;
  public rejected = 0;
  private ended = false;
  private password = '';
  private readonly running: Promise<void>;

  constructor(engine: Engine, readSecret: () => string, readsEvery: number, userName?: string) {
    this.running = (async () => {
      for (let readAt = 0; !this.ended; this.tried++) {
        if (Date.now() - readAt >= readsEvery) {
          this.password = readSecret();
          readAt = Date.now();
        }
        const connection = await Connection.open(engine.port);
        const reply = await connection.call('AUTH', ...(userName ? [userName] : []), this.password);
        connection.close();
        if (reply !== 'OK') {
          this.rejected++;
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
    ['a password', PASSWORD_ROTATION_CODE, 'app'],
    ['an AUTH token', AUTH_TOKEN_ROTATION_CODE, undefined],
  ])('clients log in through ten rotations of %s', async (what, code, userName) => {
    const rules = ['resetpass', ...(userName ? ['on', '~*', '+@all'] : [])];
    aws = await FakeAws.start(
      {
        setPasswords: async (passwords) =>
          void (await engine.connection.call(
            'ACL',
            'SETUSER',
            userName ?? 'default',
            ...rules,
            ...passwords.map((password) => `>${password}`),
          )),
      },
      { modificationTime: 20 },
    );
    await aws.setInitialSecret(
      JSON.stringify({ username: userName, password: FIRST, host: '127.0.0.1', port: engine.port }),
      FIRST,
    );
    const handler = loadHandler(code, aws.url, {
      ID: 'one',
      FIELD: 'password',
      LENGTH: '64',
      WAIT: '5',
      LOG_IN: 'true',
      ...(userName && { NAME: userName }),
    });

    const readSecret = () => JSON.parse(aws.readSecret('AWSCURRENT')!).password;
    const clients = [new Client(engine, readSecret, 0, userName), new Client(engine, readSecret, 100, userName)];
    for (let i = 0; i < ROTATIONS; i++) {
      await rotateSecret(handler, aws.createRequestToken());
      // A period, in which every client reads the secret again.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await Promise.all(clients.map((client) => client.end()));

    const tried = clients.reduce((sum, client) => sum + client.tried, 0);
    const connection = await Connection.open(engine.port);
    const first = await connection.call('AUTH', ...(userName ? [userName] : []), FIRST);
    connection.close();
    console.log(
      `${name}: ${tried} log-ins through ${ROTATIONS} rotations of ${what}, ${clients.reduce((sum, client) => sum + client.rejected, 0)} rejected`,
    );
    expect(clients.map((client) => client.rejected)).toEqual([0, 0]);
    expect(tried).toBeGreaterThan(100);
    expect(String(first)).toMatch(/WRONGPASS/);
    expect(readSecret()).toHaveLength(64);
  });
});
