import type { EvaluationScope } from './evaluate';
import { evaluate } from './evaluate';
import { setKey } from './parsed-object';
import { isLiteral, isObject, readName, toText } from './values';

/** The sections in which CloudFormation supports `Fn::ForEach`. */
const SECTIONS = ['Conditions', 'Outputs', 'Resources'] as const;

/** The maximum number of values that loops create. CloudFormation limits an expanded template to 1 MB. */
const MAX_VALUES = 100_000;

const PREFIX = 'Fn::ForEach::';

/** The keys and list indexes of a value in a template. */
export type TemplatePath = readonly (string | number)[];

/** A template without the loops that the scope determines. */
export interface ExpandedTemplate {
  readonly template: Readonly<Record<string, unknown>>;

  /** The paths in the original template of the resources that loops create, by logical id. */
  readonly resourcePaths: ReadonlyMap<string, TemplatePath>;
}

/** The items of the loops around a value, by identifier. */
type LoopItems = ReadonlyMap<string, string>;

/** An entry of an object in the original template, whose identifiers are not replaced. */
interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly path: TemplatePath;
}

/** A loop whose collection is determined. */
interface Loop {
  readonly identifier: string;
  readonly items: readonly string[];
  readonly fragment: Readonly<Record<string, unknown>>;
}

/** Whether a key is `Fn::ForEach::` with the name of a loop. */
export function isLoopKey(key: string): boolean {
  return key.startsWith(PREFIX);
}

/**
 * Expands `Fn::ForEach` in the sections and the resource properties. A loop stays if its collection depends on
 * deployment-time values. An object in a resource with such a loop contains only the loop, so that it is unresolved.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandLoops(template: Readonly<Record<string, unknown>>, scope: EvaluationScope): ExpandedTemplate {
  if (!SECTIONS.some((name) => containsLoop(template[name]))) {
    return { template, resourcePaths: new Map() };
  }
  const expander = new LoopExpander(scope);
  const sections = SECTIONS.flatMap((name) => {
    const section = template[name];
    return isObject(section) ? [{ name, entries: expander.expandEntries(toEntries(section, [name])) }] : [];
  });
  const resources = sections.find(({ name }) => name === 'Resources')?.entries ?? [];
  return {
    template: {
      ...template,
      ...Object.fromEntries(sections.map(({ name, entries }) => [name, toObject(entries)])),
    },
    resourcePaths: new Map(resources.filter(({ path }) => path.length > 2).map(({ key, path }) => [key, path])),
  };
}

function containsLoop(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.keys(value).some(isLoopKey) || Object.values(value).some(containsLoop);
}

class LoopExpander {
  private valueCount = 0;

  constructor(private readonly scope: EvaluationScope) {}

  /** Expands the loops in entries, and replaces the identifiers of the loops around them. */
  public expandEntries(entries: readonly Entry[], loopItems: LoopItems = new Map()): Entry[] {
    return entries.flatMap((entry) => this.expandEntry(entry, loopItems));
  }

  private expandEntry({ key, value, path }: Entry, loopItems: LoopItems): Entry[] {
    if (!isLoopKey(key)) {
      const replaced = replaceIdentifiers(value, loopItems);
      return [{ key: replaceInText(key, loopItems), value: this.expandValue(replaced), path }];
    }
    const loop = this.readLoop(value, loopItems);
    if (!loop) {
      return [{ key, value: replaceIdentifiers(value, loopItems), path }];
    }
    const entries = toEntries(loop.fragment, [...path, 2]);
    return loop.items.flatMap((item) => this.expandEntries(entries, new Map([...loopItems, [loop.identifier, item]])));
  }

  private expandValue(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((element) => this.expandValue(element));
    }
    if (!isObject(value)) {
      return value;
    }
    const entries = this.expandEntries(toEntries(value, []));
    const remainingLoops = entries.filter(({ key }) => isLoopKey(key));
    return toObject(remainingLoops.length > 0 ? remainingLoops.slice(0, 1) : entries);
  }

  /** Reads a loop. Returns undefined if it is invalid or too large, or if its collection is not determined. */
  private readLoop(value: unknown, loopItems: LoopItems): Loop | undefined {
    const [identifier, collection, fragment] = Array.isArray(value) ? value : [];
    if (typeof identifier !== 'string' || !isObject(fragment)) {
      return undefined;
    }
    const items = readItems(evaluate(replaceIdentifiers(collection, loopItems), this.scope));
    this.valueCount += (items?.length ?? 0) * countValues(fragment);
    return items && this.valueCount <= MAX_VALUES ? { identifier, items, fragment } : undefined;
  }
}

/** Returns the items of a collection, or undefined if it is unresolved or empty. */
function readItems(collection: unknown): string[] | undefined {
  const texts = Array.isArray(collection) ? collection.map((item) => (isLiteral(item) ? toText(item) : undefined)) : [];
  const items = texts.filter((text) => text !== undefined);
  return items.length > 0 && items.length === texts.length && items.some((item) => item !== '') ? items : undefined;
}

function countValues(value: unknown): number {
  return typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, element) => sum + countValues(element), 1)
    : 1;
}

/** Replaces identifiers in the keys and texts of a value, and in `Ref`. */
function replaceIdentifiers(value: unknown, loopItems: LoopItems): unknown {
  if (typeof value === 'string') {
    return replaceInText(value, loopItems);
  }
  if (Array.isArray(value)) {
    return value.map((element) => replaceIdentifiers(element, loopItems));
  }
  return isObject(value) ? replaceInObject(value, loopItems) : value;
}

function replaceInObject(value: Readonly<Record<string, unknown>>, loopItems: LoopItems): unknown {
  const item = loopItems.get(readName(value.Ref));
  if (item !== undefined) {
    return item;
  }
  const object: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    setKey(object, replaceInText(key, loopItems), replaceIdentifiers(entry, loopItems));
  }
  // A text without other variables can be the logical id in a reference.
  const text = object['Fn::Sub'];
  return loopItems.size > 0 && typeof text === 'string' && !text.includes('${') ? text : object;
}

/** `&{Identifier}` omits the characters of the item that logical ids do not support. */
function replaceInText(text: string, loopItems: LoopItems): string {
  return [...loopItems].reduce(
    (replaced, [identifier, item]) =>
      replaced
        .replaceAll(`\${${identifier}}`, () => item)
        .replaceAll(`&{${identifier}}`, () => item.replace(/[^A-Za-z0-9]/g, '')),
    text,
  );
}

function toEntries(object: Readonly<Record<string, unknown>>, path: TemplatePath): Entry[] {
  return Object.entries(object).map(([key, value]) => ({ key, value, path: [...path, key] }));
}

function toObject(entries: readonly Entry[]): Record<string, unknown> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
