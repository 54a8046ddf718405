import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { FakeAws } from './fake-aws';
import { loadHandler, rotateSecret, ROTATION_STEPS } from './run-handler';
import { AUTH_TOKEN_ROTATION_HANDLER, PASSWORD_ROTATION_HANDLER } from '../../src/user/rotation-handler';

let aws: FakeAws;
let valid: string[];

beforeEach(async () => {
  valid = [];
  aws = await FakeAws.start({
    accept: async (passwords) => {
      valid = passwords;
    },
  });
  await aws.seed(JSON.stringify({ username: 'app', password: 'first', host: 'cache.example.com' }), 'first');
});
afterEach(() => aws.stop());

const user = (env = {}) =>
  loadHandler(PASSWORD_ROTATION_HANDLER, aws.url, { ID: 'app', NAME: 'app', FIELD: 'password', LENGTH: '20', WAIT: '1', ...env });
const group = (env = {}) =>
  loadHandler(AUTH_TOKEN_ROTATION_HANDLER, aws.url, { ID: 'sessions', FIELD: 'password', LENGTH: '20', WAIT: '1', ...env });
const secret = (stage = 'AWSCURRENT') => JSON.parse(aws.secret(stage)!);

describe('the password of a user', () => {
  test('is followed by a new one beside it, and the rest of the secret stays', async () => {
    await rotateSecret(user(), aws.token());

    expect(secret()).toEqual({
      username: 'app',
      password: expect.stringMatching(/^[a-zA-Z0-9]{20}$/),
      host: 'cache.example.com',
    });
    expect(valid).toEqual([secret().password, 'first']);
    expect(aws.calls).toEqual(['PutSecretValue', 'ModifyUser 2', 'UpdateSecretVersionStage']);
  });

  test('is valid for one more rotation', async () => {
    const handler = user();
    await rotateSecret(handler, aws.token());
    const second = secret().password;
    await rotateSecret(handler, aws.token());

    expect(valid).toEqual([secret().password, second]);
    expect(secret('AWSPREVIOUS').password).toBe(second);
  });

  test('can have other characters', async () => {
    await rotateSecret(user({ EXCLUDE: ',"' }), aws.token());

    expect(secret().password).toMatch(/^[abc!#$]{20}$/);
  });

  test.each(['PutSecretValue', 'ModifyUser', 'UpdateSecretVersionStage'])(
    'survives %s that fails after it has worked',
    async (name) => {
      const handler = user();
      const token = aws.token();
      aws.failNext = { name, after: true };

      await expect(rotateSecret(handler, token)).rejects.toThrow('told to fail');
      await rotateSecret(handler, token);

      expect(valid).toEqual([secret().password, 'first']);
    },
  );

  test('steps that are repeated do no harm', async () => {
    const handler = user();
    const token = aws.token();
    for (const Step of ROTATION_STEPS) {
      await handler({ SecretId: 'secret', ClientRequestToken: token, Step });
      await handler({ SecretId: 'secret', ClientRequestToken: token, Step });
    }

    expect(valid).toEqual([secret().password, 'first']);
    expect(aws.calls.filter((call) => call === 'PutSecretValue')).toHaveLength(1);
  });

  test('stays as it is when Secrets Manager fails', async () => {
    aws.failNext = { name: 'GetSecretValue', after: false };

    await expect(rotateSecret(user(), aws.token())).rejects.toThrow('told to fail');
    expect(valid).toEqual(['first']);
  });
});

describe('an AUTH token', () => {
  test('is followed by a new one beside it: ROTATE', async () => {
    await rotateSecret(group(), aws.token());

    expect(valid).toEqual([secret().password, 'first']);
    expect(aws.calls).toEqual(['PutSecretValue', 'ModifyReplicationGroup ROTATE', 'UpdateSecretVersionStage']);
  });

  test('is left alone before the next one comes: SET, then ROTATE', async () => {
    const handler = group();
    await rotateSecret(handler, aws.token());
    const second = secret().password;
    aws.calls.length = 0;
    await rotateSecret(handler, aws.token());

    expect(valid).toEqual([secret().password, second]);
    expect(aws.calls).toEqual([
      'ModifyReplicationGroup SET',
      'UpdateSecretVersionStage',
      'PutSecretValue',
      'ModifyReplicationGroup ROTATE',
      'UpdateSecretVersionStage',
    ]);
  });

  test('is not rotated twice when a step is repeated, which would end the current one', async () => {
    const handler = group();
    const token = aws.token();
    aws.failNext = { name: 'ModifyReplicationGroup', after: true };

    await expect(rotateSecret(handler, token)).rejects.toThrow('told to fail');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await rotateSecret(handler, token);

    expect(valid).toEqual([secret().password, 'first']);
    expect(aws.calls.filter((call) => call.endsWith('ROTATE'))).toHaveLength(1);
  });

  test('can be the whole secret', async () => {
    await aws.seed('first', 'first');
    const handler = loadHandler(AUTH_TOKEN_ROTATION_HANDLER, aws.url, { ID: 'sessions', LENGTH: '20', WAIT: '1' });
    await rotateSecret(handler, aws.token());
    await rotateSecret(handler, aws.token());

    expect(aws.secret('AWSCURRENT')).toMatch(/^\w{20}$/);
    expect(valid).toEqual([aws.secret('AWSCURRENT'), aws.secret('AWSPREVIOUS')]);
  });
});

describe('a new password is tried where the cache can be reached', () => {
  let server: Server;
  let heard = '';
  const listen = (answer?: string) =>
    new Promise<number>((resolve) => {
      server = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', (data) => {
          heard += data;
          if (answer) {
            socket.write(answer);
          } else {
            socket.destroy(new Error('gone'));
          }
        });
      }).listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  beforeEach(() => {
    heard = '';
  });
  afterEach(() => server.close());

  const known = async (port: number) =>
    aws.seed(JSON.stringify({ password: 'first', host: '127.0.0.1', port }), 'first');

  test('as the user', async () => {
    await known(await listen('+OK\r\n'));
    await rotateSecret(user({ LOG_IN: 'true' }), aws.token());

    expect(heard).toBe(`*3\r\n$4\r\nAUTH\r\n$3\r\napp\r\n$20\r\n${secret().password}\r\n`);
  });

  test('without a name as an AUTH token', async () => {
    await known(await listen('+OK\r\n'));
    await rotateSecret(group({ LOG_IN: 'true' }), aws.token());

    expect(heard).toMatch(/^\*2\r\n\$4\r\nAUTH\r\n\$20\r\n/);
  });

  test('and does not become the current one when it is refused', async () => {
    await known(await listen('-WRONGPASS\r\n'));

    await expect(rotateSecret(user({ LOG_IN: 'true' }), aws.token())).rejects.toThrow('The cache refuses the new password');
    expect(secret().password).toBe('first');
    expect(valid).toContain('first');
  });

  test('only where the secret tells the host', async () => {
    await listen('+OK\r\n');
    await aws.seed(JSON.stringify({ password: 'first' }), 'first');
    await rotateSecret(user({ LOG_IN: 'true' }), aws.token());

    expect(heard).toBe('');
  });
});
