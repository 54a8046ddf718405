import type { TemplatePosition } from '../../template/source-text';

/** The number of lines before and after the line of a finding. */
const CONTEXT = 2;

/** Longer lines, for example of JSON without line breaks, do not fit into a terminal. */
const MAX_LINE_LENGTH = 160;

/** Escape sequences and other characters that change how a terminal prints a text. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Formats the lines around a position, and marks the position.
 *
 * @param lines the lines of the file
 * @returns the formatted lines, or an empty list if a line is too long
 */
export function formatCodeFrame(lines: readonly string[], { line, column }: TemplatePosition): string[] {
  const first = Math.max(1, line - CONTEXT);
  const excerpt = lines.slice(first - 1, line + CONTEXT).map(toPrintableText);
  if (excerpt.some((text) => text.length > MAX_LINE_LENGTH)) {
    return [];
  }
  const width = String(first + excerpt.length - 1).length;
  return excerpt.flatMap((text, index) => {
    const number = first + index;
    const formatted = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`.trimEnd();
    return number === line ? [formatted, `  ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`] : [formatted];
  });
}

/** Replaces tabs by single spaces, so that columns are aligned. */
function toPrintableText(line: string): string {
  return line.replace(CONTROL_CHARACTERS, '').replace(/\t/g, ' ');
}
