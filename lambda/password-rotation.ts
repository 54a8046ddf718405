import { DescribeUsersCommand, ElastiCacheClient, ModifyUserCommand } from '@aws-sdk/client-elasticache';
import type { RotatedResource, SecretVersion } from './rotation';
import { createRotationHandler, hideMessage, waitUntilSettled } from './rotation';

const UserId = process.env.ID;

const elasticache = new ElastiCacheClient({});

/**
 * The user, which can have two passwords.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
 */
const user: RotatedResource = {
  async isSettled() {
    const { Users: users } = await elasticache.send(new DescribeUsersCommand({ UserId }));
    return users![0].Status === 'active';
  },

  async setPassword(next: SecretVersion, current: SecretVersion) {
    await waitUntilSettled(user);
    await elasticache
      .send(new ModifyUserCommand({ UserId, Passwords: [next.password, current.password] }))
      .catch(hideMessage);
    await waitUntilSettled(user);
  },
};

/** Rotates the password of a user. */
export const handler = createRotationHandler(user);
