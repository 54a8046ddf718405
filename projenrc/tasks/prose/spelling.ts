import { spawnSync } from 'child_process';
import * as path from 'path';
import { listRepositoryFiles } from './committed-pages';
import { findScript } from '../find-script';

/** Sources, tests, and pages. API.md repeats the docstrings. */
export const FILES_WITH_WORDS = ['*.md', ':!API.md', '*.ts', '.ci/*', 'test/public/validation/rule-messages.json'];

/** An unknown word. */
export interface UnknownWord {
  readonly file: string;
  readonly line: number;
  readonly word: string;
}

/** Checks the spelling of all words, also those in identifiers. */
export function findUnknownWords(): UnknownWord[] {
  const options = ['--no-progress', '--no-summary', '--issue-template', '$filename $row $text', '--file-list', 'stdin'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [findScript('cspell'), 'lint', ...options], {
    encoding: 'utf8',
    input: listRepositoryFiles(FILES_WITH_WORDS).join('\n'),
    maxBuffer: 64 * 1024 * 1024,
  });
  const lines = stdout.split('\n').filter((line) => line);
  if (status !== 0 && lines.length === 0) {
    throw new Error(`The spell checker fails: ${stderr}`);
  }
  return lines.map((line) => {
    const [file, row, word] = line.split(' ');
    return { file: path.relative('.', file), line: Number(row), word };
  });
}
