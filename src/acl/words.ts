/** Matches the characters that the engines treat as white space. */
export const WHITE_SPACE = /[ \t\n\v\f\r]/;

const LEADING_WHITE_SPACE = new RegExp(`^${WHITE_SPACE.source}+`);

/** Splits a text at white space. */
export function splitWords(text: string): string[] {
  return text.split(WHITE_SPACE).filter((word) => word !== '');
}

/** Removes white space from the beginning of a text. */
export function trimStart(text: string): string {
  return text.replace(LEADING_WHITE_SPACE, '');
}

/** Converts ASCII letters to lowercase, like the engines. */
export function toLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Parses a number like the engines, which accept neither a plus sign nor leading zeros. */
export function parseWholeNumber(word: string | undefined): number | undefined {
  return word !== undefined && /^(0|-?[1-9]\d*)$/.test(word) ? Number(word) : undefined;
}

/** Formats the name of a command or category for messages, as in `CONFIG GET` and `@read`. */
export function formatCommandName(name: string): string {
  return isCategory(name) ? name : name.toUpperCase().replace('|', ' ');
}

/** Whether a name is that of a category, as in `@read`. */
export function isCategory(name: string): boolean {
  return name.startsWith('@');
}
