/** A map with changes to another map, which is not copied. */
export class ChangedMap<Key, Value> {
  /**
   * @param original the other map
   * @param changes the changed values. Entries with the value undefined are removed.
   */
  constructor(
    private readonly original: ReadonlyMap<Key, Value>,
    public readonly changes: ReadonlyMap<Key, Value | undefined> = new Map(),
  ) {}

  public get(key: Key): Value | undefined {
    return this.changes.has(key) ? this.changes.get(key) : this.original.get(key);
  }

  public has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  /** Returns a map with a further change. */
  public with(key: Key, value: Value | undefined): ChangedMap<Key, Value> {
    return new ChangedMap(this.original, new Map(this.changes).set(key, value));
  }

  /** Iterates over the entries in the order of the other map. Omits entries that it does not have. */
  public *[Symbol.iterator](): Generator<[Key, Value]> {
    for (const key of this.original.keys()) {
      const value = this.get(key);
      if (value !== undefined) {
        yield [key, value];
      }
    }
  }
}
