import type { Environment } from './resource-provider';

/** The resources of one type by Region and name. */
export class Registry<T> {
  private readonly items = new Map<string, T>();

  constructor(private readonly resourceType: string) {}

  public add(environment: Environment, id: string, item: T) {
    if (this.find(environment, id)) {
      throw new Error(`${this.resourceType} ${id} already exists.`);
    }
    this.items.set(`${environment.region} ${id}`, item);
  }

  public find(environment: Pick<Environment, 'region'>, id: string): T | undefined {
    return this.items.get(`${environment.region} ${id}`);
  }

  public get(environment: Environment, id: string): T {
    const item = this.find(environment, id);
    if (!item) {
      throw new Error(`${this.resourceType} ${id} not found.`);
    }
    return item;
  }

  public replace(environment: Environment, id: string, item: T) {
    this.get(environment, id);
    this.items.set(`${environment.region} ${id}`, item);
  }

  public remove(environment: Environment, id: string) {
    this.items.delete(`${environment.region} ${id}`);
  }

  public list(environment: Pick<Environment, 'region'>): T[] {
    return [...this.items].filter(([key]) => key.startsWith(`${environment.region} `)).map(([, item]) => item);
  }
}
