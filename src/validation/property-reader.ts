import { isResolved } from '../private/tokens';

/** Where the two spellings of a property differ by more than the case of its first letter. */
const PROPERTY_NAME_OVERRIDES: Record<string, string> = {
  AZMode: 'azMode',
  ARN: 'arn',
  ECPUPerSecond: 'ecpuPerSecond',
  IPDiscovery: 'ipDiscovery',
  MultiAZEnabled: 'multiAzEnabled',
};

/** The props that decide the properties, by the paths of the properties in the spelling of L1 constructs. */
export type PropertyNames = Readonly<Record<string, string>>;

/** Where a resource will be, if only as tokens. A stack is such a place. */
export interface ResourceEnvironment {
  readonly account: string;
  readonly region: string;
}

/**
 * The properties of one resource, as the rules read them: by their CloudFormation paths such as
 * `CacheUsageLimits.DataStorage.Minimum`, whether they stand in a finished template or are about to be rendered by an
 * L1 construct.
 *
 * What is not there, or is known only later, reads as undefined, so that no rule has to think of tokens and intrinsics.
 */
export class PropertyReader {
  private readonly readKeys = new Set<string>();

  /**
   * @param values the properties, in the spelling of a template or of an L1 construct
   * @param names what the reader calls them; CloudFormation's own names when left out
   * @param environment where the resource will be, as far as that is known
   */
  constructor(
    private readonly values: object,
    private readonly names?: PropertyNames,
    private readonly environment?: ResourceEnvironment,
  ) {}

  /** The account in which the resource will be; undefined when it is not known. */
  public get account(): string | undefined {
    return this.readEnvironment('account');
  }

  /** The Region in which the resource will be; undefined when it is not known. */
  public get region(): string | undefined {
    return this.readEnvironment('region');
  }

  /** Whether the property is there at all, known or not. */
  public has(path: string): boolean {
    return isGiven(this.at(path));
  }

  /**
   * What stands there, known or not; undefined when there is nothing, which CloudFormation also says by `AWS::NoValue`.
   */
  public raw(path: string): unknown {
    const raw = this.at(path);
    return isGiven(raw) ? raw : undefined;
  }

  /** A known value, whatever its type. */
  public resolved(path: string): unknown {
    const raw = this.at(path);
    return isResolved(raw) ? raw : undefined;
  }

  /** A known text. CloudFormation takes numbers and truth values for their text. */
  public text(path: string): string | undefined {
    const value = this.resolved(path);
    return typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : undefined;
  }

  /** A known number. CloudFormation takes the text of a number for it. */
  public number(path: string): number | undefined {
    const value = this.resolved(path);
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
      return Number(value);
    }
    return typeof value === 'number' ? value : undefined;
  }

  /** A known truth value. CloudFormation takes the texts "true" and "false" for it. */
  public flag(path: string): boolean | undefined {
    const value = this.resolved(path);
    return typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined;
  }

  /** A list whose length is known; its elements may not be. */
  public list(path: string): unknown[] | undefined {
    const value = this.resolved(path);
    return Array.isArray(value) ? value.filter((element) => !isNoValue(element)) : undefined;
  }

  /** The reader's name of a property, in quotes. */
  public name(path: string): string {
    return `'${this.names?.[toPropPath(path)] ?? path}'`;
  }

  /** Whether the reader is an L2 construct, whose users write props and values of this library. */
  public get isConstruct(): boolean {
    return this.names !== undefined;
  }

  /**
   * The top-level properties that were looked at since this was last asked; also `account` and `region`, which begin
   * with a small letter.
   */
  public takeReadKeys(): string[] {
    const keys = [...this.readKeys];
    this.readKeys.clear();
    return keys;
  }

  /** What one of them is. */
  public readTopLevel(key: string): unknown {
    return isEnvironmentKey(key) ? this.environment?.[key] : this.in(this.values, stepTo(key));
  }

  private readEnvironment(key: keyof ResourceEnvironment): string | undefined {
    this.readKeys.add(key);
    const value = this.environment?.[key];
    return isResolved(value) ? value : undefined;
  }

  /** What stands at a path; below something that is known only later, that. */
  private at(path: string): unknown {
    const step = stepTo(path);
    if (step.holder === '') {
      this.readKeys.add(path);
      return this.in(this.values, step);
    }
    const holder = this.at(step.holder);
    return !isResolved(holder) ? holder : typeof holder === 'object' ? this.in(holder, step) : undefined;
  }

  private in(holder: any, { key, prop }: Step): unknown {
    return this.names ? (holder[prop] ?? holder[key]) : holder[key];
  }
}

/** A key of a property in the spelling of L1 constructs. */
export function toPropSpelling(key: string): string {
  return PROPERTY_NAME_OVERRIDES[key] ?? key[0].toLowerCase() + key.slice(1);
}

function toPropPath(path: string): string {
  return path.split('.').map(toPropSpelling).join('.');
}

function isEnvironmentKey(key: string): key is keyof ResourceEnvironment {
  return key === 'account' || key === 'region';
}

/** Whether something is there, known or not; `AWS::NoValue` is CloudFormation's word for nothing. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !isNoValue(value);
}

function isNoValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Ref' in value && value.Ref === 'AWS::NoValue';
}

/** The last step of a path: in what, and by which key of a template or of an L1 construct. */
interface Step {
  readonly holder: string;
  readonly key: string;
  readonly prop: string;
}

const STEPS = new Map<string, Step>();

function stepTo(path: string): Step {
  let known = STEPS.get(path);
  if (!known) {
    const dot = path.lastIndexOf('.');
    const key = path.slice(dot + 1);
    STEPS.set(
      path,
      (known = {
        holder: path.slice(0, Math.max(dot, 0)),
        key,
        prop: toPropSpelling(key),
      }),
    );
  }
  return known;
}
