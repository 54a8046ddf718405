import { FakeAws } from './fake-aws';
import { PASSWORD_ROTATION_CODE } from '../../../src/user/function-code';
import { loadHandler, rotateSecret } from '../../public/user/run-handler';

/** Longer than the steps of a rotation, so that a function that does not wait returns too early. */
const MODIFICATION_TIME = 100;

test('waits until the user has the new password', async () => {
  let validPasswords: string[] = [];
  const setPasswords = async (passwords: string[]) => {
    validPasswords = passwords;
  };
  const aws = await FakeAws.start({ setPasswords }, { modificationTime: MODIFICATION_TIME });
  await aws.setInitialSecret('{"password":"first"}', 'first');
  const handler = loadHandler(PASSWORD_ROTATION_CODE, aws.url, {
    ID: 'app',
    FIELD: 'password',
    LENGTH: '20',
    WAIT: '1',
  });

  await rotateSecret(handler, aws.createRequestToken());
  await rotateSecret(handler, aws.createRequestToken());

  const readPassword = (stage: string) => JSON.parse(aws.readSecret(stage)!).password;
  expect(validPasswords).toEqual([readPassword('AWSCURRENT'), readPassword('AWSPREVIOUS')]);
  aws.stop();
});
