import type { EngineNode } from './engine-node';
import { ADMIN_USER, ADMIN_PASSWORD } from './engine-node';
import { waitUntil } from '../../wait';

/** The number of hash slots of a cluster. */
const SLOT_COUNT = 16384;

/**
 * Creates a cluster of shards, each a primary with its replicas. A primary keeps the slots that it has from restored
 * data.
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

/** Makes nodes of the cluster replicas of a primary. */
export async function attachReplicas(primary: EngineNode, replicas: readonly EngineNode[]) {
  const id = String(await primary.call('CLUSTER', 'MYID'));
  for (const replica of replicas) {
    await waitUntil('the replica knows its primary', async () =>
      String(await replica.call('CLUSTER', 'NODES')).includes(id),
    );
    await replica.call('CLUSTER', 'REPLICATE', id);
    await waitUntil('the replica is in sync', async () =>
      /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))),
    );
  }
}

/** Waits until every node is connected with all others. */
export async function waitUntilNodesConnected(nodes: readonly EngineNode[]) {
  for (const node of nodes) {
    await waitUntil('the nodes are connected', async () => {
      const lines = String(await node.call('CLUSTER', 'NODES'))
        .trim()
        .split('\n');
      return lines.length === nodes.length && !lines.some((line) => /handshake|fail/.test(line));
    });
  }
}

/** Waits until every node reports all slots and all nodes. */
export async function waitUntilClusterReady(shards: readonly (readonly EngineNode[])[]) {
  const nodes = shards.flat();
  for (const node of nodes) {
    await waitUntil('the cluster is ready', async () =>
      /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))),
    );
    await waitUntil('every node reports the replicas', async () => {
      const ranges = (await node.call('CLUSTER', 'SLOTS')) as unknown[][];
      return new Set(ranges.flatMap((slots) => slots.slice(2).map(String))).size === nodes.length;
    });
  }
}

/** Distributes the slots, with their keys, evenly over the primaries that are not removed. */
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
  // The new owner is updated first, so that every slot has an owner at all times.
  for (const node of [target, source, ...primaries.filter((primary) => primary !== target && primary !== source)]) {
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
