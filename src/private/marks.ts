/** Marks an object as an instance of a class. Unlike `instanceof`, a mark works across copies of a package. */
export function mark(instance: object, symbol: symbol): void {
  Object.defineProperty(instance, symbol, { value: true });
}

/** Whether a value is an object with a mark. */
export function isMarked(x: unknown, symbol: symbol): boolean {
  return typeof x === 'object' && x !== null && symbol in x;
}
