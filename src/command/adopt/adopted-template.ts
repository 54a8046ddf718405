import { readFlag, readInteger } from './expressions';
import { isNoValue, toObject } from '../../template/values';

export const TYPE_PREFIX = 'AWS::ElastiCache::';

/** The attributes of a resource that are not properties. */
export interface ResourceAttributes {
  readonly DeletionPolicy?: unknown;
  readonly UpdateReplacePolicy?: unknown;
  readonly UpdatePolicy?: unknown;
  readonly DependsOn?: unknown;
  readonly Condition?: unknown;
}

/** A resource whose properties are read once each, so that the others can be listed. */
export class DeployedResource {
  /** The parameters whose default values replace them, because the construct needs the value at synthesis. */
  public readonly replacedParameters: string[] = [];

  private readonly unread: Set<string>;

  constructor(
    public readonly logicalId: string,
    private readonly definition: Readonly<Record<string, unknown>>,
    private readonly parameters: Readonly<Record<string, unknown>>,
  ) {
    this.unread = new Set(Object.keys(this.properties).filter((name) => isSpecified(this.properties[name])));
  }

  /** The type without its service, such as `ReplicationGroup`. */
  public get shortType(): string {
    return this.type.slice(TYPE_PREFIX.length);
  }

  public get type(): string {
    return String(this.definition.Type);
  }

  public get attributes(): ResourceAttributes {
    return this.definition;
  }

  public get properties(): Readonly<Record<string, unknown>> {
    const { Properties } = this.definition;
    return toObject(Properties);
  }

  /** The specified properties that were not read. */
  public get unreadNames(): string[] {
    return [...this.unread];
  }

  public has(name: string): boolean {
    return isSpecified(this.properties[name]);
  }

  /** Returns the value of a property, or undefined if it is not specified. */
  public read(name: string): unknown {
    this.unread.delete(name);
    return this.has(name) ? this.properties[name] : undefined;
  }

  /** Renders the value of a property, if it is specified. */
  public map(name: string, render: (value: unknown) => string): string | undefined {
    const value = this.read(name);
    return value === undefined ? undefined : render(value);
  }

  /** Reads a flag, or the default value of the parameter that contains it. */
  public readFlag(name: string): boolean | undefined {
    return this.readConstant(name, readFlag);
  }

  /** Reads a number, or the default value of the parameter that contains it. */
  public readInteger(name: string): number | undefined {
    return this.readConstant(name, readInteger);
  }

  private readConstant<T>(name: string, read: (value: unknown) => T | undefined): T | undefined {
    const value = this.read(name);
    if (value === undefined) {
      return undefined;
    }
    const constant = read(value);
    if (constant !== undefined) {
      return constant;
    }
    const parameter = String(toObject(value).Ref);
    const defaultValue = read(toObject(this.parameters[parameter]).Default);
    if (defaultValue === undefined) {
      throw new InexpressibleError(`${name} is not known at synthesis`);
    }
    this.replacedParameters.push(`${name}: ${String(defaultValue)}, the default value of the parameter ${parameter}`);
    return defaultValue;
  }
}

/** A resource that the constructs of the library cannot express, so that it stays an L1 construct. */
export class InexpressibleError extends Error {
  /** @param reason the reason as a clause */
  constructor(public readonly reason: string) {
    super(reason);
    this.name = 'InexpressibleError';
  }
}

function isSpecified(value: unknown): boolean {
  return value !== undefined && value !== null && !isNoValue(value);
}
