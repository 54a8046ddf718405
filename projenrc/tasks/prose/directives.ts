import * as fs from 'fs';
import { listRepositoryFiles } from './committed-pages';

/** Comments that disable the linter or the spell checker. */
const DIRECTIVE = new RegExp(
  ['<!--\\s*vale\\b', 'c?spell(?:-?checker)?::?\\s*(?:disable|ignore|words?)'].join('|'),
  'i',
);

/** Finds comments that disable checks. No text may do that. */
export function findDirectives(): string[] {
  return listRepositoryFiles(['*.md', '*.ts', '.ci/*']).flatMap((file) =>
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (DIRECTIVE.test(line) ? [`${file}:${index + 1}: the comment disables checks`] : [])),
  );
}
