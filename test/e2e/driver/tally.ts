import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Begins to count what all test files do together. */
export function beginTally() {
  process.env.E2E_TALLY = join(tmpdir(), `cdk-elasticache-e2e-tally-${process.pid}`);
  writeFileSync(process.env.E2E_TALLY, '');
}

/** One more of these. */
export function count(what: string) {
  if (process.env.E2E_TALLY) { appendFileSync(process.env.E2E_TALLY, `${what}\n`); }
}

/** How many there were of each. */
export function endTally(): string {
  const counts: Record<string, number> = {};
  for (const what of readFileSync(process.env.E2E_TALLY!, 'utf8').split('\n').filter(line => line)) { counts[what] = (counts[what] ?? 0) + 1; }
  rmSync(process.env.E2E_TALLY!);
  return Object.entries(counts).sort().map(([what, times]) => `${what}: ${times}`).join(', ');
}
