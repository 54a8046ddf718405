import { readFlag, readInteger } from './expressions';
import { selectBranches } from './select-branches';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { formatList } from '../../private/text';
import { PROPERTIES } from '../../service-data/generated/resource-properties';
import { isLiteral, isNoValue, parseFunctionCall, toObject, toText } from '../../template/values';

export const TYPE_PREFIX = 'AWS::ElastiCache::';

/** The names of the attributes that are no attributes of CloudFormation resources, but their content. */
const CONTENT = ['Type', 'Properties'];

/** The functions whose results are only known during a deployment. */
const DEPLOYMENT_FUNCTIONS = ['Fn::GetAtt', 'Fn::ImportValue', 'Fn::GetAZs'];

/** The template of a resource. */
export interface ResourceSource {
  /** Finds the parameters without a specified value on which a value depends, also through conditions. */
  findUnknownParameters(value: unknown): readonly string[];

  /** Finds the parameters with `NoEcho` on which a value depends, also through conditions. */
  findSecretParameters(value: unknown): readonly string[];

  /** Finds the pseudo parameters on which a value depends, also through conditions. */
  findPseudoParameters(value: unknown): readonly string[];

  /** Finds the conditions of a resource whose values the specified parameters determine. */
  findKnownConditions(logicalId: string): ReadonlyMap<string, boolean>;

  /** Evaluates a resource as far as the template and the specified parameters determine it. */
  evaluateResource(logicalId: string): unknown;
}

/** A resource whose properties are read once each, so that the others can be listed. */
export class DeployedResource {
  private readonly unread: Set<string>;
  private readonly omitted = new Set<string>();
  private readonly evaluated = new Map<string, string>();

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

  /** The values that replace functions, because the construct needs them at synthesis. */
  public get evaluatedValues(): string[] {
    return [...this.evaluated].map(([name, value]) => `${name}: ${value}`);
  }

  /** Whether the template contains a property, which conditions can omit. */
  public isInTemplate(name: string): boolean {
    return isSpecified(this.properties[name]) && !this.omitted.has(name);
  }

  /** Whether a property is specified. Omits a property that conditions with a known value omit. */
  public has(name: string): boolean {
    if (this.isInTemplate(name) && this.selectStructure(name) === undefined) {
      this.omit(name);
      this.replaceFunction(name, 'not specified');
    }
    return this.isInTemplate(name);
  }

  /**
   * Treats the properties with an empty list or object as if they were not specified, and returns their names.
   *
   * @param exceptions the properties that stay specified
   */
  public omitEmpty(exceptions: readonly string[] = []): string[] {
    const names = this.unreadNames.filter((name) => isEmpty(this.properties[name]) && !exceptions.includes(name));
    names.forEach((name) => this.omit(name));
    return names;
  }

  /** Discards what was read, so that another construct can be declared. */
  public reset(): void {
    this.evaluated.clear();
    this.omitted.clear();
  }

  /**
   * Returns the value of a property, or undefined if it is not specified. Lists and objects contain the elements that
   * known conditions select.
   */
  public read(name: string): unknown {
    this.unread.delete(name);
    if (this.isScalar(name)) {
      return this.isInTemplate(name) ? this.properties[name] : undefined;
    }
    if (!this.has(name)) {
      return undefined;
    }
    const value = this.properties[name];
    const structure = this.selectStructure(name);
    if (JSON.stringify(structure) !== JSON.stringify(value)) {
      this.replaceFunction(name, formatValue(structure));
    }
    return structure;
  }

  /** Renders the value of a property, if it is specified. */
  public map(name: string, render: (value: unknown) => string): string | undefined {
    const value = this.read(name);
    return value === undefined ? undefined : render(value);
  }

  /** Reads a flag that must be known at synthesis. */
  public readFlag(name: string): boolean | undefined {
    return this.readKnown(name, readFlag);
  }

  /** Reads a number that must be known at synthesis. */
  public readInteger(name: string): number | undefined {
    return this.readKnown(name, readInteger);
  }

  /** Reads a text that must be known at synthesis. */
  public readText(name: string): string | undefined {
    return this.readKnown(name, (value) => (isLiteral(value) ? toText(value) : undefined));
  }

  /** Reads a list whose length must be known at synthesis. */
  public readList(name: string): readonly unknown[] | undefined {
    return this.readKnown(name, parseList);
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

  /**
   * Reads a value that must be known at synthesis.
   *
   * @param parse returns undefined for a value that is not known
   * @throws UnsupportedResourceError if the template and the specified parameters do not determine the value
   */
  public readKnown<T>(name: string, parse: (value: unknown) => T | undefined): T | undefined {
    const value = this.read(name);
    const constant = parse(value);
    if (value === undefined || constant !== undefined || !this.has(name)) {
      return constant;
    }
    const evaluatedValue = this.evaluate(name);
    const evaluated = parse(evaluatedValue);
    if (evaluated === undefined) {
      throw this.createUnknownError(name);
    }
    this.replaceFunction(name, formatValue(evaluatedValue));
    return evaluated;
  }

  /** Records a value that replaces the functions of a property. */
  public replaceFunction(name: string, value: string): void {
    this.evaluated.set(name, value);
  }

  /** Creates an error for a property that is not known at synthesis, with the cause. */
  public createUnknownError(name: string): UnsupportedResourceError {
    return new UnsupportedResourceError(`${name} is not known at synthesis${this.describeCause(name)}`);
  }

  private describeCause(name: string): string {
    const value = this.properties[name];
    const names = this.source.findUnknownParameters(value);
    if (names.length > 0) {
      return `. Specify the value of ${formatList(names)} with --parameters`;
    }
    const secretNames = this.source.findSecretParameters(value);
    if (secretNames.length > 0) {
      const parameters = secretNames.length > 1 ? 'parameters' : 'parameter';
      return `, because it depends on the NoEcho ${parameters} ${formatList(secretNames)}`;
    }
    const pseudoNames = this.source.findPseudoParameters(value);
    if (pseudoNames.length > 0) {
      return `, because it depends on ${formatList(pseudoNames)}`;
    }
    const functionName = DEPLOYMENT_FUNCTIONS.find((each) => containsFunction(value, each));
    return functionName === undefined ? '' : `, because CloudFormation evaluates ${functionName} during the deployment`;
  }

  private omit(name: string): void {
    this.omitted.add(name);
    this.unread.delete(name);
  }

  /** Whether the value is a text, number, or flag, for which a prop can accept a function. */
  private isScalar(name: string): boolean {
    return typeof PROPERTIES[this.type]?.[name] === 'string';
  }

  private selectStructure(name: string): unknown {
    return selectBranches(this.properties[name], this.source.findKnownConditions(this.logicalId));
  }
}

/** Whether a value is an empty list or object. */
export function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isSpecified(value: unknown): boolean {
  return value !== undefined && value !== null && !isNoValue(value);
}

function parseList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function formatValue(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function containsFunction(value: unknown, name: string): boolean {
  const members = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return parseFunctionCall(value)?.name === name || members.some((member) => containsFunction(member, name));
}
