import { copyFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './emulator-context';
import type { EngineNode } from './engine-node';
import { Registry } from './registry';
import type { Place } from './resource-provider';

/** A snapshot: the data of each shard. */
export interface Snapshot {
  readonly name: string;
  readonly arn: string;
  readonly files: readonly string[];
}

/** The snapshots of all regions. */
export class Snapshots {
  private readonly known = new Registry<Snapshot>('Snapshot');

  constructor(private readonly world: World) {}

  /** Takes one of the primaries of a cache. */
  public async take(
    place: Place,
    kind: 'serverlesscachesnapshot' | 'snapshot',
    name: string,
    primaries: readonly EngineNode[],
  ): Promise<Snapshot> {
    const folder = mkdtempSync(join(this.world.folder, 'snapshot-'));
    const files: string[] = [];
    for (const primary of primaries) {
      await primary.call('SAVE');
      const file = join(folder, `${files.length}.rdb`);
      copyFileSync(join(primary.folder, 'dump.rdb'), file);
      files.push(file);
    }
    const snapshot = { name, arn: `arn:aws:elasticache:${place.region}:${place.account}:${kind}:${name}`, files };
    this.known.add(place, name, snapshot);
    return snapshot;
  }

  public remove(place: Place, name: string) {
    this.known.get(place, name);
    this.known.remove(place, name);
  }

  /** The one that an ARN or a name tells. */
  public find(place: Place, nameOrArn: string): Snapshot {
    return this.known.get(place, nameOrArn.split(':').pop()!);
  }
}
