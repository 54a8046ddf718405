type Part = ((char: string) => boolean) | 'rest';

/**
 * Whether a name matches a pattern as the engines match keys and channels: `*`, `?`, `[abc]`, `[^a]`, `[a-z]`, and `\`
 * before what stands for itself. They compare bytes: a letter beyond ASCII needs more than one `?`, and in a range its
 * bytes come after those of ASCII, as on Graviton nodes; on other processors they come before. An empty name matches
 * the empty pattern only.
 */
export function matches(pattern: string, name: string): boolean {
  const parts = partsOf(bytesOf(pattern));
  const text = bytesOf(name);
  if (text === '') {
    return parts.length === 0;
  }

  let part = 0;
  let rest = -1; // the last `*`, and where what it stands for ends
  let restEnd = 0;
  for (let at = 0; at < text.length;) {
    const wanted = parts[part];
    if (wanted === 'rest') {
      rest = part++;
      restEnd = at;
    } else if (wanted?.(text[at])) {
      part++;
      at++;
    } else if (rest >= 0) {
      part = rest + 1;
      at = ++restEnd;
    } else {
      return false;
    }
  }
  return parts.slice(part).every((left) => left === 'rest');
}

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; at++) {
    switch (pattern[at]) {
      case '*':
        parts.push('rest');
        break;
      case '?':
        parts.push(() => true);
        break;
      case '[': {
        const { part, end } = classOf(pattern, at + 1);
        parts.push(part);
        at = end;
        break;
      }
      default: {
        if (pattern[at] === '\\' && at + 1 < pattern.length) {
          at++;
        }
        const letter = pattern[at];
        parts.push((char) => char === letter);
      }
    }
  }
  return parts;
}

/** The letters in brackets from `start` on; brackets that are not closed end with the pattern. */
function classOf(pattern: string, start: number): { part: Part; end: number } {
  const not = pattern[start] === '^';
  const ranges: [string, string][] = [];
  let at = not ? start + 1 : start;
  for (; at < pattern.length; at++) {
    if (pattern[at] === '\\' && at + 1 < pattern.length) {
      at++;
      ranges.push([pattern[at], pattern[at]]);
    } else if (pattern[at] === ']') {
      break;
    } else if (pattern[at + 1] === '-' && at + 2 < pattern.length) {
      const [one, other] = [pattern[at], pattern[at + 2]];
      ranges.push(one < other ? [one, other] : [other, one]);
      at += 2;
    } else {
      ranges.push([pattern[at], pattern[at]]);
    }
  }
  return { part: (char) => ranges.some(([first, last]) => first <= char && char <= last) !== not, end: at };
}
