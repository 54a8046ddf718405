import { execFileSync } from 'child_process';
import * as fs from 'fs';

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
