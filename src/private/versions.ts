/**
 * Compares versions such as 7.2 and 7.0.5 part by part: negative when `one` is earlier, 0 when neither is.
 *
 * A part that is left out is the newest there is: 7.0 is not earlier than 7.0.5.
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
