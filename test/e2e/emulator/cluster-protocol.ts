import type { EngineNode } from './engine-node';
import { ADMIN_USER, ADMIN_PASSWORD } from './engine-node';
import { waitUntil } from '../wait';

/** The number of slots of a cluster. */
const SLOT_COUNT = 16384;

/**
 * Makes one cluster of the shards, each a primary with its replicas; slots that a primary has because of its data stay
 * with it.
 */
export async function createCluster(shards: readonly (readonly EngineNode[])[]) {
  const nodes = shards.flat();
  const [first, ...others] = nodes;
  for (const node of others) {
    await node.call('CLUSTER', 'MEET', first.options.address, `${first.plainPort}`, `${first.plainPort + 10000}`);
  }
  await waitUntilNodesConnected(nodes);
  for (const [index, [primary]] of shards.entries()) {
    const slots = range(
      Math.floor((index * SLOT_COUNT) / shards.length),
      Math.floor(((index + 1) * SLOT_COUNT) / shards.length),
    );
    const assigned = await getSlots(primary);
    const missing = slots.filter((slot) => !assigned.has(slot)).map(String);
    if (missing.length > 0) {
      await primary.call('CLUSTER', 'ADDSLOTS', ...missing);
    }
  }
  for (const [primary, ...replicas] of shards) {
    await attachReplicas(primary, replicas);
  }
  await waitUntilClusterReady(shards);
}

/** Makes the nodes replicas of the primary, in its cluster. */
export async function attachReplicas(primary: EngineNode, replicas: readonly EngineNode[]) {
  const id = String(await primary.call('CLUSTER', 'MYID'));
  for (const replica of replicas) {
    await waitUntil('the replica knows its primary', async () =>
      String(await replica.call('CLUSTER', 'NODES')).includes(id),
    );
    await replica.call('CLUSTER', 'REPLICATE', id);
    await waitUntil('the replica follows', async () =>
      /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))),
    );
  }
}

/** Waits until all nodes know all others. */
export async function waitUntilNodesConnected(nodes: readonly EngineNode[]) {
  for (const node of nodes) {
    await waitUntil('the nodes know each other', async () => {
      const lines = String(await node.call('CLUSTER', 'NODES'))
        .trim()
        .split('\n');
      return lines.length === nodes.length && !lines.some((line) => /handshake|fail/.test(line));
    });
  }
}

/** Waits until every node tells all slots, with all nodes of the shards. */
export async function waitUntilClusterReady(shards: readonly (readonly EngineNode[])[]) {
  const nodes = shards.flat();
  for (const node of nodes) {
    await waitUntil('the cluster is ready', async () =>
      /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))),
    );
    await waitUntil('every node knows the replicas', async () => {
      const ranges = (await node.call('CLUSTER', 'SLOTS')) as unknown[][];
      return new Set(ranges.flatMap((one) => one.slice(2).map(String))).size === nodes.length;
    });
  }
}

/** Gives every primary that does not leave its share of the slots, with the keys in them, while clients go on. */
export async function rebalanceSlots(primaries: readonly { readonly node: EngineNode; readonly isRemoved: boolean }[]) {
  const remaining = primaries.filter(({ isRemoved }) => !isRemoved);
  const slotsPerPrimary = Math.ceil(SLOT_COUNT / remaining.length);
  const nodes = primaries.map(({ node }) => node);
  for (const { node: target } of remaining) {
    let missing = slotsPerPrimary - (await getSlots(target)).size;
    for (const { node: source, isRemoved } of primaries) {
      const moved = [...(await getSlots(source))].slice(isRemoved ? 0 : slotsPerPrimary).slice(0, Math.max(0, missing));
      await moveSlots(source, target, moved, nodes);
      missing -= moved.length;
    }
  }
}

async function moveSlots(
  source: EngineNode,
  target: EngineNode,
  slots: readonly number[],
  primaries: readonly EngineNode[],
) {
  if (slots.length === 0) {
    return;
  }
  const [sourceId, targetId] = [
    String(await source.call('CLUSTER', 'MYID')),
    String(await target.call('CLUSTER', 'MYID')),
  ];
  await target.pipeline(slots.map((slot) => ['CLUSTER', 'SETSLOT', `${slot}`, 'IMPORTING', sourceId]));
  await source.pipeline(slots.map((slot) => ['CLUSTER', 'SETSLOT', `${slot}`, 'MIGRATING', targetId]));
  const counts = await source.pipeline(slots.map((slot) => ['CLUSTER', 'COUNTKEYSINSLOT', `${slot}`]));
  for (const [index, count] of counts.entries()) {
    if (count === 0) {
      continue;
    }
    const keys = (await source.call('CLUSTER', 'GETKEYSINSLOT', `${slots[index]}`, `${count}`)) as string[];
    await source.call(
      'MIGRATE',
      '127.0.0.1',
      `${target.plainPort}`,
      '',
      '0',
      '5000',
      'AUTH2',
      ADMIN_USER,
      ADMIN_PASSWORD,
      'KEYS',
      ...keys,
    );
  }
  // The new owner first, so that there is always one.
  for (const node of [target, source, ...primaries.filter((node) => node !== target && node !== source)]) {
    await node.pipeline(slots.map((slot) => ['CLUSTER', 'SETSLOT', `${slot}`, 'NODE', targetId]));
  }
}

async function getSlots(node: EngineNode): Promise<Set<number>> {
  const ownLine =
    String(await node.call('CLUSTER', 'NODES'))
      .split('\n')
      .find((line) => line.includes('myself')) ?? '';
  return new Set(
    ownLine
      .split(' ')
      .slice(8)
      .flatMap((part) => {
        const [from, to = from] = part.split('-').map(Number);
        return range(from, to + 1);
      }),
  );
}

function range(from: number, end: number): number[] {
  return Array.from({ length: end - from }, (_, index) => from + index);
}
