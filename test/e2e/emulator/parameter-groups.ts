import type { EngineNode } from './engine-node';
import { engineFor } from './engine-selection';
import type { Judge } from './engine-validator';
import { checkMemcached } from './memcached-parameters';
import { Registry } from './registry';
import type { Made, Place, Provider } from './resource-provider';
import { agree } from './resource-provider';
import { ReplyError } from '../../engines';

/** What only ElastiCache knows, or an engine takes only when it starts; the rest is asked of an engine. */
const NOT_ASKED = new RegExp(
  [
    '^cluster-enabled$',
    '^databases$',
    '^cluster-databases$',
    '^reserved-memory(-percent)?$',
    '^close-on-(replica|slave)-write$',
    '^client-output-buffer-limit-',
    '^(replica|slave)-allow-chaining$',
    '^rename-commands$',
    '^json\\.',
    '^search[-.]',
    '^bf\\.',
    '^appendonly$',
    '^appendfsync$',
    '^activedefrag$',
    '^io-threads$',
  ].join('|'),
);

const FAMILIES: Readonly<Record<string, readonly [string, string]>> = {
  valkey7: ['valkey', '7.2'],
  valkey8: ['valkey', '8.1'],
  valkey9: ['valkey', '9.1'],
  'redis5.0': ['redis', '6.0'],
  'redis6.x': ['redis', '6.2'],
  redis7: ['redis', '7.0'],
};

/** A group's family and values. */
export interface ParameterGroup {
  readonly family: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Parameter groups: every value is asked of an engine of the family, by CONFIG SET or, of Memcached, by its start. */
export class ParameterGroups implements Provider {
  private readonly known = new Registry<ParameterGroup>('CacheParameterGroup');
  private readonly listeners = new Set<(place: Place, name: string) => Promise<void>>();
  private count = 0;

  constructor(private readonly judge: Judge) {}

  /** Calls back when the values of a group have changed. */
  public onChange(listener: (place: Place, name: string) => Promise<void>) {
    this.listeners.add(listener);
  }

  /** The group of the name; AWS's own ones are there without being made. */
  public get(place: Place, name: string | undefined): ParameterGroup {
    const [, family, on] = /^default\.([a-z]+[0-9.x]+?)(\.cluster\.on)?$/.exec(name ?? '') ?? [];
    if (name === undefined || family) {
      return { family: family ?? '', values: on ? { 'cluster-enabled': 'yes' } : {} };
    }
    return this.known.get(place, name);
  }

  public async create(place: Place, properties: any, logicalId: string): Promise<Made> {
    await this.check(properties);
    const name = `${properties.CacheParameterGroupName ?? logicalId}-${(this.count += 1)}`.toLowerCase();
    this.known.add(place, name, { family: properties.CacheParameterGroupFamily, values: properties.Properties ?? {} });
    return { physicalId: name, attributes: { CacheParameterGroupName: name } };
  }

  public async update(place: Place, name: string, properties: any): Promise<Made> {
    await this.check(properties);
    this.known.replace(place, name, {
      family: properties.CacheParameterGroupFamily,
      values: properties.Properties ?? {},
    });
    for (const listener of this.listeners) {
      await listener(place, name);
    }
    return { physicalId: name, attributes: { CacheParameterGroupName: name } };
  }

  public async adopt(
    place: Place,
    name: string,
    { CacheParameterGroupFamily: family, Properties: values = {} }: any,
  ): Promise<Made> {
    agree(`CacheParameterGroup ${name}`, { ...this.known.get(place, name) }, { family, values });
    return { physicalId: name, attributes: { CacheParameterGroupName: name } };
  }

  public async delete(place: Place, name: string) {
    this.known.get(place, name);
    this.known.remove(place, name);
  }

  private async check({ CacheParameterGroupFamily: family, Properties: values = {} }: any) {
    if (/^memcached1\.[456]$/.test(family)) {
      return checkMemcached(family, values);
    }
    const version = FAMILIES[family];
    if (!version) {
      throw new Error(`CacheParameterGroupFamily ${family} is not a valid parameter group family.`);
    }
    const { connection } = await this.judge.engine(engineFor(...version));
    for (const [name, value] of Object.entries(values).filter(([one]) => !NOT_ASKED.test(one))) {
      const [, before] = (await connection.call('CONFIG', 'GET', name)) as string[];
      if (before === undefined) {
        throw new Error(`The parameter ${name} does not exist in ${family}.`);
      }
      const reply = await connection.call('CONFIG', 'SET', name, String(value));
      if (reply instanceof ReplyError) {
        throw new Error(`The value ${JSON.stringify(value)} of the parameter ${name} is not valid: ${reply.message}`);
      }
      await connection.call('CONFIG', 'SET', name, before);
    }
  }
}

/** Sets the values of a group on an engine that runs. */
export async function applyParameters(node: EngineNode, { values }: ParameterGroup) {
  for (const [name, value] of Object.entries(values).filter(([one]) => !NOT_ASKED.test(one))) {
    await node.call('CONFIG', 'SET', name, String(value));
  }
}
