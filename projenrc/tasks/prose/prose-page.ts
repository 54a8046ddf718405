import * as fs from 'fs';
import * as path from 'path';
import { replaceCodeBlocks } from './code-comments';
import type { TextGroup } from './finding';
import { normalizeCharacters, unindentParagraphs } from './markdown';

/** The folder of the pages that the linter reads. */
const FOLDER = path.join('.vale', 'generated');

/** A page that the linter reads. */
export interface ProsePage {
  readonly group: TextGroup;
  /** The type, the page, or the source file that contains the text. */
  readonly source: string;
  /** The file that the linter reads. */
  readonly file: string;
  readonly text: string;
}

export function deletePages() {
  fs.rmSync(FOLDER, { recursive: true, force: true });
}

/** Writes pages for the linter, by the source of their texts. Only the comments of code blocks are written. */
export function writePages(group: TextGroup, pages: ReadonlyMap<string, string>): ProsePage[] {
  return [...pages]
    .filter(([, text]) => text.trim())
    .map(([source, text]) =>
      writePage(group, source, unindentParagraphs(normalizeCharacters(replaceCodeBlocks(text)))),
    );
}

function writePage(group: TextGroup, source: string, text: string): ProsePage {
  const file = path.join(FOLDER, group, `${source}.md`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return { group, source, file, text };
}

/** Where a line of a page is from: the symbol or rule in the heading above it, or the line of a file. */
export function locate({ group, source, text }: ProsePage, line: number): string {
  const headings = text
    .split('\n')
    .slice(0, line)
    .filter((content) => /^# `.*`$/.test(content));
  const heading = headings.at(-1);
  return heading && group !== 'pages' ? heading.slice(3, -1) : `${source}:${line}`;
}
