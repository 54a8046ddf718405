import { isResolved } from '../private/tokens';

/** L1 names of properties that differ from the CloudFormation name in more than the first letter. */
const PROPERTY_NAME_OVERRIDES: Record<string, string> = {
  AZMode: 'azMode',
  ARN: 'arn',
  ECPUPerSecond: 'ecpuPerSecond',
  IPDiscovery: 'ipDiscovery',
  MultiAZEnabled: 'multiAzEnabled',
  OKActions: 'okActions',
  SSEAlgorithm: 'sseAlgorithm',
};

/** The L2 prop of each property, by the path of the property in the L1 props. */
export type PropNames = Readonly<Record<string, string>>;

/** The account and Region of a resource, which may be tokens. A stack is such an environment. */
export interface ResourceEnvironment {
  readonly account: string;
  readonly region: string;
}

/**
 * Reads the properties of one resource by their CloudFormation paths, such as `CacheUsageLimits.DataStorage.Minimum`,
 * from a template or from the props of an L1 construct.
 *
 * Missing and unresolved values are read as undefined, so rules need not handle tokens and intrinsic functions.
 */
export class PropertyReader {
  /**
   * @param values the properties of a template, or the props of an L1 construct
   * @param getPropNames returns the L2 props that messages refer to; called only for a message. By default, messages
   * refer to the CloudFormation names.
   * @param environment the account and Region, as far as they are known
   */
  constructor(
    public readonly values: object,
    private readonly getPropNames?: () => PropNames,
    private readonly environment?: ResourceEnvironment,
  ) {}

  /** The account of the resource, if resolved. */
  public get account(): string | undefined {
    return this.readEnvironment('account');
  }

  /** The Region of the resource, if resolved. */
  public get region(): string | undefined {
    return this.readEnvironment('region');
  }

  /** Whether the property is specified, resolved or not. */
  public has(path: string): boolean {
    return isSpecified(this.readValue(path));
  }

  /** The value, resolved or not; undefined for a missing property and for `AWS::NoValue`. */
  public raw(path: string): unknown {
    const value = this.readValue(path);
    return isSpecified(value) ? value : undefined;
  }

  /** A resolved value of any type. */
  public resolved(path: string): unknown {
    const value = this.readValue(path);
    return isResolved(value) ? value : undefined;
  }

  /** A resolved text. CloudFormation converts numbers and Booleans to text. */
  public text(path: string): string | undefined {
    return toText(this.resolved(path));
  }

  /** A resolved number. CloudFormation converts text to numbers. */
  public number(path: string): number | undefined {
    const value = this.resolved(path);
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
      return Number(value);
    }
    return typeof value === 'number' ? value : undefined;
  }

  /** A resolved Boolean. CloudFormation converts the texts "true" and "false". */
  public flag(path: string): boolean | undefined {
    const text = this.text(path)?.toLowerCase();
    return text === 'true' || text === 'false' ? text === 'true' : undefined;
  }

  /** A list of resolved length; its elements may be unresolved. */
  public list(path: string): unknown[] | undefined {
    const value = this.resolved(path);
    return Array.isArray(value) ? value.filter((element) => !isNoValue(element)) : undefined;
  }

  /** The number of elements of a list; undefined if a condition decides about one of them. */
  public count(path: string): number | undefined {
    const elements = this.list(path);
    return elements && !elements.some(isConditional) ? elements.length : undefined;
  }

  /** The name of a property in messages, in quotes. */
  public name(path: string): string {
    return `'${this.getPropNames?.()[toPropPath(path)] ?? path}'`;
  }

  /** Whether the properties come from an L2 construct, whose users write props and values of this library. */
  public get isConstruct(): boolean {
    return this.getPropNames !== undefined;
  }

  private readEnvironment(key: keyof ResourceEnvironment): string | undefined {
    const value = this.environment?.[key];
    return isResolved(value) ? value : undefined;
  }

  /** Reads the value at a path. Below an unresolved value, that value is returned. */
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

/** Converts a scalar to text, as CloudFormation does; undefined for lists and objects. */
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

/** The resolved scalars of a list as text. */
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

/** Whether a value is specified, resolved or not. CloudFormation treats `AWS::NoValue` like a missing property. */
export function isSpecified(value: unknown): boolean {
  return value !== undefined && value !== null && !isNoValue(value);
}

/** Whether a condition decides about a value. */
export function isConditional(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Fn::If' in value;
}

function isNoValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Ref' in value && value.Ref === 'AWS::NoValue';
}

/** The last step of a path: its key in a template, and its prop in an L1 construct. */
export interface PathStep {
  readonly parentPath: string;
  readonly key: string;
  readonly prop: string;
}

const PARSED_PATHS = new Map<string, PathStep>();

/** Parses a path, and caches the result, because rules read the same paths of every resource. */
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

/** The elements of a list of resolved length; they may be unresolved themselves. */
export function listElements(p: PropertyReader, list: string): ListElement[] {
  const elements = p.resolved(list);
  return Array.isArray(elements)
    ? elements.flatMap((value, index) => (isNoValue(value) ? [] : [{ path: `${list}.${index}`, value }]))
    : [];
}

/** The paths of the elements of a list. */
export function listElementPaths(p: PropertyReader, list: string): string[] {
  return listElements(p, list).map(({ path }) => path);
}

/** The resolved values of one key in the elements of a list. */
export function readElementTexts(p: PropertyReader, list: string, key: string): string[] {
  return listElementPaths(p, list)
    .map((path) => p.text(`${path}.${key}`))
    .filter((value) => value !== undefined);
}
