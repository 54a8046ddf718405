import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * A run of all test files. It counts deployments and logins, and finds all processes that the tests and the emulator
 * have started: they inherit an environment variable with the folder of the run. Engines overwrite their environment,
 * so they are found by their working directory, which is inside of that folder.
 */

/** Starts a run. */
export function startRun() {
  process.env.E2E_RUN = mkdtempSync(join(tmpdir(), 'cdk-elasticache-e2e-run-'));
  writeFileSync(counterFile(), '');
}

/** Increments a counter. */
export function incrementCounter(counter: string) {
  if (process.env.E2E_RUN) {
    appendFileSync(counterFile(), `${counter}\n`);
  }
}

/** Finishes the run, and returns all counters as text. */
export function finishRun(): string {
  const counts: Record<string, number> = {};
  for (const counter of readFileSync(counterFile(), 'utf8')
    .split('\n')
    .filter((line) => line)) {
    counts[counter] = (counts[counter] ?? 0) + 1;
  }
  rmSync(process.env.E2E_RUN!, { recursive: true });
  return Object.entries(counts)
    .sort()
    .map(([counter, times]) => `${counter}: ${times}`)
    .join(', ');
}

function counterFile(): string {
  return join(process.env.E2E_RUN!, 'tally');
}

/** Finds the running processes of this run, except for the workers of Jest. Supported on Linux only. */
export function findRunProcesses(): { id: string; command: string }[] {
  if (!existsSync('/proc/self/environ')) {
    return [];
  }
  const readProcessFile = (id: string, file: string) => {
    try {
      return readFileSync(`/proc/${id}/${file}`, 'utf8');
    } catch {
      // The process has exited, or belongs to another user.
      return '';
    }
  };
  const folder = process.env.E2E_RUN!;
  const belongsToRun = (id: string) =>
    readProcessFile(id, 'environ').split('\0').includes(`E2E_RUN=${folder}`) ||
    readLink(`/proc/${id}/cwd`).startsWith(folder);
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id) && belongsToRun(id))
    .map((id) => ({ id, command: readProcessFile(id, 'cmdline').split('\0').join(' ').trim() }))
    .filter(({ command }) => command && !/jest-worker/.test(command));
}

/** Returns the addresses and ports that the processes of the run listen on. */
export function findListeningAddresses(): string[] {
  const sockets = new Map(
    ['tcp', 'tcp6']
      .flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1))
      .map((line) => {
        const [, address, , state, , , , , , inode] = line.trim().split(/\s+/);
        return [`socket:[${inode}]`, { address, listens: state === '0A' }];
      }),
  );
  const open = findRunProcesses().flatMap(({ id }) =>
    listFileDescriptors(id).map((fd) => sockets.get(readLink(`/proc/${id}/fd/${fd}`))),
  );
  return [...new Set(open.flatMap((socket) => (socket?.listens ? [formatAddress(socket.address)] : [])))];
}

function listFileDescriptors(id: string): string[] {
  try {
    return readdirSync(`/proc/${id}/fd`);
  } catch {
    // The process has exited.
    return [];
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // The process has exited, or belongs to another user.
    return '';
  }
}

/** Formats an address of the kernel. IPv4 addresses are in hexadecimal with reversed bytes; IPv6 addresses are kept. */
function formatAddress(text: string): string {
  const [address, port] = text.split(':');
  return `${
    address.length === 8
      ? address
          .match(/../g)!
          .reverse()
          .map((byte) => parseInt(byte, 16))
          .join('.')
      : address
  }:${parseInt(port, 16)}`;
}
