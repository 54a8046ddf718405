import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** A server in cluster mode also listens on its port plus this offset. */
const BUS_PORT_OFFSET = 10_000;

const reserved = new Set<number>();

/**
 * Finds a port on 127.0.0.1 that is free, and whose cluster bus port is free, too. Both are below the ports that Linux
 * assigns to outgoing connections, so that no connection uses them before the server starts.
 */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const port = randomInt(10_000, 20_000);
    const ports = [port, port + BUS_PORT_OFFSET];
    if (!reserved.has(port) && (await arePortsFree('127.0.0.1', ports))) {
      reserved.add(port);
      return port;
    }
  }
  throw new Error('No port of 10000 to 19999 is free on 127.0.0.1 together with its cluster bus port.');
}

export async function arePortsFree(address: string, ports: readonly number[]): Promise<boolean> {
  const checks = await Promise.all(ports.map((port) => isPortFree(address, port)));
  return checks.every((isFree) => isFree);
}

function isPortFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, address, () => probe.close(() => resolve(true)));
  });
}
