import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const reserved = new Set<string>();

/**
 * A loopback address of its own for a server, on which all of the ports are free: so a cache has the ports of its
 * template, and two runs on one machine do not meet.
 */
export async function findFreeAddress(...ports: number[]): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const address = `127.${randomInt(10, 250)}.${randomInt(0, 250)}.${randomInt(2, 250)}`;
    if (reserved.has(address)) {
      continue;
    }
    const checks = await Promise.all(ports.map((port) => isPortFree(address, port)));
    if (checks.every((isAvailable) => isAvailable)) {
      reserved.add(address);
      return address;
    }
  }
  throw new Error(
    `no loopback address with free ports ${ports.join(' and ')}: does a server of this machine listen there on all addresses?`,
  );
}

/** How far the bus of a cluster node is above its port. */
const BUS_PORT_OFFSET = 10_000;

/** A port that is free on 127.0.0.1, with a free one above it for the bus of a cluster node. */
export async function findFreePort(): Promise<number> {
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address() as { port: number };
      probe.close(() => resolve(address.port));
    });
  });
  const isSuitable =
    port < 55_000 &&
    ![port, port + BUS_PORT_OFFSET, port - BUS_PORT_OFFSET].some((candidate) => reserved.has(`${candidate}`)) &&
    (await isPortFree('127.0.0.1', port + BUS_PORT_OFFSET));
  if (!isSuitable) {
    return findFreePort();
  }
  reserved.add(`${port}`);
  return port;
}

function isPortFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, address, () => probe.close(() => resolve(true)));
  });
}
