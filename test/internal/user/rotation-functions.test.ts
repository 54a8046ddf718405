import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { FakeAws } from './fake-aws';
import { AUTH_TOKEN_ROTATION_CODE, PASSWORD_ROTATION_CODE } from '../../../src/user/function-code';
import { loadHandler, rotateSecret, ROTATION_STEPS } from '../../public/user/run-handler';

let aws: FakeAws;
let validPasswords: string[];

beforeEach(async () => {
  validPasswords = [];
  aws = await FakeAws.start({
    setPasswords: async (passwords) => {
      validPasswords = passwords;
    },
  });
  await aws.setInitialSecret(
    JSON.stringify({ username: 'app', password: 'first', host: 'cache.example.com' }),
    'first',
  );
});
afterEach(() => aws.stop());

const loadPasswordHandler = (env = {}) =>
  loadHandler(PASSWORD_ROTATION_CODE, aws.url, {
    ID: 'app',
    NAME: 'app',
    FIELD: 'password',
    LENGTH: '20',
    WAIT: '1',
    ...env,
  });
const loadAuthTokenHandler = (env = {}) =>
  loadHandler(AUTH_TOKEN_ROTATION_CODE, aws.url, {
    ID: 'sessions',
    FIELD: 'password',
    LENGTH: '20',
    WAIT: '1',
    ...env,
  });
const readSecret = (stage = 'AWSCURRENT') => JSON.parse(aws.readSecret(stage)!);

/** Rotates the secret, and returns everything that AWS Lambda can log of the error. */
const rotateAndReadLogs = async (handler: (event: object) => Promise<void>) => {
  const error = await rotateSecret(handler, aws.createRequestToken()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  return inspect(error, { depth: Infinity, showHidden: true });
};

describe('a secret with unexpected contents', () => {
  const VALUE = 'hunter2hunter2!!x';
  const invalidSecrets: [description: string, secret: string, error: string][] = [
    ['a text', VALUE, 'The secret is not a JSON object'],
    ['an incomplete object', `{"password":"${VALUE}"`, 'The secret is not a JSON object'],
    ['a JSON text', `"${VALUE}"`, 'The secret has no field password'],
    ['a list', `["${VALUE}"]`, 'The secret has no field password'],
    ['null', 'null', 'The secret has no field password'],
    ['an object without the field', `{"pass":"${VALUE}"}`, 'The secret has no field password'],
    ['an object with a list in the field', `{"password":["${VALUE}"]}`, 'The secret has no field password'],
    ['an object with a number in the field', '{"password":1234567890123456}', 'The secret has no field password'],
    ['an object with a prototype', `{"__proto__":{"password":"${VALUE}"}}`, 'The secret has no field password'],
  ];

  test.each(invalidSecrets)('fails a password rotation without exposing the value: %s', async (_, secret, error) => {
    await aws.setInitialSecret(secret, 'first');

    const logs = await rotateAndReadLogs(loadPasswordHandler());

    expect(logs).toContain(`Error: ${error}\n`);
    expect(logs).not.toMatch(/hunter2|1234567890/);
    expect(aws.calls).toEqual([]);
  });

  test.each(invalidSecrets)('fails a token rotation without exposing the value: %s', async (_, secret, error) => {
    await aws.setInitialSecret(secret, 'first');

    const logs = await rotateAndReadLogs(loadAuthTokenHandler());

    expect(logs).toContain(`Error: ${error}\n`);
    expect(logs).not.toMatch(/hunter2|1234567890/);
    expect(aws.calls).toEqual([]);
  });

  test('fails if the whole secret is the token, but the secret is binary', async () => {
    await aws.setInitialSecret(undefined, 'first');

    const logs = await rotateAndReadLogs(
      loadHandler(AUTH_TOKEN_ROTATION_CODE, aws.url, { ID: 'sessions', LENGTH: '20', WAIT: '1' }),
    );

    expect(logs).toContain('Error: The secret is not a text\n');
  });

  test.each([
    ['PutSecretValue', loadPasswordHandler],
    ['ModifyUser', loadPasswordHandler],
    ['PutSecretValue', loadAuthTokenHandler],
    ['ModifyReplicationGroup', loadAuthTokenHandler],
  ])('is not exposed by an error of %s that quotes the input', async (name, loadRotationHandler) => {
    await aws.setInitialSecret(JSON.stringify({ password: VALUE }), VALUE);
    aws.failure = { name, after: false };

    const logs = await rotateAndReadLogs(loadRotationHandler());

    expect(logs).toContain('Error: InternalFailure\n');
    expect(logs).not.toMatch(/hunter2|simulated/);
  });

  test.each([
    ['host', { host: `redis://:${VALUE}@host`, port: 6379 }, /Error: E[A-Z_]+\n/],
    ['port', { host: '127.0.0.1', port: 1234567890123456 }, /Error: ERR_SOCKET_BAD_PORT\n/],
  ])('is not exposed by the test of the new password: %s', async (_, fields, error) => {
    await aws.setInitialSecret(JSON.stringify({ password: 'first', ...fields }), 'first');

    const logs = await rotateAndReadLogs(loadPasswordHandler({ LOG_IN: 'true' }));

    expect(logs).toMatch(error);
    expect(logs).not.toMatch(/hunter2|1234567890/);
  });
});

describe('password rotation', () => {
  test('adds a new password and keeps the current password and the other fields', async () => {
    await rotateSecret(loadPasswordHandler(), aws.createRequestToken());

    expect(readSecret()).toEqual({
      username: 'app',
      password: expect.stringMatching(/^[a-zA-Z0-9]{20}$/),
      host: 'cache.example.com',
    });
    expect(validPasswords).toEqual([readSecret().password, 'first']);
    expect(aws.calls).toEqual(['PutSecretValue', 'ModifyUser 2', 'UpdateSecretVersionStage']);
  });

  test('replaces the percent-encoded password in the connection URL', async () => {
    const url = (password: string) => `rediss://a%40b:${encodeURIComponent(password)}@cache.example.com:6379/0`;
    await aws.setInitialSecret(JSON.stringify({ password: '$&', url: url('$&') }), '$&');
    const handler = loadPasswordHandler({ EXCLUDE: 'abc,"' });

    await rotateSecret(handler, aws.createRequestToken());
    await rotateSecret(handler, aws.createRequestToken());

    expect(readSecret().password).toMatch(/^[!#$]{20}$/);
    expect(readSecret().url).toBe(url(readSecret().password));
    expect(readSecret('AWSPREVIOUS').url).toBe(url(readSecret('AWSPREVIOUS').password));
  });

  test.each(['https://example.com', 'rediss://app:other@host', 42, null, ['first']])(
    'keeps a field url without the password: %p',
    async (url) => {
      await aws.setInitialSecret(JSON.stringify({ password: 'first', url }), 'first');

      await rotateSecret(loadPasswordHandler(), aws.createRequestToken());

      expect(readSecret().url).toEqual(url);
    },
  );

  test('keeps the previous password valid until the next rotation', async () => {
    const handler = loadPasswordHandler();
    await rotateSecret(handler, aws.createRequestToken());
    const second = readSecret().password;
    await rotateSecret(handler, aws.createRequestToken());

    expect(validPasswords).toEqual([readSecret().password, second]);
    expect(readSecret('AWSPREVIOUS').password).toBe(second);
  });

  test('uses the characters that are not excluded', async () => {
    await rotateSecret(loadPasswordHandler({ EXCLUDE: ',"' }), aws.createRequestToken());

    expect(readSecret().password).toMatch(/^[abc!#$]{20}$/);
  });

  test.each(['PutSecretValue', 'ModifyUser', 'UpdateSecretVersionStage'])(
    'can be retried if %s fails after taking effect',
    async (name) => {
      const handler = loadPasswordHandler();
      const token = aws.createRequestToken();
      aws.failure = { name, after: true };

      await expect(rotateSecret(handler, token)).rejects.toThrow();
      await rotateSecret(handler, token);

      expect(validPasswords).toEqual([readSecret().password, 'first']);
    },
  );

  test('repeats steps without side effects', async () => {
    const handler = loadPasswordHandler();
    const token = aws.createRequestToken();
    for (const Step of ROTATION_STEPS) {
      await handler({ SecretId: 'secret', ClientRequestToken: token, Step });
      await handler({ SecretId: 'secret', ClientRequestToken: token, Step });
    }

    expect(validPasswords).toEqual([readSecret().password, 'first']);
    expect(aws.calls.filter((call) => call === 'PutSecretValue')).toHaveLength(1);
  });

  test('changes nothing when Secrets Manager fails', async () => {
    aws.failure = { name: 'GetSecretValue', after: false };

    await expect(rotateSecret(loadPasswordHandler(), aws.createRequestToken())).rejects.toThrow('simulated failure');
    expect(validPasswords).toEqual(['first']);
  });
});

describe('AUTH token rotation', () => {
  test('adds a new token with the strategy ROTATE', async () => {
    await rotateSecret(loadAuthTokenHandler(), aws.createRequestToken());

    expect(validPasswords).toEqual([readSecret().password, 'first']);
    expect(aws.calls).toEqual(['PutSecretValue', 'ModifyReplicationGroup ROTATE', 'UpdateSecretVersionStage']);
  });

  test('replaces the token in the connection URL', async () => {
    await aws.setInitialSecret('{"password":"first","url":"rediss://:first@host:6379/0"}', 'first');

    await rotateSecret(loadAuthTokenHandler(), aws.createRequestToken());

    expect(readSecret().url).toBe(`rediss://:${readSecret().password}@host:6379/0`);
  });

  test('invalidates the previous token with the strategy SET before the next ROTATE', async () => {
    const handler = loadAuthTokenHandler();
    await rotateSecret(handler, aws.createRequestToken());
    const second = readSecret().password;
    aws.calls.length = 0;
    await rotateSecret(handler, aws.createRequestToken());

    expect(validPasswords).toEqual([readSecret().password, second]);
    expect(aws.calls).toEqual([
      'ModifyReplicationGroup SET',
      'UpdateSecretVersionStage',
      'PutSecretValue',
      'ModifyReplicationGroup ROTATE',
      'UpdateSecretVersionStage',
    ]);
  });

  test('does not rotate twice when a step is retried', async () => {
    const handler = loadAuthTokenHandler();
    const token = aws.createRequestToken();
    aws.failure = { name: 'ModifyReplicationGroup', after: true };

    await expect(rotateSecret(handler, token)).rejects.toThrow('InternalFailure');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await rotateSecret(handler, token);

    expect(validPasswords).toEqual([readSecret().password, 'first']);
    expect(aws.calls.filter((call) => call.endsWith('ROTATE'))).toHaveLength(1);
  });

  test('supports a secret that consists of the token', async () => {
    await aws.setInitialSecret('first', 'first');
    const handler = loadHandler(AUTH_TOKEN_ROTATION_CODE, aws.url, { ID: 'sessions', LENGTH: '20', WAIT: '1' });
    await rotateSecret(handler, aws.createRequestToken());
    await rotateSecret(handler, aws.createRequestToken());

    expect(aws.readSecret('AWSCURRENT')).toMatch(/^\w{20}$/);
    expect(validPasswords).toEqual([aws.readSecret('AWSCURRENT'), aws.readSecret('AWSPREVIOUS')]);
  });
});

describe('test of the new password', () => {
  let server: Server;
  let received = '';
  const listen = (answer?: string) =>
    new Promise<number>((resolve) => {
      server = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', (data) => {
          received += data;
          if (answer) {
            socket.write(answer);
          } else {
            socket.destroy(new Error('closed'));
          }
        });
      }).listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  beforeEach(() => {
    received = '';
  });
  afterEach(() => server.close());

  const setSecretWithEndpoint = async (port: number) =>
    aws.setInitialSecret(JSON.stringify({ password: 'first', host: '127.0.0.1', port }), 'first');

  test('authenticates with the user name and the new password', async () => {
    await setSecretWithEndpoint(await listen('+OK\r\n'));
    await rotateSecret(loadPasswordHandler({ LOG_IN: 'true' }), aws.createRequestToken());

    expect(received).toBe(`*3\r\n$4\r\nAUTH\r\n$3\r\napp\r\n$20\r\n${readSecret().password}\r\n`);
  });

  test('authenticates with the AUTH token only', async () => {
    await setSecretWithEndpoint(await listen('+OK\r\n'));
    await rotateSecret(loadAuthTokenHandler({ LOG_IN: 'true' }), aws.createRequestToken());

    expect(received).toMatch(/^\*2\r\n\$4\r\nAUTH\r\n\$20\r\n/);
  });

  test('keeps the current password when the cache rejects the new one', async () => {
    await setSecretWithEndpoint(await listen('-WRONGPASS\r\n'));

    await expect(rotateSecret(loadPasswordHandler({ LOG_IN: 'true' }), aws.createRequestToken())).rejects.toThrow(
      'The cache rejects the new password',
    );
    expect(readSecret().password).toBe('first');
    expect(validPasswords).toContain('first');
  });

  test('is skipped when the secret has no host', async () => {
    await listen('+OK\r\n');
    await aws.setInitialSecret(JSON.stringify({ password: 'first' }), 'first');
    await rotateSecret(loadPasswordHandler({ LOG_IN: 'true' }), aws.createRequestToken());

    expect(received).toBe('');
  });
});
