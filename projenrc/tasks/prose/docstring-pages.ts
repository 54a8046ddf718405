import type { Assembly, AssemblyType, NamedSymbol } from './assembly';
import { listSymbols } from './assembly';
import { renderDefault } from './defaults';
import { resolveLinks } from './markdown';

/**
 * Renders a page for each type of the API: the docstrings of the type and of its members. A docstring that several
 * members have, for example those of an interface and of a class, is rendered once.
 */
export function renderDocstringPages(assembly: Assembly): Map<string, string> {
  const known = new Set<string>();
  return new Map(Object.values(assembly.types).map((type) => [type.name, renderType(type, known)]));
}

function renderType(type: AssemblyType, known: Set<string>): string {
  const sections: string[] = [];
  for (const symbol of listSymbols(type)) {
    const text = renderDocs(symbol);
    if (text && !known.has(text)) {
      known.add(text);
      sections.push(`# \`${symbol.name}\``, text);
    }
  }
  return sections.join('\n\n');
}

function renderDocs({ docs }: NamedSymbol): string {
  const tags = [docs.returns, renderDefault(docs.default ?? ''), docs.deprecated, docs.see];
  const otherTags = Object.values(docs.custom ?? {}).filter((text) => text !== 'true');
  const example = docs.example && `\`\`\`ts\n${docs.example}\n\`\`\``;
  const paragraphs = [docs.summary, docs.remarks, ...tags, ...otherTags, example];
  return resolveLinks(paragraphs.filter((paragraph) => paragraph).join('\n\n'));
}
