import * as fs from 'fs';
import * as path from 'path';

export const ROOT = path.join(__dirname, '..', '..');
const FIXTURE = fs.readFileSync(path.join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');

/** Lists the pages of a folder, without subfolders, by their paths from the root. */
export function listPages(folder: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
}

/** README and every page of docs. */
export const PAGES: readonly string[] = ['README.md', ...listPages('docs')];

export function readPage(page: string): string {
  return fs.readFileSync(path.join(ROOT, page), 'utf8');
}

/** A TypeScript snippet in a page. */
export interface Snippet {
  readonly page: string;
  /** The position in the page, starting at 1. */
  readonly number: number;
  readonly code: string;
  /** Whether the snippet is a complete program, which needs no rosetta fixture. */
  readonly isStandalone: boolean;
}

export function findSnippets(page: string, text: string = readPage(page)): Snippet[] {
  return [...text.matchAll(/^```ts( nofixture)?\n([^]*?)^```$/gm)].map(([, isStandalone, code], index) => ({
    page,
    number: index + 1,
    code,
    isStandalone: isStandalone !== undefined,
  }));
}

export function renderProgram({ code, isStandalone }: Snippet): string {
  return isStandalone ? code : FIXTURE.replace('/// here', () => code);
}
