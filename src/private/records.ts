/** Returns the entry of a table for a key. Ignores inherited properties, such as `constructor`. */
export function getOwn<Value>(table: Readonly<Record<string, Value>>, key: string | undefined): Value | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
