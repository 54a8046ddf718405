/** A `Map` or `WeakMap`. */
interface MutableMap<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** Returns the value of a key. If there is none, creates and stores it. */
export function getOrCreate<Key, Value>(map: MutableMap<Key, Value>, key: Key, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

/** Groups elements by a key and keeps their order. Omits elements without a key. */
export function groupBy<Key, Element>(
  elements: Iterable<Element>,
  getKey: (element: Element) => Key | undefined,
): Map<Key, Element[]> {
  const groups = new Map<Key, Element[]>();
  for (const element of elements) {
    const key = getKey(element);
    if (key !== undefined) {
      getOrCreate(groups, key, () => []).push(element);
    }
  }
  return groups;
}
