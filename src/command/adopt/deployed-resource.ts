import { readFlag, readInteger } from './expressions';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { formatList } from '../../private/text';
import { isLiteral, isNoValue, toObject, toText } from '../../template/values';

export const TYPE_PREFIX = 'AWS::ElastiCache::';

/** The names of the attributes that are no attributes of CloudFormation resources, but their content. */
const CONTENT = ['Type', 'Properties'];

/** The template of a resource. */
export interface ResourceSource {
  /** Finds the parameters without a specified value on which a value depends, also through conditions. */
  findUnknownParameters(value: unknown): readonly string[];

  /** Evaluates a resource as far as the template and the specified parameters determine it. */
  evaluateResource(logicalId: string): unknown;
}

/** A resource whose properties are read once each, so that the others can be listed. */
export class DeployedResource {
  /** The values that replace functions, because the construct needs them at synthesis. */
  public readonly evaluatedValues: string[] = [];

  private readonly unread: Set<string>;
  private readonly omitted = new Set<string>();

  constructor(
    public readonly logicalId: string,
    private readonly definition: Readonly<Record<string, unknown>>,
    private readonly source: ResourceSource,
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

  /** The attributes of the resource that are not properties, such as `DependsOn`. */
  public get attributes(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.definition).filter(([name]) => !CONTENT.includes(name)));
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
    return isSpecified(this.properties[name]) && !this.omitted.has(name);
  }

  /**
   * Treats the properties with an empty list or object as if they were not specified, and returns their names.
   *
   * @param exceptions the properties that stay specified
   */
  public omitEmpty(exceptions: readonly string[] = []): string[] {
    const names = this.unreadNames.filter((name) => isEmpty(this.properties[name]) && !exceptions.includes(name));
    names.forEach((name) => {
      this.omitted.add(name);
      this.unread.delete(name);
    });
    return names;
  }

  /** Discards what was read, so that another construct can be declared. */
  public reset(): void {
    this.evaluatedValues.splice(0);
    this.omitted.clear();
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

  /** Reads a flag that must be known at synthesis. */
  public readFlag(name: string): boolean | undefined {
    return this.readConstant(name, readFlag);
  }

  /** Reads a number that must be known at synthesis. */
  public readInteger(name: string): number | undefined {
    return this.readConstant(name, readInteger);
  }

  /** Reads a text that must be known at synthesis. */
  public readText(name: string): string | undefined {
    return this.readConstant(name, (value) => (isLiteral(value) ? toText(value) : undefined));
  }

  /** Reads a list whose length must be known at synthesis. */
  public readList(name: string): readonly unknown[] | undefined {
    return this.readConstant(name, (value) => (Array.isArray(value) ? value : undefined));
  }

  /** Renders a text that must be known at synthesis, if it is specified. */
  public mapText(name: string, render: (text: string) => string): string | undefined {
    const text = this.readText(name);
    return text === undefined ? undefined : render(text);
  }

  /** Returns the value of a property as far as the template and the specified parameters determine it. */
  public evaluate(name: string): unknown {
    const { Properties } = toObject(this.source.evaluateResource(this.logicalId));
    return toObject(Properties)[name];
  }

  private readConstant<T>(name: string, parse: (value: unknown) => T | undefined): T | undefined {
    const value = this.read(name);
    const constant = parse(value);
    if (value === undefined || constant !== undefined) {
      return constant;
    }
    const evaluated = parse(this.evaluate(name));
    if (evaluated === undefined) {
      throw new UnsupportedResourceError(`${name} is not known at synthesis${this.suggestParameters(value)}`);
    }
    this.evaluatedValues.push(
      `${name}: ${typeof evaluated === 'object' ? JSON.stringify(evaluated) : String(evaluated)}`,
    );
    return evaluated;
  }

  private suggestParameters(value: unknown): string {
    const names = this.source.findUnknownParameters(value);
    return names.length > 0 ? `. Specify the value of ${formatList(names)} with --parameters` : '';
  }
}

/** Whether a value is an empty list or object. */
export function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isSpecified(value: unknown): boolean {
  return value !== undefined && value !== null && !isNoValue(value);
}
