import { isResolved } from '../private/tokens';
import { isNoValue } from '../template/values';

/** The L1 props whose names differ from the CloudFormation names in more than the first letter. */
const PROPERTY_NAME_OVERRIDES: Record<string, string> = {
  AZMode: 'azMode',
  ARN: 'arn',
  ECPUPerSecond: 'ecpuPerSecond',
  IPDiscovery: 'ipDiscovery',
  MultiAZEnabled: 'multiAzEnabled',
  OKActions: 'okActions',
  SSEAlgorithm: 'sseAlgorithm',
};

/** The L2 props of properties, by the path of each property in the L1 props. */
export type PropNames = Readonly<Record<string, string>>;

/** The account and Region of a resource, which can be tokens. A stack has the same members. */
export interface ResourceEnvironment {
  readonly account: string;
  readonly region: string;
}

/**
 * Reads the properties of one resource by their CloudFormation paths, such as `CacheUsageLimits.DataStorage.Minimum`,
 * from a template or from the props of an L1 construct.
 *
 * Missing and unresolved values are read as undefined, so rules do not have to handle tokens and intrinsic functions.
 */
export class PropertyReader {
  /**
   * @param values the properties of a template, or the props of an L1 construct
   * @param getPropNames returns the L2 props that messages refer to, and is called only for messages. By default,
   * messages refer to the CloudFormation names.
   * @param environment the account and Region, which can be unresolved
   */
  constructor(
    public readonly values: object,
    private readonly getPropNames?: () => PropNames,
    private readonly environment?: Partial<ResourceEnvironment>,
  ) {}

  /** The account of the resource, if it is resolved. */
  public get account(): string | undefined {
    return this.readEnvironment('account');
  }

  /** The Region of the resource, if it is resolved. */
  public get region(): string | undefined {
    return this.readEnvironment('region');
  }

  /** Whether the property is specified, resolved or not. */
  public has(path: string): boolean {
    return isSpecified(this.readValue(path));
  }

  /** Returns the value, resolved or not. Returns undefined for a missing property and for `AWS::NoValue`. */
  public raw(path: string): unknown {
    const value = this.readValue(path);
    return isSpecified(value) ? value : undefined;
  }

  /** Returns a resolved value of any type. */
  public resolved(path: string): unknown {
    const value = this.readValue(path);
    return isResolved(value) ? value : undefined;
  }

  /** Returns a resolved text. Like CloudFormation, converts numbers and Booleans to text. */
  public text(path: string): string | undefined {
    return toText(this.resolved(path));
  }

  /** Returns a resolved number. Like CloudFormation, converts text to numbers. */
  public number(path: string): number | undefined {
    const value = this.resolved(path);
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
      return Number(value);
    }
    return typeof value === 'number' ? value : undefined;
  }

  /** Returns a resolved Boolean. Like CloudFormation, converts the texts "true" and "false". */
  public flag(path: string): boolean | undefined {
    const text = this.text(path)?.toLowerCase();
    return text === 'true' || text === 'false' ? text === 'true' : undefined;
  }

  /** Returns a list whose length is resolved. Its elements can be unresolved. */
  public list(path: string): unknown[] | undefined {
    const value = this.resolved(path);
    return Array.isArray(value) ? value.filter((element) => !isNoValue(element)) : undefined;
  }

  /** Returns the number of elements of a list, or undefined if an element depends on a condition. */
  public count(path: string): number | undefined {
    const elements = this.list(path);
    return elements && !elements.some(isConditional) ? elements.length : undefined;
  }

  /** Returns the name of a property in messages, in quotes. */
  public name(path: string): string {
    return `'${this.getPropNames?.()[toPropPath(path)] ?? path}'`;
  }

  /** Whether the properties belong to an L2 construct, so that messages refer to its props and values. */
  public get isConstruct(): boolean {
    return this.getPropNames !== undefined;
  }

  private readEnvironment(key: keyof ResourceEnvironment): string | undefined {
    const value = this.environment?.[key];
    return isResolved(value) ? value : undefined;
  }

  /** Reads the value at a path. If a value along the path is unresolved, returns that value. */
  private readValue(path: string): unknown {
    const step = parsePath(path);
    if (step.parentPath === '') {
      return this.readStep(this.values, step);
    }
    const parent = this.readValue(step.parentPath);
    if (!isResolved(parent)) {
      return parent;
    }
    return typeof parent === 'object' ? this.readStep(parent, step) : undefined;
  }

  protected readStep(parent: any, { key, prop }: PathStep): unknown {
    return this.isConstruct ? (parent[prop] ?? parent[key]) : parent[key];
  }
}

/** Converts a scalar to text, as CloudFormation does. Returns undefined for lists and objects. */
export function toText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

/** Returns the resolved scalars of a list as text. */
export function toTexts(elements: readonly unknown[] = []): string[] {
  return elements
    .filter(isResolved)
    .map(toText)
    .filter((text) => text !== undefined);
}

/** Converts the CloudFormation name of a property to the name of the L1 prop. */
export function toPropName(key: string): string {
  return PROPERTY_NAME_OVERRIDES[key] ?? key[0].toLowerCase() + key.slice(1);
}

function toPropPath(path: string): string {
  return path.split('.').map(toPropName).join('.');
}

/** Whether a value is specified, resolved or not. CloudFormation treats `AWS::NoValue` as a missing property. */
export function isSpecified(value: unknown): boolean {
  return value !== undefined && value !== null && !isNoValue(value);
}

/** Whether a value depends on a condition. */
export function isConditional(value: unknown): value is { readonly 'Fn::If': readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'Fn::If' in value;
}

/**
 * Whether a value of a template can be missing because it is `AWS::NoValue`, depending on conditions. A list can be
 * missing if all of its elements can be.
 */
export function canBeNoValue(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(canBeNoValue);
  }
  return isConditional(value) ? value['Fn::If'].slice(1).some(canBeNoValue) : isNoValue(value);
}

/** Whether a condition determines if a value of a template is `AWS::NoValue`. */
export function isMissingByCondition(value: unknown): boolean {
  return canBeNoValue(value) && !isAlwaysNoValue(value);
}

function isAlwaysNoValue(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(isAlwaysNoValue);
  }
  return isConditional(value) ? value['Fn::If'].slice(1).every(isAlwaysNoValue) : isNoValue(value);
}

/** The last step of a path: its key in a template, and its prop in an L1 construct. */
export interface PathStep {
  readonly parentPath: string;
  readonly key: string;
  readonly prop: string;
}

const PARSED_PATHS = new Map<string, PathStep>();

/** Parses a path. The result is cached, because rules read the same paths of every resource. */
function parsePath(path: string): PathStep {
  let step = PARSED_PATHS.get(path);
  if (!step) {
    const dot = path.lastIndexOf('.');
    const key = path.slice(dot + 1);
    step = { parentPath: path.slice(0, Math.max(dot, 0)), key, prop: toPropName(key) };
    PARSED_PATHS.set(path, step);
  }
  return step;
}

/** An element of a list with its path, such as `Members.0`. */
interface ListElement {
  readonly path: string;
  readonly value: unknown;
}

/** Returns the elements of a list whose length is resolved. The elements can be unresolved. */
export function listElements(p: PropertyReader, list: string): ListElement[] {
  const elements = p.resolved(list);
  return Array.isArray(elements)
    ? elements.flatMap((value, index) => (isNoValue(value) ? [] : [{ path: `${list}.${index}`, value }]))
    : [];
}

/** Returns the paths of the elements of a list. */
export function listElementPaths(p: PropertyReader, list: string): string[] {
  return listElements(p, list).map(({ path }) => path);
}

/** Returns the resolved values of one key in the elements of a list. */
export function readElementTexts(p: PropertyReader, list: string, key: string): string[] {
  return listElementPaths(p, list)
    .map((path) => p.text(`${path}.${key}`))
    .filter((value) => value !== undefined);
}
