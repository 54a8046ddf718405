/** An element of a pattern: a condition for one byte, or `*`, which matches any number of bytes. */
type PatternElement = ((byte: string) => boolean) | 'any';

/**
 * Returns whether a name matches a pattern for keys or channels: `*`, `?`, `[abc]`, `[^a]`, `[a-z]`, and `\` before a
 * literal character.
 *
 * The engines compare bytes, so `?` matches only one byte of a non-ASCII character. Whether such bytes sort after ASCII
 * in a range depends on the processor. This function sorts them after ASCII, as on Graviton nodes. An empty name
 * matches only the empty pattern.
 */
export function matches(pattern: string, name: string): boolean {
  const elements = parsePattern(toByteString(pattern));
  const bytes = toByteString(name);
  if (bytes === '') {
    return elements.length === 0;
  }

  let elementIndex = 0;
  // The last `*`, and the end of the bytes that it matches so far.
  let anyIndex = -1;
  let anyEnd = 0;
  for (let index = 0; index < bytes.length;) {
    const element = elements[elementIndex];
    if (element === 'any') {
      anyIndex = elementIndex++;
      anyEnd = index;
    } else if (element?.(bytes[index])) {
      elementIndex++;
      index++;
    } else if (anyIndex >= 0) {
      elementIndex = anyIndex + 1;
      index = ++anyEnd;
    } else {
      return false;
    }
  }
  return elements.slice(elementIndex).every((element) => element === 'any');
}

/** Converts a text to a string with one character per UTF-8 byte. */
function toByteString(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function parsePattern(pattern: string): PatternElement[] {
  const elements: PatternElement[] = [];
  for (let index = 0; index < pattern.length; index++) {
    switch (pattern[index]) {
      case '*':
        elements.push('any');
        break;
      case '?':
        elements.push(() => true);
        break;
      case '[': {
        const { element, end } = parseCharacterClass(pattern, index + 1);
        elements.push(element);
        index = end;
        break;
      }
      default: {
        if (pattern[index] === '\\' && index + 1 < pattern.length) {
          index++;
        }
        const literal = pattern[index];
        elements.push((byte) => byte === literal);
      }
    }
  }
  return elements;
}

/** Parses a character class whose first character is at `start`. A class that is not closed ends with the pattern. */
function parseCharacterClass(pattern: string, start: number): { element: PatternElement; end: number } {
  const isNegated = pattern[start] === '^';
  const ranges: [string, string][] = [];
  let index = isNegated ? start + 1 : start;
  for (; index < pattern.length; index++) {
    if (pattern[index] === '\\' && index + 1 < pattern.length) {
      index++;
      ranges.push([pattern[index], pattern[index]]);
    } else if (pattern[index] === ']') {
      break;
    } else if (pattern[index + 1] === '-' && index + 2 < pattern.length) {
      const [one, other] = [pattern[index], pattern[index + 2]];
      ranges.push(one < other ? [one, other] : [other, one]);
      index += 2;
    } else {
      ranges.push([pattern[index], pattern[index]]);
    }
  }
  return {
    element: (byte) => ranges.some(([first, last]) => first <= byte && byte <= last) !== isNegated,
    end: index,
  };
}
