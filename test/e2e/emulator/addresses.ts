import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const taken = new Set<string>();

/**
 * A loopback address of its own for a server, on which all of the ports are free: so a cache has the ports of its template,
 * and two runs on one machine do not meet.
 */
export async function freeAddress(...ports: number[]): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const address = `127.${randomInt(10, 250)}.${randomInt(0, 250)}.${randomInt(2, 250)}`;
    if (taken.has(address)) { continue; }
    const free = await Promise.all(ports.map(port => isFree(address, port)));
    if (free.every(found => found)) {
      taken.add(address);
      return address;
    }
  }
  throw new Error(`no loopback address with free ports ${ports.join(' and ')}: does a server of this machine listen there on all addresses?`);
}

/** A port that is free on all loopback addresses, low enough that a cluster node's bus fits above it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => port < 55_000 ? resolve(port) : resolve(freePort()));
    });
  });
}

function isFree(address: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, address, () => probe.close(() => resolve(true)));
  });
}
