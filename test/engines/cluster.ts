import type { Engine, EngineName } from '.';
import { startEngine } from '.';

export interface Cluster {
  readonly engines: readonly Engine[];
  stop(): Promise<void>;
}

const SLOTS = 16384;

/** Starts three shards without replicas, and waits until each reports a healthy cluster. */
export async function startCluster(name: EngineName): Promise<Cluster> {
  const engines = await Promise.all(
    [0, 1, 2].map(() => startEngine(name, ['--cluster-enabled', 'yes', '--cluster-node-timeout', '5000'])),
  );
  const stop = async () => {
    await Promise.all(engines.map(async (engine) => engine.stop()));
  };
  try {
    for (const [index, { connection }] of engines.entries()) {
      const [first, end] = [index, index + 1].map((part) => Math.floor((SLOTS * part) / engines.length));
      await connection.call('CLUSTER', 'ADDSLOTSRANGE', `${first}`, `${end - 1}`);
      await connection.call('CLUSTER', 'SET-CONFIG-EPOCH', `${index + 1}`);
      if (index > 0) {
        await connection.call('CLUSTER', 'MEET', '127.0.0.1', `${engines[0].port}`);
      }
    }
    for (const { connection } of engines) {
      await waitUntilReady(async () => String(await connection.call('CLUSTER', 'INFO')), engines.length);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { engines, stop };
}

async function waitUntilReady(info: () => Promise<string>, nodes: number) {
  for (let attempt = 0; attempt < 400; attempt++) {
    const text = await info();
    if (text.includes('cluster_state:ok') && text.includes(`cluster_known_nodes:${nodes}`)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the cluster did not come up: ${await info()}`);
}
