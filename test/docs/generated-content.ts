import * as fs from 'fs';
import * as path from 'path';
import { renderDiagram } from './diagram';
import { renderExcerpt } from './excerpt';
import { PAGES, ROOT, findSnippets, readPage } from './pages';
import { synthesizeSnippet } from './synthesize';
import type { SynthesizedSnippet } from './synthesize';

/*
 * Generated content is between two comments. The first one names the content:
 *
 *   <!-- made by npx projen diagrams: picture of example 1 -->
 *   <!-- made by npx projen diagrams: Cache of example 1 -->
 *   <!-- made by npx projen diagrams: Profiles of example 1 in eu-west-1 -->
 *   ...
 *   <!-- made -->
 */
const GENERATED_BLOCK = /^(<!-- made by npx projen diagrams: (.+) -->\n)[^]*?^(<!-- made -->)$/gm;

/** Generates the content of a page again. */
export function updatePage(page: string, text: string = readPage(page)): string {
  const cache = new Map<string, SynthesizedSnippet>();
  return text.replace(GENERATED_BLOCK, (_, begin: string, title: string, end: string) => {
    const [, content, number, region] = /^(.+) of example (\d+)(?: in (\S+))?$/.exec(title) ?? [];
    const snippet = findSnippets(page, text).find((candidate) => `${candidate.number}` === number);
    if (!snippet) {
      throw new Error(`${page} has no example for "${title}"`);
    }
    const synthesized = cache.get(number) ?? synthesizeSnippet(snippet);
    cache.set(number, synthesized);
    const block =
      content === 'picture'
        ? renderPicture(synthesized)
        : fence(
            'yaml',
            `# logical ids without their hashes\n${renderExcerpt(synthesized, content.split(', '), region)}`,
          );
    return `${begin}\n${block}\n\n${end}`;
  });
}

function renderPicture(synthesized: SynthesizedSnippet): string {
  const lines = renderDiagram(synthesized);
  return `${fence('mermaid', lines)}${lines.includes('classDef input') ? '\n\nWhat has a dashed frame was given to the example.' : ''}`;
}

function fence(language: string, lines: string): string {
  return `\`\`\`${language}\n${lines}\n\`\`\``;
}

/** Finds the titles of the generated content in a page. */
export function findBlocks(page: string): string[] {
  return [...readPage(page).matchAll(GENERATED_BLOCK)].map(([, , title]) => title);
}

if (require.main === module) {
  for (const page of PAGES.filter((candidate) => findBlocks(candidate).length > 0)) {
    fs.writeFileSync(path.join(ROOT, page), updatePage(page));
  }
}
