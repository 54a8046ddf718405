import * as fs from 'fs';
import { listRepositoryFiles } from './committed-pages';
import type { ProsePage } from './prose-page';
import { FILES_WITH_WORDS } from './spelling';

/** Comments that configure the linter or the spell checker, also in several lines. */
const DIRECTIVE = /<!--[\s-]*vale\b|\b(?:spell-?checker|c?spell)\s*:|\bLocalWords\b/gi;

/** Finds comments that configure checks. No text may do that. */
export function findDirectives(pages: readonly ProsePage[]): string[] {
  const directives = [
    ...listRepositoryFiles(FILES_WITH_WORDS).flatMap((file) => findDirectivesIn(file, fs.readFileSync(file, 'utf8'))),
    // A directive can consist of several comments, or contain entities. Only the linter reads it as one text.
    ...pages.flatMap(({ source, text }) => findDirectivesIn(source, text)),
  ];
  return [...new Set(directives)];
}

export function findDirectivesIn(file: string, text: string): string[] {
  return [...text.matchAll(DIRECTIVE)].map(({ index }) => {
    const line = text.slice(0, index).split('\n').length;
    return `${file}:${line}: the comment configures checks`;
  });
}
