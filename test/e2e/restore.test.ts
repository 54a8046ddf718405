import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { logIn } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import * as elasticache from 'cdk-elasticache';

const { Authentication, CacheEngine, ClusterMode, EngineVersion, NodeFamily, NodeSize, NodeType, SnapshotSource } =
  elasticache;

/** The optional parts of the stack: caches, and caches that are restored from their snapshots. */
type Part = 'group' | 'group restored' | 'serverless' | 'serverless restored';

const FINAL_SNAPSHOT = 'e2e-restore-final';

function createApp(...parts: readonly Part[]): App {
  const app = new App();
  const stack = new Stack(app, 'E2eRestore');
  const vpc = createIsolatedVpc(stack);
  const groupProps = {
    vpc,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    engineVersion: EngineVersion.VALKEY_8_0,
    authentication: Authentication.none(),
    clusterMode: ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 }),
  };
  const addHostOutput = (id: string, { hostname }: elasticache.Endpoint) =>
    new CfnOutput(stack, `${id}Host`, { value: hostname });

  if (parts.includes('group')) {
    const group = new elasticache.ReplicationGroup(stack, 'Group', groupProps);
    addHostOutput('Group', group.endpoint);
    if (parts.includes('group restored')) {
      const snapshot = new elasticache.ReplicationGroupSnapshot(stack, 'Snapshot', {
        source: elasticache.ReplicationGroupSnapshotSource.fromReplicationGroup(group),
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
        backup: { backupNameBeforeDeletion: FINAL_SNAPSHOT },
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
        restoreFrom: SnapshotSource.fromSnapshotName(FINAL_SNAPSHOT),
      }).endpoint,
    );
  }
  return app;
}

const KEYS = Array.from({ length: 60 }, (_, index) => `app:${index}`);

afterAll(() => destroy(createApp()));

test('restores all shards of a replication group from a snapshot', async () => {
  await writeKeys((await deploy(createApp('group'))).GroupHost);

  const { RestoredGroupHost } = await deploy(createApp('group', 'group restored'));

  expect(await findMissingKeys(RestoredGroupHost)).toEqual([]);
});

test('restores a serverless cache from the final snapshot of a deleted one', async () => {
  await writeKeys((await deploy(createApp('serverless'))).ServerlessHost);
  await deploy(createApp());

  const { RestoredServerlessHost } = await deploy(createApp('serverless restored'));

  expect(await findMissingKeys(RestoredServerlessHost)).toEqual([]);
});

const toLogin = (host: string): LoginOptions => ({ host, port: 6379, cluster: true });

async function writeKeys(host: string) {
  const client = await logIn('ioredis', toLogin(host));
  for (const key of KEYS) {
    await client.call('SET', key, `value of ${key}`);
  }
  client.close();
}

/** Returns the keys that are missing or have another value. */
async function findMissingKeys(host: string): Promise<string[]> {
  const client = await logIn('ioredis', toLogin(host));
  const lost: string[] = [];
  for (const key of KEYS) {
    if ((await client.call('GET', key)) !== `value of ${key}`) {
      lost.push(key);
    }
  }
  client.close();
  return lost;
}
