import * as fs from 'fs';
import * as path from 'path';

export const ROOT = path.join(__dirname, '..', '..');
const FIXTURE = fs.readFileSync(path.join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');

/** The pages that stand in a folder itself, by their paths from the root. */
export function pagesIn(folder: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
}

/** README and every page of docs. */
export const PAGES: readonly string[] = ['README.md', ...pagesIn('docs')];

export function textOf(page: string): string {
  return fs.readFileSync(path.join(ROOT, page), 'utf8');
}

/** A piece of TypeScript in a page. */
export interface Snippet {
  readonly page: string;
  /** The first one of a page is 1. */
  readonly number: number;
  readonly code: string;
  /** Whether it stands alone, outside of the fixture in which rosetta compiles the others. */
  readonly standsAlone: boolean;
}

export function snippetsIn(page: string, text: string = textOf(page)): Snippet[] {
  return [...text.matchAll(/^```ts( nofixture)?\n([^]*?)^```$/gm)].map(([, standsAlone, code], index) => ({
    page,
    number: index + 1,
    code,
    standsAlone: standsAlone !== undefined,
  }));
}

/** The whole program of a snippet: by itself, or inside of the fixture. */
export function programOf({ code, standsAlone }: Snippet): string {
  return standsAlone ? code : FIXTURE.replace('/// here', () => code);
}
