import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const taken = new Set<string>();

/**
 * A loopback address of its own for a server, on which all of the ports are free: so a cache has the ports of its
 * template, and two runs on one machine do not meet.
 */
export async function freeAddress(...ports: number[]): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const address = `127.${randomInt(10, 250)}.${randomInt(0, 250)}.${randomInt(2, 250)}`;
    if (taken.has(address)) {
      continue;
    }
    const free = await Promise.all(ports.map((port) => isFree(address, port)));
    if (free.every((found) => found)) {
      taken.add(address);
      return address;
    }
  }
  throw new Error(
    `no loopback address with free ports ${ports.join(' and ')}: does a server of this machine listen there on all addresses?`,
  );
}

/** How far the bus of a cluster node is above its port. */
const BUS = 10_000;

/** A port that is free on 127.0.0.1, with a free one above it for the bus of a cluster node. */
export async function freePort(): Promise<number> {
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const found = probe.address() as { port: number };
      probe.close(() => resolve(found.port));
    });
  });
  const fits =
    port < 55_000 &&
    ![port, port + BUS, port - BUS].some((one) => taken.has(`${one}`)) &&
    (await isFree('127.0.0.1', port + BUS));
  if (!fits) {
    return freePort();
  }
  taken.add(`${port}`);
  return port;
}

function isFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, address, () => probe.close(() => resolve(true)));
  });
}
