/** Returns an entry of a table for a key that can be any text, such as the `constructor` that every object inherits. */
export function getOwn<Value>(table: Readonly<Record<string, Value>>, key: string | undefined): Value | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
