import type { Place } from './resource-provider';

/** Resources of one type by region and name, as AWS keeps them apart. */
export class Registry<T> {
  private readonly items = new Map<string, T>();

  constructor(private readonly word: string) {}

  public add(place: Place, id: string, item: T) {
    if (this.find(place, id)) {
      throw new Error(`${this.word} ${id} already exists.`);
    }
    this.items.set(`${place.region} ${id}`, item);
  }

  public find(place: Pick<Place, 'region'>, id: string): T | undefined {
    return this.items.get(`${place.region} ${id}`);
  }

  public get(place: Place, id: string): T {
    const found = this.find(place, id);
    if (!found) {
      throw new Error(`${this.word} ${id} not found.`);
    }
    return found;
  }

  public replace(place: Place, id: string, item: T) {
    this.get(place, id);
    this.items.set(`${place.region} ${id}`, item);
  }

  public remove(place: Place, id: string) {
    this.items.delete(`${place.region} ${id}`);
  }

  public in(place: Pick<Place, 'region'>): T[] {
    return [...this.items].filter(([key]) => key.startsWith(`${place.region} `)).map(([, item]) => item);
  }
}
