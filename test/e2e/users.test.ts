import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { getPassword } from './driver/aws';
import { deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import {
  CLIENTS,
  logIn,
  PLAIN_TEXT_REJECTED,
  LOGIN_REJECTED,
  COMMAND_NOT_PERMITTED,
  getLoginError,
} from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import * as elasticache from 'cdk-elasticache';

const READER = 'on ~app:* -@all +@read +@connection +info +cluster|info +cluster|nodes +cluster|shards +cluster|slots';
const WRITER = `${READER} +@write -@dangerous +info`;

/** A serverless cache with two users, a reader and a writer. */
class Users extends Stack {
  constructor(app: App, options: { readonly reader?: string } = {}) {
    super(app, 'E2eUsers');
    const vpc = createIsolatedVpc(this);
    const access = elasticache.AccessControl.fromAccessString;
    const reader = new elasticache.PasswordUser(this, 'Reader', {
      userId: 'e2e-reader',
      userName: 'reader',
      accessControl: access(options.reader ?? READER),
    });
    const writer = new elasticache.PasswordUser(this, 'Writer', {
      userId: 'e2e-writer',
      userName: 'writer',
      accessControl: access(WRITER),
    });
    const userGroup = new elasticache.UserGroup(this, 'Group', { users: [reader, writer] });
    const cache = new elasticache.ServerlessCache(this, 'Cache', {
      engine: elasticache.CacheEngine.VALKEY_8,
      vpc,
      userGroup,
    });
    new CfnOutput(this, 'Host', { value: cache.endpoint.hostname });
    new CfnOutput(this, 'Port', { value: cache.endpoint.portAsString() });
    new CfnOutput(this, 'ReaderPort', { value: cache.readerEndpoint.portAsString() });
    new CfnOutput(this, 'ReaderSecret', { value: reader.secret!.secretArn });
    new CfnOutput(this, 'WriterSecret', { value: writer.secret!.secretArn });
  }
}

let reader: LoginOptions;
let writer: LoginOptions;

beforeAll(async () => {
  const app = new App();
  new Users(app);
  const outputs = await deploy(app);
  const endpoint = { host: outputs.Host, port: outputs.Port };
  reader = { ...endpoint, username: 'reader', password: await getPassword(outputs.ReaderSecret) };
  writer = { ...endpoint, username: 'writer', password: await getPassword(outputs.WriterSecret) };
});

afterAll(async () => {
  const app = new App();
  new Users(app);
  await destroy(app);
});

describe.each(CLIENTS)('%s', (name) => {
  test.each([false, true])('permits only the granted commands (cluster client: %s)', async (cluster) => {
    const asWriter = await logIn(name, { ...writer, cluster });
    const asReader = await logIn(name, { ...reader, cluster });

    expect(await asWriter.call('SET', 'app:1', name)).toMatch(/^OK$/);
    expect(`${await asReader.call('GET', 'app:1')}`).toBe(name);
    await expect(asReader.call('SET', 'app:1', 'x')).rejects.toThrow(COMMAND_NOT_PERMITTED);
    await expect(asWriter.call('SET', 'other:1', 'x')).rejects.toThrow(COMMAND_NOT_PERMITTED);
    await expect(asWriter.call('FLUSHALL')).rejects.toThrow(COMMAND_NOT_PERMITTED);

    asWriter.close();
    asReader.close();
  });

  test('rejects wrong passwords, unknown users, the disabled default user, and plain text', async () => {
    expect(await getLoginError(name, { ...reader, password: 'not-the-password-0' })).toMatch(LOGIN_REJECTED);
    expect(await getLoginError(name, { ...reader, username: 'nobody' })).toMatch(LOGIN_REJECTED);
    expect(await getLoginError(name, { ...reader, username: 'default', password: 'not-the-password-0' })).toMatch(
      LOGIN_REJECTED,
    );
    expect(await getLoginError(name, { ...reader, username: undefined, password: undefined })).toMatch(LOGIN_REJECTED);
    expect(await getLoginError(name, { ...reader, tls: false })).toMatch(PLAIN_TEXT_REJECTED);
  });
});
