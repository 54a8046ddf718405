/** The offsets of the keys and list elements of a template in its text. */
export class SourceMap {
  private readonly offsets = new Map<object, Map<string, number>>();

  /** Sets the offset of a key or list element. */
  public set(container: object, key: string | number, offset: number): void {
    let offsets = this.offsets.get(container);
    if (!offsets) {
      offsets = new Map();
      this.offsets.set(container, offsets);
    }
    offsets.set(String(key), offset);
  }

  /** Returns the offset of a key or list element, or undefined if the text does not contain it. */
  public get(container: unknown, key: string | number): number | undefined {
    return this.offsets.get(container as object)?.get(String(key));
  }

  /** Finds the offset of the last step of a path that the text contains. */
  public locate(root: unknown, path: readonly (string | number)[]): number | undefined {
    let value: unknown = root;
    let offset: number | undefined;
    for (const step of path) {
      const next = this.get(value, step);
      if (next === undefined) {
        break;
      }
      offset = next;
      value = (value as Record<string, unknown>)[step];
    }
    return offset;
  }
}
