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
 * One run of all test files: what they do together is counted, and every process that one of them or the emulator
 * starts is known by the folder of the run. It stands in the environment that they inherit; engines write over theirs,
 * and run in a folder inside.
 */

/** Begins a run. */
export function startRun() {
  process.env.E2E_RUN = mkdtempSync(join(tmpdir(), 'cdk-elasticache-e2e-run-'));
  writeFileSync(counterFile(), '');
}

/** One more of these. */
export function incrementCounter(counter: string) {
  if (process.env.E2E_RUN) {
    appendFileSync(counterFile(), `${counter}\n`);
  }
}

/** Ends the run, and tells how many there were of each. */
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

/** What the run has started and has not ended, the workers of Jest left out: id and command. Known on Linux alone. */
export function findRunProcesses(): { id: string; command: string }[] {
  if (!existsSync('/proc/self/environ')) {
    return [];
  }
  const readProcessFile = (id: string, file: string) => {
    try {
      return readFileSync(`/proc/${id}/${file}`, 'utf8');
    } catch {
      return ''; // it has ended, or is somebody else's
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

/** The addresses and ports that the processes of the run listen on. */
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
    readdirSync(`/proc/${id}/fd`).map((fd) => sockets.get(readLink(`/proc/${id}/fd/${fd}`))),
  );
  return [...new Set(open.flatMap((socket) => (socket?.listens ? [formatAddress(socket.address)] : [])))];
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // gone meanwhile, or somebody else's
  }
}

/** As the kernel writes an address of IPv4: the bytes backwards, in hexadecimal; one of IPv6 is left as it is. */
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
