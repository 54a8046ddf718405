import { randomInt } from 'node:crypto';
import { arePortsFree } from '../../../engines';

const reserved = new Set<string>();

/**
 * Finds a loopback address where all of the ports are free. Every server gets its own address, so a cache can use the
 * ports of its template, and several runs do not conflict.
 */
export async function findFreeAddress(...ports: number[]): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const address = `127.${randomInt(10, 250)}.${randomInt(0, 250)}.${randomInt(2, 250)}`;
    if (!reserved.has(address) && (await arePortsFree(address, ports))) {
      reserved.add(address);
      return address;
    }
  }
  throw new Error(
    `No loopback address has the free ports ${ports.join(' and ')}. Stop servers that listen on them on all addresses.`,
  );
}
