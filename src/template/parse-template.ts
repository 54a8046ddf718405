import { parseYamlDocuments } from './parse-yaml';
import { JsonReader } from './read-json';
import { YamlReader } from './read-yaml';
import { SourceMap } from './source-map';
import type { TemplatePosition } from './source-text';
import { MAX_LENGTH, SourceText, TemplateSyntaxError, TOO_LARGE } from './source-text';

/** A part of a template that CloudFormation supports only with restrictions. */
export interface TemplateWarning {
  readonly message: string;
  readonly position: TemplatePosition;
}

/** A template with the positions of its keys and list elements. */
export interface ParsedTemplate {
  /** The template with the long forms of functions. It is null if the text is empty. */
  readonly template: unknown;
  readonly warnings: readonly TemplateWarning[];

  /**
   * Returns the position of a key or list element. If the text does not contain the whole path, returns the position of
   * the last step that it contains, for example of the property whose value is `Fn::If`. Returns undefined if it
   * contains no step of the path.
   */
  locate(path: readonly (string | number)[]): TemplatePosition | undefined;
}

const ALIAS_WARNING =
  "CloudFormation does not support YAML aliases. Resolve them with 'aws cloudformation package' before deployment.";

/** The maximum length of a flow mapping of YAML that begins like JSON, because the parser of YAML takes longer. */
const MAX_FLOW_MAPPING_LENGTH = 1_000_000;

/** The maximum number of warnings about the keys of a document. */
const MAX_WARNINGS = 100;

const EMPTY: ParsedTemplate = { template: null, warnings: [], locate: () => undefined };

/**
 * Parses a template in JSON or YAML 1.1.
 *
 * @throws TemplateSyntaxError if the text is not valid, or contains several YAML documents
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function parseTemplate(text: string): ParsedTemplate {
  const [template = EMPTY, second] = new TemplateParser(text).parse();
  if (second) {
    const reason = 'The file contains several YAML documents. A template is one document.';
    throw new TemplateSyntaxError('template', second.position, reason);
  }
  return template;
}

/**
 * Parses the templates of a file. YAML documents without content are omitted.
 *
 * @throws TemplateSyntaxError if the text is not valid
 */
export function parseTemplates(text: string): ParsedTemplate[] {
  return new TemplateParser(text).parse();
}

interface TemplateDocument extends ParsedTemplate {
  readonly position: TemplatePosition;
}

class TemplateParser {
  private readonly source: SourceText;

  constructor(text: string) {
    // Some editors begin files with a byte order mark.
    this.source = new SourceText(text.replace(/^\uFEFF/, ''));
  }

  public parse(): TemplateDocument[] {
    if (this.source.text.length > MAX_LENGTH) {
      throw new TemplateSyntaxError('template', { line: 1, column: 1 }, TOO_LARGE);
    }
    return /^\s*\{/.test(this.source.text) ? this.parseObject() : this.parseYaml();
  }

  /** Parses a text that begins with a brace, which is JSON or a flow mapping of YAML. */
  private parseObject(): TemplateDocument[] {
    const document = new DocumentBuilder(this.source);
    const reader = new JsonReader(this.source, document.sourceMap, (key, offset) => document.warnOfKey(key, offset));
    try {
      return [document.build(0, reader.read())];
    } catch (jsonError) {
      const { text } = this.source;
      const isJson = /^\s*\{\s*"/.test(text);
      const isLargeJson = isJson && text.length > MAX_FLOW_MAPPING_LENGTH;
      if (reader.usesExtension || isLargeJson) {
        throw jsonError;
      }
      return this.parseYaml(isJson ? jsonError : undefined);
    }
  }

  /** @param otherError the error to throw if the text is not YAML, instead of the error of the parser */
  private parseYaml(otherError?: unknown): TemplateDocument[] {
    try {
      return parseYamlDocuments(this.source).map(({ contents }) => {
        const document = new DocumentBuilder(this.source);
        const reader = new YamlReader(this.source, document.sourceMap, {
          onDuplicateKey: (key, offset) => document.warnOfKey(key, offset),
          onAlias: (offset) => document.warnOfAlias(offset),
        });
        return document.build(contents!.range[0], reader.read(contents));
      });
    } catch (error) {
      throw otherError ?? error;
    }
  }
}

/** Collects the positions and warnings of a document. */
class DocumentBuilder {
  public readonly sourceMap = new SourceMap();
  private readonly warnings: TemplateWarning[] = [];
  private hasAlias = false;

  constructor(private readonly source: SourceText) {}

  /** CloudFormation accepts duplicate keys and uses the last value, in JSON and YAML. */
  public warnOfKey(key: string, offset: number): void {
    if (this.warnings.length < MAX_WARNINGS) {
      this.warn(offset, `The key '${key}' is specified more than once. CloudFormation uses the last value.`);
    }
  }

  /** Adds a warning for the first alias. */
  public warnOfAlias(offset: number): void {
    if (!this.hasAlias) {
      this.hasAlias = true;
      this.warn(offset, ALIAS_WARNING);
    }
  }

  public build(offset: number, template: unknown): TemplateDocument {
    return {
      template,
      warnings: this.warnings,
      position: this.source.getPosition(offset),
      locate: (path) => {
        const found = this.sourceMap.locate(template, path);
        return found === undefined ? undefined : this.source.getPosition(found);
      },
    };
  }

  private warn(offset: number, message: string): void {
    this.warnings.push({ message, position: this.source.getPosition(offset) });
  }
}
