import { Registry } from './registry';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { assertMatches, generatePhysicalId } from './resource-provider';
import { ReplyError } from '../../../engines';
import type { EngineNode } from '../engines/engine-node';
import type { EngineValidator } from '../engines/engine-validator';
import { validateMemcachedParameters } from '../engines/memcached-parameters';
import { selectEngine } from '../engines/select-engine';

/**
 * Parameters that only ElastiCache has, or that an engine accepts only when it starts. `CONFIG SET` validates the
 * others.
 */
const NOT_VALIDATED_BY_ENGINE = new RegExp(
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

const ENGINES_BY_FAMILY: Readonly<Record<string, readonly [string, string]>> = {
  valkey7: ['valkey', '7.2'],
  valkey8: ['valkey', '8.1'],
  valkey9: ['valkey', '9.1'],
  'redis5.0': ['redis', '6.0'],
  'redis6.x': ['redis', '6.2'],
  redis7: ['redis', '7.0'],
};

/** The family and values of a parameter group. */
export interface ParameterGroup {
  readonly family: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Provides `AWS::ElastiCache::ParameterGroup`. An engine of the family validates every value: by `CONFIG SET`, or by
 * starting Memcached.
 */
export class ParameterGroups implements ResourceProvider {
  private readonly registry = new Registry<ParameterGroup>('CacheParameterGroup');
  private readonly listeners = new Set<(environment: Environment, name: string) => Promise<void>>();

  constructor(private readonly validator: EngineValidator) {}

  /** Registers a callback for changes of the values of a group. */
  public onChange(listener: (environment: Environment, name: string) => Promise<void>) {
    this.listeners.add(listener);
  }

  /** Returns a group by name. The default groups of AWS exist without being created. */
  public get(environment: Environment, name: string | undefined): ParameterGroup {
    const [, family, clusterMode] = /^default\.([a-z]+[0-9.x]+?)(\.cluster\.on)?$/.exec(name ?? '') ?? [];
    if (name === undefined || family) {
      return { family: family ?? '', values: clusterMode ? { 'cluster-enabled': 'yes' } : {} };
    }
    return this.registry.get(environment, name);
  }

  public async create(environment: Environment, properties: any, logicalId: string): Promise<ProvisionedResource> {
    await this.validate(properties);
    const name = generatePhysicalId(properties.CacheParameterGroupName ?? logicalId);
    this.registry.add(environment, name, {
      family: properties.CacheParameterGroupFamily,
      values: properties.Properties ?? {},
    });
    return { physicalId: name, attributes: { CacheParameterGroupName: name } };
  }

  public async update(environment: Environment, name: string, properties: any): Promise<ProvisionedResource> {
    await this.validate(properties);
    this.registry.replace(environment, name, {
      family: properties.CacheParameterGroupFamily,
      values: properties.Properties ?? {},
    });
    for (const listener of this.listeners) {
      await listener(environment, name);
    }
    return { physicalId: name, attributes: { CacheParameterGroupName: name } };
  }

  public async import(
    environment: Environment,
    name: string,
    { CacheParameterGroupFamily: family, Properties: values = {} }: any,
  ): Promise<ProvisionedResource> {
    assertMatches(`CacheParameterGroup ${name}`, { ...this.registry.get(environment, name) }, { family, values });
    return { physicalId: name, attributes: { CacheParameterGroupName: name } };
  }

  public async delete(environment: Environment, name: string) {
    this.registry.get(environment, name);
    this.registry.remove(environment, name);
  }

  private async validate({ CacheParameterGroupFamily: family, Properties: values = {} }: any) {
    if (/^memcached1\.[456]$/.test(family)) {
      return validateMemcachedParameters(family, values);
    }
    const version = ENGINES_BY_FAMILY[family];
    if (!version) {
      throw new Error(`CacheParameterGroupFamily ${family} is not a valid parameter group family.`);
    }
    const { connection } = await this.validator.getEngine(selectEngine(...version));
    for (const [name, value] of engineParameters(values)) {
      const [, oldValue] = (await connection.call('CONFIG', 'GET', name)) as string[];
      if (oldValue === undefined) {
        throw new Error(`The parameter ${name} does not exist in ${family}.`);
      }
      const reply = await connection.call('CONFIG', 'SET', name, String(value));
      if (reply instanceof ReplyError) {
        throw new Error(`The value ${JSON.stringify(value)} of the parameter ${name} is not valid: ${reply.message}`);
      }
      await connection.call('CONFIG', 'SET', name, oldValue);
    }
  }
}

/** Sets the values of a group on a running engine. */
export async function applyParameters(node: EngineNode, { values }: ParameterGroup) {
  for (const [name, value] of engineParameters(values)) {
    await node.call('CONFIG', 'SET', name, String(value));
  }
}

/** The parameters that an engine accepts by `CONFIG SET`. */
function engineParameters<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).filter(([name]) => !NOT_VALIDATED_BY_ENGINE.test(name));
}
