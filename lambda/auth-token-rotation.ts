import type { AuthTokenUpdateStrategyType, ReplicationGroup } from '@aws-sdk/client-elasticache';
import {
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { RotatedResource, SecretVersion } from './rotation';
import { createRotationHandler, hideMessage, moveLabel, readSecret, secrets, waitUntilSettled } from './rotation';

const ReplicationGroupId = process.env.ID;

const elasticache = new ElastiCacheClient({});

/**
 * The replication group, which can have two AUTH tokens. The strategy ROTATE adds the new token and keeps the current
 * one. The next rotation starts with the strategy SET, which invalidates the previous token. As long as the previous
 * token is valid, a version of the secret has the label AWSPREVIOUS.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
const group: RotatedResource = {
  async isSettled() {
    const { Status: status, PendingModifiedValues: pendingValues } = await describeGroup();
    return status === 'available' && !pendingValues?.AuthTokenStatus;
  },

  async prepare(secretId: string, current: SecretVersion) {
    const previous = await readSecret(secretId, 'AWSPREVIOUS');
    if (!previous || previous.password === current.password) {
      return;
    }
    await updateToken(current.password, 'SET');
    const { VersionIdsToStages: stages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId: secretId }));
    await moveLabel(secretId, 'AWSPREVIOUS', stages);
  },

  async setPassword(next: SecretVersion) {
    const { AuthTokenLastModifiedDate: modifiedDate } = await describeGroup();
    const isSet = modifiedDate !== undefined && next.createdDate !== undefined && modifiedDate > next.createdDate;
    if (isSet) {
      return waitUntilSettled(group);
    }
    await updateToken(next.password, 'ROTATE');
  },
};

async function describeGroup(): Promise<ReplicationGroup> {
  const { ReplicationGroups: groups } = await elasticache.send(
    new DescribeReplicationGroupsCommand({ ReplicationGroupId }),
  );
  return groups![0];
}

async function updateToken(token: string, strategy: AuthTokenUpdateStrategyType): Promise<void> {
  await waitUntilSettled(group);
  await elasticache
    .send(
      new ModifyReplicationGroupCommand({
        ReplicationGroupId,
        AuthToken: token,
        AuthTokenUpdateStrategy: strategy,
        ApplyImmediately: true,
      }),
    )
    .catch(hideMessage);
  await waitUntilSettled(group);
}

/** Rotates the AUTH token of a replication group. */
export const handler = createRotationHandler(group);
