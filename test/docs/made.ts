import * as fs from 'fs';
import * as path from 'path';
import { diagramOf } from './diagram';
import { excerptOf } from './excerpt';
import { PAGES, ROOT, snippetsIn, textOf } from './pages';
import { synthesise } from './synthesise';
import type { Synthesised } from './synthesise';

/*
 * What pages show of their examples stands between two comments, of which the first one says what it is:
 *
 *   <!-- made by npx projen diagrams: picture of example 1 -->
 *   <!-- made by npx projen diagrams: Cache of example 1 -->
 *   <!-- made by npx projen diagrams: Profiles of example 1 in eu-west-1 -->
 *   ...
 *   <!-- made -->
 */
const MADE = /^(<!-- made by npx projen diagrams: (.+) -->\n)[^]*?^(<!-- made -->)$/gm;

/** The page with everything in it that is made renewed. */
export function renewed(page: string, text: string = textOf(page)): string {
  const synthesised = new Map<string, Synthesised>();
  return text.replace(MADE, (_, begin: string, order: string, end: string) => {
    const [, what, number, region] = /^(.+) of example (\d+)(?: in (\S+))?$/.exec(order) ?? [];
    const snippet = snippetsIn(page, text).find((candidate) => `${candidate.number}` === number);
    if (!snippet) {
      throw new Error(`${page} has no example for "${order}"`);
    }
    const made = synthesised.get(number) ?? synthesise(snippet);
    synthesised.set(number, made);
    const block =
      what === 'picture'
        ? picture(made)
        : fenced('yaml', `# logical ids without their hashes\n${excerptOf(made, what.split(', '), region)}`);
    return `${begin}\n${block}\n\n${end}`;
  });
}

function picture(made: Synthesised): string {
  const lines = diagramOf(made);
  return `${fenced('mermaid', lines)}${lines.includes('classDef given') ? '\n\nWhat has a dashed frame was given to the example.' : ''}`;
}

function fenced(language: string, lines: string): string {
  return `\`\`\`${language}\n${lines}\n\`\`\``;
}

/** What a page orders. */
export function ordersOf(page: string): string[] {
  return [...textOf(page).matchAll(MADE)].map(([, , order]) => order);
}

if (require.main === module) {
  for (const page of PAGES.filter((candidate) => ordersOf(candidate).length > 0)) {
    fs.writeFileSync(path.join(ROOT, page), renewed(page));
  }
}
