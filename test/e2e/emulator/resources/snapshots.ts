import { copyFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { EmulatorContext } from '../emulator-context';
import { Registry } from './registry';
import type { Environment } from './resource-provider';
import type { EngineNode } from '../engines/engine-node';

/** A snapshot with the data file of each shard. */
export interface Snapshot {
  readonly name: string;
  readonly arn: string;
  readonly files: readonly string[];
}

/** The snapshots of all caches. */
export class Snapshots {
  private readonly registry = new Registry<Snapshot>('Snapshot');

  constructor(private readonly context: EmulatorContext) {}

  /** Creates a snapshot of the primaries of a cache. */
  public async create(
    environment: Environment,
    kind: 'serverlesscachesnapshot' | 'snapshot',
    name: string,
    primaries: readonly EngineNode[],
  ): Promise<Snapshot> {
    const folder = mkdtempSync(join(this.context.folder, 'snapshot-'));
    const files: string[] = [];
    for (const primary of primaries) {
      await primary.call('SAVE');
      const file = join(folder, `${files.length}.rdb`);
      copyFileSync(join(primary.folder, 'dump.rdb'), file);
      files.push(file);
    }
    const snapshot = {
      name,
      arn: `arn:aws:elasticache:${environment.region}:${environment.account}:${kind}:${name}`,
      files,
    };
    this.registry.add(environment, name, snapshot);
    return snapshot;
  }

  public remove(environment: Environment, name: string) {
    this.registry.get(environment, name);
    this.registry.remove(environment, name);
  }

  /** Finds a snapshot by name or ARN. */
  public find(environment: Environment, nameOrArn: string): Snapshot {
    return this.registry.get(environment, nameOrArn.split(':').pop()!);
  }
}
