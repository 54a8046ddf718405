import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { logIn } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import * as elasticache from 'cdk-elasticache';

const { Authentication, CacheEngine, ClusterMode, EngineVersion, NodeType, SnapshotSource } = elasticache;

/** What stands in the stack: caches, caches that start with their snapshots, or nothing but the network. */
type Part = 'group' | 'group restored' | 'serverless' | 'serverless restored';

const FINAL = 'e2e-restore-final';

function createApp(...parts: readonly Part[]): App {
  const app = new App();
  const stack = new Stack(app, 'E2eRestore');
  const vpc = createIsolatedVpc(stack);
  const groupProps = {
    vpc,
    nodeType: NodeType.R7G_LARGE,
    engineVersion: EngineVersion.VALKEY_8_0,
    authentication: Authentication.none(),
    clusterMode: ClusterMode.enabled({ shards: 2, replicasPerShard: 1 }),
  };
  const addHostOutput = (id: string, { hostname }: elasticache.Endpoint) =>
    new CfnOutput(stack, `${id}Host`, { value: hostname });

  if (parts.includes('group')) {
    const group = new elasticache.ReplicationGroup(stack, 'Group', groupProps);
    addHostOutput('Group', group.endpoint);
    if (parts.includes('group restored')) {
      const snapshot = new elasticache.ReplicationGroupSnapshot(stack, 'Snapshot', {
        replicationGroup: group,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      const restored = new elasticache.ReplicationGroup(stack, 'SecondGroup', {
        ...groupProps,
        engineVersion: EngineVersion.VALKEY_8_1,
        restoreFrom: SnapshotSource.fromReplicationGroupSnapshot(snapshot),
      });
      addHostOutput('RestoredGroup', restored.endpoint);
    }
  }
  if (parts.includes('serverless')) {
    addHostOutput(
      'Serverless',
      new elasticache.ServerlessCache(stack, 'Serverless', {
        engine: CacheEngine.VALKEY_8,
        vpc,
        backup: { backupNameBeforeDeletion: FINAL },
        removalPolicy: RemovalPolicy.DESTROY,
      }).endpoint,
    );
  }
  if (parts.includes('serverless restored')) {
    addHostOutput(
      'RestoredServerless',
      new elasticache.ServerlessCache(stack, 'SecondServerless', {
        engine: CacheEngine.VALKEY_9,
        vpc,
        restoreFrom: SnapshotSource.fromSnapshotName(FINAL),
      }).endpoint,
    );
  }
  return app;
}

const KEYS = Array.from({ length: 60 }, (_, toLogin) => `app:${toLogin}`);

afterAll(() => destroy(createApp()));

test('a replication group starts with the snapshot of another, in all shards', async () => {
  await writeKeys((await deploy(createApp('group'))).GroupHost);

  const { RestoredGroupHost } = await deploy(createApp('group', 'group restored'));

  expect(await findMissingKeys(RestoredGroupHost)).toEqual([]);
});

test('a serverless cache starts with the last snapshot of one that was deleted', async () => {
  await writeKeys((await deploy(createApp('serverless'))).ServerlessHost);
  await deploy(createApp());

  const { RestoredServerlessHost } = await deploy(createApp('serverless restored'));

  expect(await findMissingKeys(RestoredServerlessHost)).toEqual([]);
});

const at = (host: string): LoginOptions => ({ host, port: 6379, cluster: true });

async function writeKeys(host: string) {
  const client = await logIn('ioredis', at(host));
  for (const key of KEYS) {
    await client.call('SET', key, `value of ${key}`);
  }
  client.close();
}

/** The keys that are not there, or with another value. */
async function findMissingKeys(host: string): Promise<string[]> {
  const client = await logIn('ioredis', at(host));
  const lost: string[] = [];
  for (const key of KEYS) {
    if ((await client.call('GET', key)) !== `value of ${key}`) {
      lost.push(key);
    }
  }
  client.close();
  return lost;
}
