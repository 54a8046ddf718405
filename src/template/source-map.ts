import { getOrCreate } from '../private/maps';

/** The offsets of the keys and list elements of a template in its text. */
export class SourceMap {
  private readonly keys = new Map<object, Map<string, number>>();
  private readonly elements = new Map<readonly unknown[], number[]>();

  /** Sets the offset of a key. */
  public setKey(object: object, key: string, offset: number): void {
    getOrCreate(this.keys, object, () => new Map()).set(key, offset);
  }

  /** Adds the offset of the next element of a list. */
  public addElement(list: readonly unknown[], offset: number): void {
    getOrCreate(this.elements, list, () => []).push(offset);
  }

  /** Returns the offset of a key or list element, or undefined if the text does not contain it. */
  public get(container: unknown, key: string | number): number | undefined {
    return Array.isArray(container)
      ? this.elements.get(container)?.[Number(key)]
      : this.keys.get(container as object)?.get(String(key));
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
