import type { ModifyingGroup } from './fake-aws';
import { FakeAws } from './fake-aws';
import { AUTH_TOKEN_ROTATION_CODE } from '../../../src/user/function-code';
import { loadHandler, rotateSecret } from '../../public/user/run-handler';

/** Longer than the steps of a rotation, so that a function that does not wait returns too early. */
const MODIFICATION_TIME = 100;

let aws: FakeAws;
let validTokens: string[];

async function start(modifyingGroup?: ModifyingGroup) {
  const setPasswords = async (passwords: string[]) => {
    validTokens = passwords;
  };
  aws = await FakeAws.start({ setPasswords }, { modificationTime: MODIFICATION_TIME, modifyingGroup });
  await aws.setInitialSecret('{"password":"first"}', 'first');
}

const loadAuthTokenHandler = () =>
  loadHandler(AUTH_TOKEN_ROTATION_CODE, aws.url, { ID: 'sessions', FIELD: 'password', LENGTH: '20', WAIT: '1' });
const readToken = (stage: string) => JSON.parse(aws.readSecret(stage)!).password;

afterEach(() => {
  aws.stop();
  jest.restoreAllMocks();
});

test.each([
  ['is available with a pending token', { status: 'available', authTokenStatus: 'ROTATING' }],
  ['is being modified without a pending token', { status: 'modifying' }],
])('waits while the replication group %s', async (_, modifyingGroup) => {
  await start(modifyingGroup);
  const handler = loadAuthTokenHandler();
  await rotateSecret(handler, aws.createRequestToken());
  await rotateSecret(handler, aws.createRequestToken());

  expect(validTokens).toEqual([readToken('AWSCURRENT'), readToken('AWSPREVIOUS')]);
});

test('does not invalidate a token when only another field of the secret was edited', async () => {
  await start();
  aws.editSecret('{"password":"first","note":"edited"}');
  await rotateSecret(loadAuthTokenHandler(), aws.createRequestToken());

  expect(aws.calls).toEqual(['PutSecretValue', 'ModifyReplicationGroup ROTATE', 'UpdateSecretVersionStage']);
  expect(validTokens).toEqual([readToken('AWSCURRENT'), 'first']);
});

test('adds the new token when the last token was modified at the time of the new secret version', async () => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 0, 1));
  await start();
  await rotateSecret(loadAuthTokenHandler(), aws.createRequestToken());

  expect(aws.calls).toContain('ModifyReplicationGroup ROTATE');
  expect(validTokens).toEqual([readToken('AWSCURRENT'), 'first']);
});
