import { failValue } from '../private/errors';
import { isLate } from '../private/tokens';

/** Refuses patterns of keys or channels that an access string cannot hold. */
export function checkPatterns(prop: string, patterns: readonly string[], all: string): void {
  if (patterns.length === 0) {
    failValue(`'${prop}' must hold at least one pattern, got none; ${all}`);
  }
  for (const pattern of patterns.filter((text) => !isLate(text))) {
    if (pattern === '') {
      failValue(`'${prop}' must hold patterns of at least one character, got ""; ${all}`);
    }
    if (/[ \t\n\v\f\r]/.test(pattern)) {
      failValue(`'${prop}' must hold patterns without white space, got "${pattern}"; write "?" for a blank`);
    }
  }
}
