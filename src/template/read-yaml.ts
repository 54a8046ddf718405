import type { Alias, Node, Pair, Scalar, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar } from 'yaml';
import { isPlain } from './parse-yaml';
import { setKey } from './parsed-object';
import { normalizeArgument, toLongForm } from './short-forms';
import type { SourceMap } from './source-map';
import type { SourceText, TemplateSyntaxError } from './source-text';
import { MAX_DEPTH, TOO_DEEP } from './source-text';
import { isObject } from './values';
import { resolvePlainScalar } from './yaml-scalars';

/** The maximum number of values that aliases add to a document. */
const MAX_ALIAS_VALUES = 100_000;

/** The prefix of the tags of YAML, such as `!!str`. */
const CORE_TAG = 'tag:yaml.org,2002:';
const SCALAR_TAGS = new Set(['bool', 'float', 'int', 'null'].map((name) => CORE_TAG + name));
const PLAIN_TAGS = new Set(['!', ...['map', 'seq', 'str'].map((name) => CORE_TAG + name)]);

/** The tag or anchor before a value. */
const PROPERTIES_BEFORE = /(?:[!&][^\s,[\]{}]*\s+)+$/;

/** The number of characters before a value in which its tag is searched. */
const MAX_PROPERTIES_LENGTH = 200;

/** Receives what CloudFormation supports only in part. */
export interface YamlHandlers {
  onDuplicateKey(key: string, offset: number): void;
  onAlias(offset: number): void;
}

/** A value with an anchor. Its value is not set while it is read. */
interface AnchoredValue {
  readonly value?: unknown;
  readonly size: number;
}

/**
 * Converts the nodes of a YAML document to values. Converts short forms such as `!Sub` to long forms. Aliases and merge
 * keys are resolved, as the AWS CLI does.
 */
export class YamlReader {
  private readonly anchors = new Map<string, AnchoredValue>();
  private depth = 0;
  private valueCount = 0;
  private aliasValueCount = 0;

  constructor(
    private readonly source: SourceText,
    private readonly sourceMap: SourceMap,
    private readonly handlers: YamlHandlers,
  ) {}

  /** @throws TemplateSyntaxError if an alias, a key, or a merge key is invalid */
  public read(node: Node | null): unknown {
    this.valueCount += 1;
    if (node === null) {
      return null;
    }
    if (isAlias(node)) {
      return this.readAlias(node);
    }
    const { anchor } = node as { anchor?: string };
    if (anchor === undefined) {
      return this.readTagged(node);
    }
    const countBefore = this.valueCount;
    this.anchors.set(anchor, { size: 0 });
    const value = this.readTagged(node);
    this.anchors.set(anchor, { value, size: this.valueCount - countBefore + 1 });
    return value;
  }

  private readAlias(node: Alias): unknown {
    const [offset] = node.range!;
    const anchored = this.anchors.get(node.source);
    if (anchored === undefined) {
      throw this.createError(offset, `The anchor of the alias '*${node.source}' is not defined before it.`);
    }
    if (!('value' in anchored)) {
      throw this.createError(offset, `The alias '*${node.source}' refers to a value that contains the alias.`);
    }
    this.valueCount += anchored.size;
    this.aliasValueCount += anchored.size;
    if (this.aliasValueCount > MAX_ALIAS_VALUES) {
      throw this.createError(offset, `The aliases add more than ${MAX_ALIAS_VALUES.toLocaleString('en')} values.`);
    }
    this.handlers.onAlias(offset);
    return anchored.value;
  }

  private readTagged(node: Node): unknown {
    const { tag } = node as { tag?: string };
    if (tag === undefined || PLAIN_TAGS.has(tag) || SCALAR_TAGS.has(tag)) {
      return this.readUntagged(node);
    }
    const argument = isScalar(node) ? node.source : this.readUntagged(node);
    const longForm = toLongForm(tag, argument);
    this.sourceMap.setKey(longForm, Object.keys(longForm)[0], this.findStart(node));
    return longForm;
  }

  private readUntagged(node: Node): unknown {
    if (isScalar(node)) {
      return readScalar(node);
    }
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw this.createError(node.range![0], TOO_DEEP);
    }
    const value = isMap<Node, Node | null>(node)
      ? this.readMap(node.items)
      : this.readList((node as YAMLSeq<Node>).items);
    this.depth -= 1;
    return value;
  }

  private createError(offset: number, reason: string): TemplateSyntaxError {
    return this.source.createError('YAML', offset, reason);
  }

  private readList(items: readonly Node[]): unknown[] {
    const list: unknown[] = [];
    for (const item of items) {
      this.sourceMap.addElement(list, this.findStart(item));
      list.push(this.read(item));
    }
    return list;
  }

  private readMap(pairs: readonly Pair<Node, Node | null>[]): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const merged: Record<string, unknown>[] = [];
    for (const { key: keyNode, value: valueNode } of pairs) {
      const offset = this.findStart(keyNode);
      const key = this.readKey(keyNode);
      const value = this.read(valueNode);
      if (key === '<<' && isPlain(keyNode)) {
        merged.push(...this.readMergedObjects(value, offset));
        continue;
      }
      if (Object.hasOwn(object, key)) {
        this.handlers.onDuplicateKey(key, offset);
      }
      setKey(object, key, normalizeArgument(key, value));
      this.sourceMap.setKey(object, key, offset);
    }
    merged.forEach((other) => this.merge(object, other));
    return object;
  }

  private readKey(node: Node): string {
    const { range } = node;
    const key = isAlias(node) ? this.readAlias(node) : this.read(node);
    const text = isScalar(node) ? node.source : key;
    if (typeof text !== 'string') {
      throw this.createError(range![0], 'A key must be a text.');
    }
    return text;
  }

  private readMergedObjects(value: unknown, offset: number): Record<string, unknown>[] {
    const objects = Array.isArray(value) ? value : [value];
    if (!objects.every(isObject)) {
      throw this.createError(offset, "The value of the merge key '<<' must be a mapping or a list of mappings.");
    }
    return objects;
  }

  /** Adds the keys of another object that an object does not contain. */
  private merge(object: Record<string, unknown>, other: Record<string, unknown>): void {
    for (const key of Object.keys(other).filter((candidate) => !Object.hasOwn(object, candidate))) {
      setKey(object, key, other[key]);
      this.sourceMap.setKey(object, key, this.sourceMap.get(other, key)!);
    }
  }

  /** Finds the offset of a node with its tag and anchor. */
  private findStart(node: Node): number {
    const [offset] = node.range!;
    const { anchor, tag } = node as { anchor?: string; tag?: string };
    if (anchor === undefined && tag === undefined) {
      return offset;
    }
    const before = this.source.text.slice(Math.max(offset - MAX_PROPERTIES_LENGTH, 0), offset);
    return offset - (PROPERTIES_BEFORE.exec(before)?.[0].length ?? 0);
  }
}

function readScalar(node: Scalar): unknown {
  const isResolved = node.tag === undefined ? isPlain(node) : SCALAR_TAGS.has(node.tag);
  return isResolved ? resolvePlainScalar(node.source!) : node.source;
}
