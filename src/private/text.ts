/** Finds the name that is most similar to a misspelled one: at most two edits away, fewer for one or two characters. */
export function findClosest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(3, name.length);
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) {
      continue;
    }
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) {
      [best, bestDistance] = [candidate, distance];
    }
  }
  return best;
}

/**
 * Returns the optimal string alignment distance (insertions, deletions, substitutions, and transpositions), or the
 * maximum if the distance is not below it.
 */
function editDistance(a: string, b: string, maximum: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
    }
    if (Math.min(...row) >= maximum) {
      return maximum;
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length];
}

/** Formats a count with its noun, as in `1 node` and `2 nodes`. */
export function pluralize(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Formats a number of things that have a unit, such as `1 shard`, `2 shards`, and `5 GB`. */
export function formatCount(count: number | string, unit: string): string {
  return `${count} ${String(count) === '1' ? unit.replace(/s$/, '') : unit}`;
}

/** Formats a list, as in `a`, `a and b`, and `a, b, and c`. */
export function formatList(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (items.length < 3) {
    return items.join(` ${conjunction} `);
  }
  return `${items.slice(0, -1).join(', ')}, ${conjunction} ${items[items.length - 1]}`;
}

/** Returns the distinct values that occur more than once. */
export function findDuplicates(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const duplicates = values.filter((value) => {
    const isDuplicate = seen.has(value);
    seen.add(value);
    return isDuplicate;
  });
  return [...new Set(duplicates)];
}
