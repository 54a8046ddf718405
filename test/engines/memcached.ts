import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEMCACHED } from './catalog';
import { endWithParent } from './end-with-parent';
import { findProgram } from './locate';

/** The Memcached flags of the modifiable ElastiCache parameters. */
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

/** Parameters whose flag has no value. */
export const MEMCACHED_BOOLEAN_FLAGS: readonly string[] = [
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

export async function canMemcachedStart(flags: readonly string[]): Promise<boolean> {
  return (await findMemcachedStartError(flags)) === undefined;
}

/** Starts a server, stops it, and returns its error output if it did not start. */
export async function findMemcachedStartError(flags: readonly string[]): Promise<string | undefined> {
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

/** Starts a server that the kernel stops when this process ends. Its standard error is a pipe. */
export function spawnMemcached(flags: readonly string[]): ChildProcess {
  const command = findProgram(MEMCACHED);
  if (!command) {
    throw new Error("memcached is not installed; run 'npx projen engines'");
  }

  const user = process.getuid?.() === 0 ? ['-u', 'root'] : [];
  const [program, ...args] = endWithParent([...command, ...user, ...flags]);
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
