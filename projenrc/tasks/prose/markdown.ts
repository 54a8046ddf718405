/** The first line of an item. */
const LIST_ITEM = /^\s*(?:[-*+]|\d+\.)\s/;

/** Renders links to symbols as code, and links to pages as their text. */
export function resolveLinks(text: string): string {
  return text.replace(/\{@link(?:code|plain)?\s+([^\s|}]+)\s*\|?\s*([^}]*)\}/g, (_, target: string, label: string) => {
    if (label) {
      return label.trim();
    }
    return target.includes('://') ? `<${target}>` : `\`${target}\``;
  });
}

/** Renders plain text. Names in single quotes are code, and characters with a meaning in Markdown are removed. */
export function escapeText(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : escapeProse(part)))
    .join('');
}

function escapeProse(text: string): string {
  return text.replace(/[<>*_[\]|#\\]/g, ' ').replace(/'([A-Za-z][\w.:/-]*)'/g, '`$1`');
}

/**
 * Removes the indentation of continued lines in list items, and the marks of quotes. Vale does not find a phrase that
 * continues in an indented line.
 */
export function unindentParagraphs(markdown: string): string {
  const lines = markdown.split('\n');
  return lines
    .map((line, index) => {
      const isContinued = index > 0 && lines[index - 1].trim() !== '' && !LIST_ITEM.test(line);
      return isContinued ? line.replace(/^[\s>]+/, '') : line;
    })
    .join('\n');
}

/** Named entities of HTML that look like a space, an apostrophe, or nothing. */
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  apos: "'",
  lsquo: "'",
  rsquo: "'",
};

/**
 * Replaces characters that look like others, so that no phrase is missed: entities, non-breaking spaces, typographic
 * apostrophes, and invisible characters.
 */
export function normalizeCharacters(text: string): string {
  return text
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, decodeEntity)
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

function decodeEntity(entity: string, decimal?: string, hexadecimal?: string, name = ''): string {
  const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : (ENTITIES[name.toLowerCase()] ?? entity);
}

/** Counts the words of a text in Markdown, without code. */
export function countWords(markdown: string): number {
  const prose = markdown.replace(/`[^`]*`|https?:\S+/g, '');
  return prose.match(/[A-Za-z][\w'’-]*/g)?.length ?? 0;
}
