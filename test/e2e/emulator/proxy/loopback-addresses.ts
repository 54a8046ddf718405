import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const reserved = new Set<string>();

/**
 * Finds a loopback address where all of the ports are free. Every server gets its own address, so a cache can use the
 * ports of its template, and several runs do not conflict.
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
    `No loopback address has the free ports ${ports.join(' and ')}. Stop servers that listen on them on all addresses.`,
  );
}

/** The cluster bus port of an engine is its port plus this offset. */
const BUS_PORT_OFFSET = 10_000;

/** Finds a port on 127.0.0.1 that is free, and whose cluster bus port is free too. */
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
