import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Authority } from './certificate-authority';
import type { Caller } from './iam-policies';

/** A login by IAM, as the door judged it. */
export interface JudgedLogin {
  readonly cache: string;
  readonly user: string;
  /** The role of the caller, when the token named one. */
  readonly role?: string;
  /** Whether the token named its resource type; AWS asks for it with serverless caches, valkey-glide leaves it out. */
  readonly resourceType: boolean;
  /** Why it was refused. */
  readonly refused?: string;
}

/** What a type makes. */
export interface Made {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Where a resource is to be. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/** Creates, changes and deletes the resources of one type, and tells of one that exists. */
export interface Provider {
  create(place: Place, properties: any, logicalId: string): Promise<Made>;
  update(place: Place, physicalId: string, properties: any, old: any): Promise<Made>;
  delete(place: Place, physicalId: string, properties: any, snapshot: boolean): Promise<void>;
  adopt?(place: Place, physicalId: string, properties: any): Promise<Made>;
}

/**
 * Fails when a resource that a template takes over is not as the template describes it: the next deployment would
 * change what nobody has seen.
 */
export function agree(
  what: string,
  actual: Readonly<Record<string, unknown>>,
  described: Readonly<Record<string, unknown>>,
) {
  const names = [...new Set([...Object.keys(actual), ...Object.keys(described)])].filter(
    (name) => !isDeepStrictEqual(actual[name], described[name]),
  );
  if (names.length > 0) {
    throw new Error(`${what} is not as the template describes it, in ${names.join(', ')}.`);
  }
}

/** What all resources of a run share. */
export class World {
  public readonly folder = mkdtempSync(join(process.env.E2E_RUN ?? tmpdir(), 'cdk-elasticache-e2e-'));
  public readonly authority = new Authority(this.folder);
  public readonly logins: JudgedLogin[] = [];
  /** Ends what runs; filled by whoever starts something. */
  public readonly cleanups = new Set<() => Promise<void>>();
  /** Where MiniStack is. */
  public endpoint = '';

  /** Who holds an access key, as MiniStack's STS and IAM know it. */
  public async caller(accessKey: string): Promise<Caller | undefined> {
    const response = await fetch(`${this.endpoint}/_e2e/caller?accessKey=${encodeURIComponent(accessKey)}`);
    return response.ok ? ((await response.json()) as Caller) : undefined;
  }

  public async close() {
    await Promise.all([...this.cleanups].map((cleanup) => cleanup()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

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
