import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { deployed, destroy } from './driver/cdk';
import type { Login } from './driver/clients';
import { login } from './driver/clients';
import { isolatedVpc } from './driver/isolated-vpc';
import * as elasticache from 'cdk-elasticache';

const { Authentication, CacheEngine, ClusterMode, EngineVersion, NodeType, SnapshotSource } = elasticache;

/** What stands in the stack: caches, caches that start with their snapshots, or nothing but the network. */
type Part = 'group' | 'group restored' | 'serverless' | 'serverless restored';

const FINAL = 'e2e-restore-final';

function app(...parts: readonly Part[]): App {
  const made = new App();
  const stack = new Stack(made, 'E2eRestore');
  const vpc = isolatedVpc(stack);
  const groupProps = {
    vpc,
    nodeType: NodeType.R7G_LARGE,
    engineVersion: EngineVersion.VALKEY_8_0,
    authentication: Authentication.none(),
    clusterMode: ClusterMode.enabled({ shards: 2, replicasPerShard: 1 }),
  };
  const tell = (id: string, { hostname }: elasticache.Endpoint) =>
    new CfnOutput(stack, `${id}Host`, { value: hostname });

  if (parts.includes('group')) {
    const group = new elasticache.ReplicationGroup(stack, 'Group', groupProps);
    tell('Group', group.endpoint);
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
      tell('RestoredGroup', restored.endpoint);
    }
  }
  if (parts.includes('serverless')) {
    tell(
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
    tell(
      'RestoredServerless',
      new elasticache.ServerlessCache(stack, 'SecondServerless', {
        engine: CacheEngine.VALKEY_9,
        vpc,
        restoreFrom: SnapshotSource.fromSnapshotName(FINAL),
      }).endpoint,
    );
  }
  return made;
}

const KEYS = Array.from({ length: 60 }, (_, at) => `app:${at}`);

afterAll(() => destroy(app()));

test('a replication group starts with the snapshot of another, in all shards', async () => {
  await fill((await deployed(app('group'))).GroupHost);

  const { RestoredGroupHost } = await deployed(app('group', 'group restored'));

  expect(await missing(RestoredGroupHost)).toEqual([]);
});

test('a serverless cache starts with the last snapshot of one that was deleted', async () => {
  await fill((await deployed(app('serverless'))).ServerlessHost);
  await deployed(app());

  const { RestoredServerlessHost } = await deployed(app('serverless restored'));

  expect(await missing(RestoredServerlessHost)).toEqual([]);
});

const at = (host: string): Login => ({ host, port: 6379, cluster: true });

async function fill(host: string) {
  const client = await login('ioredis', at(host));
  for (const key of KEYS) {
    await client.call('SET', key, `value of ${key}`);
  }
  client.close();
}

/** The keys that are not there, or with another value. */
async function missing(host: string): Promise<string[]> {
  const client = await login('ioredis', at(host));
  const lost: string[] = [];
  for (const key of KEYS) {
    if ((await client.call('GET', key)) !== `value of ${key}`) {
      lost.push(key);
    }
  }
  client.close();
  return lost;
}
