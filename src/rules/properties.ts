import { isKnown } from '../private/tokens';

/** Where the two spellings of a property differ by more than the case of its first letter. */
const SPELLED_OTHERWISE: Record<string, string> = { AZMode: 'azMode', ARN: 'arn', ECPUPerSecond: 'ecpuPerSecond', IPDiscovery: 'ipDiscovery', MultiAZEnabled: 'multiAzEnabled' };

/** The words in which a reader is told of the properties: its own names for them. */
export type Names = Readonly<Record<string, string>>;

/** Where a resource will be. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
}

/**
 * The properties of one resource, as the rules read them: by their CloudFormation paths such as `CacheUsageLimits.DataStorage.Minimum`,
 * whether they stand in a finished template or are about to be rendered by an L1 construct.
 *
 * What is not there, or is known only later, reads as undefined, so that no rule has to think of tokens and intrinsics.
 */
export class Properties {
  /** What was read already: several rules look at the same property. */
  private readonly read: Map<string, Found>;

  /**
   * @param values the properties, in the spelling of a template or of an L1 construct
   * @param names what the reader calls them; CloudFormation's own names when left out
   * @param place where the resource will be, as far as that is known
   */
  constructor(private readonly values: object, private readonly names?: Names, private readonly place: Place = {}) {
    this.read = new Map([['', { raw: values, isKnown: isKnown(values) }]]);
  }

  /** The account in which the resource will be. */
  public get account(): string | undefined {
    return this.place.account;
  }

  /** The Region in which the resource will be. */
  public get region(): string | undefined {
    return this.place.region;
  }

  /** Whether the property is there at all, known or not. */
  public has(path: string): boolean {
    return this.given(path) !== undefined;
  }

  /** What stands there, known or not; undefined when there is nothing, which CloudFormation also says by `AWS::NoValue`. */
  public given(path: string): unknown {
    const { raw } = this.at(path);
    return raw === null || isNoValue(raw) ? undefined : raw;
  }

  /** A known value, whatever its type. */
  public known(path: string): unknown {
    const found = this.at(path);
    return found.isKnown ? found.raw : undefined;
  }

  /** A known text. CloudFormation takes numbers and truth values for their text. */
  public text(path: string): string | undefined {
    const value = this.known(path);
    return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** A known number. CloudFormation takes the text of a number for it. */
  public number(path: string): number | undefined {
    const value = this.known(path);
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) { return Number(value); }
    return typeof value === 'number' ? value : undefined;
  }

  /** A known truth value. CloudFormation takes the texts "true" and "false" for it. */
  public flag(path: string): boolean | undefined {
    const value = this.known(path);
    return typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined;
  }

  /** A list whose length is known; its elements may not be. */
  public list(path: string): unknown[] | undefined {
    const value = this.known(path);
    return Array.isArray(value) ? value.filter(element => !isNoValue(element)) : undefined;
  }

  /** The reader's name of a property, in quotes. */
  public name(path: string): string {
    return `'${this.names?.[path] ?? path}'`;
  }

  /** Whether the reader is an L2 construct, whose users write props and values of this library. */
  public get isConstruct(): boolean {
    return this.names !== undefined;
  }

  /** The top-level properties that are there, in CloudFormation's spelling where the template has it. */
  public get topLevel(): string[] {
    return Object.keys(this.values);
  }

  private at(path: string): Found {
    let found = this.read.get(path);
    if (!found) {
      const raw = this.find(stepTo(path));
      this.read.set(path, found = { raw, isKnown: isKnown(raw) });
    }
    return found;
  }

  private find({ holder, key, prop }: Step): unknown {
    const { raw, isKnown: known }: { readonly raw: any; readonly isKnown: boolean } = this.at(holder);
    if (!known) { return raw; }
    return typeof raw !== 'object' ? undefined : this.names ? raw[prop] ?? raw[key] : raw[key];
  }
}

/** What stands at a path. */
interface Found {
  readonly raw: unknown;
  readonly isKnown: boolean;
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
    STEPS.set(path, known = { holder: path.slice(0, Math.max(dot, 0)), key, prop: SPELLED_OTHERWISE[key] ?? key[0].toLowerCase() + key.slice(1) });
  }
  return known;
}
