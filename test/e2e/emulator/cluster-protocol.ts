import type { EngineNode } from './engine-node';
import { ADMIN, ADMIN_PASSWORD } from './engine-node';
import { until } from '../wait';

/** The number of slots of a cluster. */
const SLOTS = 16384;

/**
 * Makes one cluster of the shards, each a primary with its replicas; slots that a primary has because of its data stay
 * with it.
 */
export async function formCluster(shards: readonly (readonly EngineNode[])[]) {
  const all = shards.flat();
  const [first, ...others] = all;
  for (const node of others) {
    await node.call('CLUSTER', 'MEET', first.options.address, `${first.plainPort}`, `${first.plainPort + 10000}`);
  }
  await knowEachOther(all);
  for (const [at, [primary]] of shards.entries()) {
    const slots = range(Math.floor((at * SLOTS) / shards.length), Math.floor(((at + 1) * SLOTS) / shards.length));
    const own = await slotsOf(primary);
    const missing = slots.filter((slot) => !own.has(slot)).map(String);
    if (missing.length > 0) {
      await primary.call('CLUSTER', 'ADDSLOTS', ...missing);
    }
  }
  for (const [primary, ...replicas] of shards) {
    await follow(primary, replicas);
  }
  await untilReady(shards);
}

/** Makes the nodes replicas of the primary, in its cluster. */
export async function follow(primary: EngineNode, replicas: readonly EngineNode[]) {
  const id = String(await primary.call('CLUSTER', 'MYID'));
  for (const replica of replicas) {
    await until('the replica knows its primary', async () =>
      String(await replica.call('CLUSTER', 'NODES')).includes(id),
    );
    await replica.call('CLUSTER', 'REPLICATE', id);
    await until('the replica follows', async () =>
      /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))),
    );
  }
}

/** Waits until all nodes know all others. */
export async function knowEachOther(nodes: readonly EngineNode[]) {
  for (const node of nodes) {
    await until('the nodes know each other', async () => {
      const lines = String(await node.call('CLUSTER', 'NODES'))
        .trim()
        .split('\n');
      return lines.length === nodes.length && !lines.some((line) => /handshake|fail/.test(line));
    });
  }
}

/** Waits until every node tells all slots, with all nodes of the shards. */
export async function untilReady(shards: readonly (readonly EngineNode[])[]) {
  const all = shards.flat();
  for (const node of all) {
    await until('the cluster is ready', async () =>
      /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))),
    );
    await until('every node knows the replicas', async () => {
      const ranges = (await node.call('CLUSTER', 'SLOTS')) as unknown[][];
      return new Set(ranges.flatMap((one) => one.slice(2).map(String))).size === all.length;
    });
  }
}

/** Gives every primary that does not leave its share of the slots, with the keys in them, while clients go on. */
export async function shareSlots(primaries: readonly { readonly node: EngineNode; readonly leaves: boolean }[]) {
  const staying = primaries.filter(({ leaves }) => !leaves);
  const share = Math.ceil(SLOTS / staying.length);
  const all = primaries.map(({ node }) => node);
  for (const { node: target } of staying) {
    let missing = share - (await slotsOf(target)).size;
    for (const { node: source, leaves } of primaries) {
      const moved = [...(await slotsOf(source))].slice(leaves ? 0 : share).slice(0, Math.max(0, missing));
      await moveSlots(source, target, moved, all);
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
  const [from, to] = [String(await source.call('CLUSTER', 'MYID')), String(await target.call('CLUSTER', 'MYID'))];
  await target.pipeline(slots.map((slot) => ['CLUSTER', 'SETSLOT', `${slot}`, 'IMPORTING', from]));
  await source.pipeline(slots.map((slot) => ['CLUSTER', 'SETSLOT', `${slot}`, 'MIGRATING', to]));
  const counts = await source.pipeline(slots.map((slot) => ['CLUSTER', 'COUNTKEYSINSLOT', `${slot}`]));
  for (const [at, count] of counts.entries()) {
    if (count === 0) {
      continue;
    }
    const keys = (await source.call('CLUSTER', 'GETKEYSINSLOT', `${slots[at]}`, `${count}`)) as string[];
    await source.call(
      'MIGRATE',
      '127.0.0.1',
      `${target.plainPort}`,
      '',
      '0',
      '5000',
      'AUTH2',
      ADMIN,
      ADMIN_PASSWORD,
      'KEYS',
      ...keys,
    );
  }
  // The new owner first, so that there is always one.
  for (const node of [target, source, ...primaries.filter((one) => one !== target && one !== source)]) {
    await node.pipeline(slots.map((slot) => ['CLUSTER', 'SETSLOT', `${slot}`, 'NODE', to]));
  }
}

async function slotsOf(node: EngineNode): Promise<Set<number>> {
  const own =
    String(await node.call('CLUSTER', 'NODES'))
      .split('\n')
      .find((line) => line.includes('myself')) ?? '';
  return new Set(
    own
      .split(' ')
      .slice(8)
      .flatMap((part) => {
        const [from, to = from] = part.split('-').map(Number);
        return range(from, to + 1);
      }),
  );
}

function range(from: number, end: number): number[] {
  return Array.from({ length: end - from }, (_, at) => from + at);
}
