export { closest } from '../private/closest';

/** Lower case as the engines compare: only the letters of ASCII. */
export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The parts between white space as the engines know it. */
export function splitBlanks(text: string): string[] {
  return text.split(/[ \t\n\v\f\r]+/).filter((part) => part !== '');
}

/** A number as the engines want it written: no sign but a minus, no leading zeros. */
export function wholeNumber(word: string | undefined): number | undefined {
  return word !== undefined && /^(0|-?[1-9]\d*)$/.test(word) ? Number(word) : undefined;
}
