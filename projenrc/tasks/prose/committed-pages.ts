import { execFileSync } from 'child_process';
import * as fs from 'fs';

/** Pages that are not rewritten yet. Their errors do not fail the build. A page without errors must not be listed. */
export const PAGES_TO_REWRITE: readonly string[] = [
  'README.md',
  'docs/connections.md',
  'docs/costs-and-limits.md',
  'docs/decisions/cluster-mode-compatible.md',
  'docs/decisions/compatibility.md',
  'docs/decisions/global-datastore-id.md',
  'docs/decisions/policies-and-rules-are-arrows.md',
  'docs/decisions/replication-group-defaults.md',
  'docs/decisions/snippets-are-run.md',
  'docs/engines-and-nodes.md',
  'docs/events.md',
  'docs/examples.md',
  'docs/from-l1.md',
  'docs/global-datastore.md',
  'docs/iam-authentication.md',
  'docs/lookups.md',
  'docs/memcached.md',
  'docs/migrations.md',
  'docs/monitoring.md',
  'docs/permissions.md',
  'docs/replication-group.md',
  'docs/scaling.md',
  'docs/serverless-cache.md',
  'docs/snapshots.md',
  'docs/users.md',
  'docs/verified.md',
];

/** The docstrings are checked instead of API.md. */
const EXCLUDED = ['API.md'];

/** Lists the files of the repository, also new ones. */
export function listRepositoryFiles(patterns: readonly string[]): string[] {
  const options = ['--cached', '--others', '--exclude-standard', '--deduplicate'];
  return execFileSync('git', ['ls-files', ...options, '--', ...patterns], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((file) => fs.existsSync(file));
}

/** Reads README, docs, and all other pages. */
export function readCommittedPages(): Map<string, string> {
  const files = listRepositoryFiles(['*.md']).filter((file) => !EXCLUDED.includes(file));
  return new Map(files.map((file) => [file, fs.readFileSync(file, 'utf8')]));
}
