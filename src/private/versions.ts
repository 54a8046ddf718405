/**
 * Compares versions such as 7.2 and 7.0.5. The result is negative if `one` is earlier, and 0 if they are equal.
 *
 * A missing part means the newest version: 7.0 is later than 7.0.5.
 */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? Infinity) - (b[i] ?? Infinity);
    if (difference !== 0 && !Number.isNaN(difference)) {
      return difference;
    }
  }
  return 0;
}
