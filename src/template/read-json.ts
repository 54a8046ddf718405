import { setKey } from './parsed-object';
import { normalizeArgument } from './short-forms';
import type { SourceMap } from './source-map';
import type { SourceText, TemplateSyntaxError } from './source-text';
import { MAX_DEPTH, TOO_DEEP } from './source-text';
import { resolveNumber } from './yaml-scalars';

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const LITERAL = /true|false|null/y;
const SLASH = '/'.codePointAt(0);
const CONTROL_CHARACTER = /[\u0000-\u001f]/;
const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Receives a key that an object contains more than once. */
type DuplicateKeyHandler = (key: string, offset: number) => void;

/**
 * Reads JSON with the positions of keys and list elements. Unlike `JSON.parse`, keeps the text of numbers such as 8.0,
 * and reports duplicate keys.
 */
export class JsonReader {
  /** Whether the text uses a common extension of JSON, so that it is not YAML either. */
  public usesExtension = false;

  private readonly text: string;
  private offset = 0;
  private depth = 0;

  constructor(
    private readonly source: SourceText,
    private readonly sourceMap: SourceMap,
    private readonly onDuplicateKey: DuplicateKeyHandler,
  ) {
    this.text = source.text;
  }

  /** @throws TemplateSyntaxError if the text is not JSON */
  public read(): unknown {
    const value = this.readValue();
    this.skipSpace();
    if (this.offset < this.text.length) {
      throw this.createError('the end of the file');
    }
    return value;
  }

  /** Reads a value and the space before it. */
  private readValue(): unknown {
    this.skipSpace();
    switch (this.text[this.offset]) {
      case '{':
        return this.readNested(() => this.readObject());
      case '[':
        return this.readNested(() => this.readList());
      case '"':
        return this.readText();
      default:
        return this.readScalar();
    }
  }

  private readNested(read: () => unknown): unknown {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw this.source.createError('JSON', this.offset, TOO_DEEP);
    }
    this.offset += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private readObject(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.readItems('}', () => {
      const start = this.offset;
      if (this.text[start] !== '"') {
        throw this.createError('a key in double quotes');
      }
      const key = this.readText();
      if (!this.skip(':')) {
        throw this.createError("':'");
      }
      if (Object.hasOwn(object, key)) {
        this.onDuplicateKey(key, start);
      }
      setKey(object, key, normalizeArgument(key, this.readValue()));
      this.sourceMap.setKey(object, key, start);
    });
    return object;
  }

  private readList(): unknown[] {
    const list: unknown[] = [];
    this.readItems(']', () => {
      this.sourceMap.addElement(list, this.offset);
      list.push(this.readValue());
    });
    return list;
  }

  /** Reads items with commas between them, up to the end of an object or list. */
  private readItems(end: string, readItem: () => void): void {
    if (this.skip(end)) {
      return;
    }
    do {
      readItem();
      this.skipSpace();
    } while (this.skipComma(end));
    if (!this.skip(end)) {
      throw this.createError(`',' or '${end}'`);
    }
  }

  private skipComma(end: string): boolean {
    const offset = this.offset;
    const isComma = this.skip(',');
    this.skipSpace();
    if (isComma && this.text[this.offset] === end) {
      this.usesExtension = true;
      throw this.source.createError('JSON', offset, 'JSON does not allow trailing commas.');
    }
    return isComma;
  }

  private readText(): string {
    const start = this.offset;
    let end = this.text.indexOf('"', start + 1);
    while (end > 0 && this.isEscaped(end)) {
      end = this.text.indexOf('"', end + 1);
    }
    const content = this.text.slice(start + 1, end < 0 ? undefined : end);
    if (end < 0 || CONTROL_CHARACTER.test(content)) {
      throw this.source.createError(
        'JSON',
        start,
        'The text has no closing double quote on the same line, or contains a tab.',
      );
    }
    this.offset = end + 1;
    return content.includes('\\') ? this.unescape(content, start) : content;
  }

  private isEscaped(offset: number): boolean {
    let start = offset;
    while (this.text[start - 1] === '\\') {
      start -= 1;
    }
    return (offset - start) % 2 === 1;
  }

  private unescape(content: string, start: number): string {
    try {
      return JSON.parse(`"${content}"`);
    } catch {
      throw this.source.createError('JSON', start, 'The text contains an invalid escape sequence.');
    }
  }

  private readScalar(): unknown {
    const literal = this.match(LITERAL);
    if (literal !== undefined) {
      return LITERALS[literal];
    }
    const number = this.match(NUMBER);
    if (number === undefined) {
      throw this.createError('a value');
    }
    return resolveNumber(number);
  }

  /** Skips a character and the space before it. Returns false if there is another character. */
  private skip(character: string): boolean {
    this.skipSpace();
    const isPresent = this.text[this.offset] === character;
    this.offset += isPresent ? 1 : 0;
    return isPresent;
  }

  private skipSpace(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const text = pattern.exec(this.text)?.[0];
    this.offset += text?.length ?? 0;
    return text;
  }

  private createError(expected: string): TemplateSyntaxError {
    const found = this.text.codePointAt(this.offset);
    if (found === SLASH) {
      this.usesExtension = true;
      return this.source.createError('JSON', this.offset, 'JSON does not allow comments.');
    }
    const description = found === undefined ? 'the file ends' : `found '${String.fromCodePoint(found)}'`;
    return this.source.createError('JSON', this.offset, `Expected ${expected}, but ${description}.`);
  }
}
