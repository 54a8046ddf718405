import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEMCACHED } from './catalog';
import { findProgram } from './locate';

/** The flags in which ElastiCache's parameters become settings of a server, as far as it lets one set them. */
export const MEMCACHED_FLAGS: Readonly<Record<string, (value: string) => string[]>> = {
  binding_protocol: value => ['-B', value],
  cas_disabled: value => value === '1' ? ['-C'] : [],
  chunk_size: value => ['-n', value],
  chunk_size_growth_factor: value => ['-f', value],
  disable_flush_all: value => value === '1' ? ['-F'] : [],
  error_on_memory_exhausted: value => value === '1' ? ['-M'] : [],
  hash_algorithm: value => ['-o', `hash_algorithm=${value}`],
  idle_timeout: value => ['-o', `idle_timeout=${value}`],
  inline_ascii_resp: value => ['-o', value === '1' ? 'inline_ascii_resp' : 'no_inline_ascii_resp'],
  lru_crawler: value => ['-o', value === '1' ? 'lru_crawler' : 'no_lru_crawler'],
  lru_maintainer: value => ['-o', value === '1' ? 'lru_maintainer' : 'no_lru_maintainer'],
  max_item_size: value => ['-I', value, '-o', 'slab_chunk_max=1'],
  maxconns_fast: value => ['-o', value === '1' ? 'maxconns_fast' : 'no_maxconns_fast'],
  no_modern: value => value === '1' ? ['-o', 'no_modern'] : [],
  slab_automove: value => ['-o', `slab_automove=${value}`],
  slab_reassign: value => ['-o', value === '1' ? 'slab_reassign' : 'no_slab_reassign'],
  track_sizes: value => value === '1' ? ['-o', 'track_sizes'] : [],
  watcher_logbuf_size: value => ['-o', `watcher_logbuf_size=${value}`],
  worker_logbuf_size: value => ['-o', `worker_logbuf_size=${value}`],
};

/** Those of them that are there or not. */
export const SWITCHES: readonly string[] = [
  'cas_disabled', 'disable_flush_all', 'error_on_memory_exhausted', 'inline_ascii_resp', 'lru_crawler', 'lru_maintainer', 'maxconns_fast', 'no_modern',
  'slab_reassign', 'track_sizes',
];

/** Whether a server starts with these flags; it is ended at once. */
export async function memcachedStarts(flags: readonly string[]): Promise<boolean> {
  const command = findProgram(MEMCACHED);
  if (!command) { throw new Error("memcached is not installed; run 'npx projen engines'"); }

  const folder = mkdtempSync(join(tmpdir(), 'memcached-'));
  const socket = join(folder, 'socket');
  const user = process.getuid?.() === 0 ? ['-u', 'root'] : [];
  const [program, ...args] = [...command, ...user, '-s', socket, '-m', '4096', ...flags];
  const server = spawn(program, args, { stdio: 'ignore' });
  let hasEnded = false;
  const end = new Promise<void>(resolve => server.once('close', () => { hasEnded = true; resolve(); }));
  while (!hasEnded && !existsSync(socket)) { await new Promise(resolve => setTimeout(resolve, 5)); }

  const hasStarted = existsSync(socket) && !hasEnded;
  if (!hasEnded) { server.kill('SIGKILL'); }
  await end;
  rmSync(folder, { recursive: true, force: true });
  return hasStarted;
}
