import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEMCACHED } from './catalog';
import { findProgram } from './locate';

/** The flags in which ElastiCache's parameters become settings of a server, as far as it lets one set them. */
export const MEMCACHED_FLAGS: Readonly<Record<string, (value: string) => string[]>> = {
  binding_protocol: (value) => ['-B', value],
  cas_disabled: (value) => (value === '1' ? ['-C'] : []),
  chunk_size: (value) => ['-n', value],
  chunk_size_growth_factor: (value) => ['-f', value],
  disable_flush_all: (value) => (value === '1' ? ['-F'] : []),
  error_on_memory_exhausted: (value) => (value === '1' ? ['-M'] : []),
  hash_algorithm: (value) => ['-o', `hash_algorithm=${value}`],
  idle_timeout: (value) => ['-o', `idle_timeout=${value}`],
  inline_ascii_resp: (value) => ['-o', value === '1' ? 'inline_ascii_resp' : 'no_inline_ascii_resp'],
  lru_crawler: (value) => ['-o', value === '1' ? 'lru_crawler' : 'no_lru_crawler'],
  lru_maintainer: (value) => ['-o', value === '1' ? 'lru_maintainer' : 'no_lru_maintainer'],
  max_item_size: (value) => ['-I', value, '-o', 'slab_chunk_max=1'],
  maxconns_fast: (value) => ['-o', value === '1' ? 'maxconns_fast' : 'no_maxconns_fast'],
  no_modern: (value) => (value === '1' ? ['-o', 'no_modern'] : []),
  slab_automove: (value) => ['-o', `slab_automove=${value}`],
  slab_reassign: (value) => ['-o', value === '1' ? 'slab_reassign' : 'no_slab_reassign'],
  track_sizes: (value) => (value === '1' ? ['-o', 'track_sizes'] : []),
  watcher_logbuf_size: (value) => ['-o', `watcher_logbuf_size=${value}`],
  worker_logbuf_size: (value) => ['-o', `worker_logbuf_size=${value}`],
};

/** Those of them that are there or not. */
export const SWITCHES: readonly string[] = [
  'cas_disabled',
  'disable_flush_all',
  'error_on_memory_exhausted',
  'inline_ascii_resp',
  'lru_crawler',
  'lru_maintainer',
  'maxconns_fast',
  'no_modern',
  'slab_reassign',
  'track_sizes',
];

/** Whether a server starts with these flags. */
export async function memcachedStarts(flags: readonly string[]): Promise<boolean> {
  return (await memcachedFault(flags)) === undefined;
}

/** What a server says that does not start with these flags, undefined for one that starts; it is ended at once. */
export async function memcachedFault(flags: readonly string[]): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'memcached-'));
  const socket = join(folder, 'socket');
  const server = spawnMemcached(['-s', socket, '-m', '4096', ...flags]);
  let output = '';
  server.stderr!.on('data', (data) => {
    output += data;
  });
  let hasEnded = false;
  const end = new Promise<void>((resolve) =>
    server.once('close', () => {
      hasEnded = true;
      resolve();
    }),
  );
  while (!hasEnded && !existsSync(socket)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  const hasStarted = existsSync(socket) && !hasEnded;
  if (!hasEnded) {
    server.kill('SIGKILL');
  }
  await end;
  rmSync(folder, { recursive: true, force: true });
  return hasStarted ? undefined : output.trim();
}

/** A server, of which what it says of its faults can be read; it ends with this process. */
export function spawnMemcached(flags: readonly string[]): ChildProcess {
  const command = findProgram(MEMCACHED);
  if (!command) {
    throw new Error("memcached is not installed; run 'npx projen engines'");
  }

  const guard = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
  const user = process.getuid?.() === 0 ? ['-u', 'root'] : [];
  const [program, ...args] = [...guard, ...command, ...user, ...flags];
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
