import * as yaml from 'yaml';
import type { TemplatePosition } from './source-text';
import { TemplateSyntaxError } from './source-text';

/** The functions that have a short form in YAML templates, without their prefix `Fn::`. */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
];

/** The YAML tags of the short forms, such as `!Ref` and `!Sub`, with their keys in JSON. */
const TAGS = [
  ...['Ref', 'Condition'].map((name) => ({ tag: `!${name}`, key: name })),
  ...FUNCTIONS.map((name) => ({ tag: `!${name}`, key: `Fn::${name}` })),
];

/** A part of a template that CloudFormation supports only with restrictions. */
export interface TemplateWarning {
  readonly message: string;
  readonly position: TemplatePosition;
}

/** A template with the positions of its keys and list elements. */
export interface ParsedTemplate {
  readonly template: unknown;
  readonly warnings: readonly TemplateWarning[];

  /** Returns the position of a key or list element, or of the last step of the path that the text contains. */
  locate(path: readonly (string | number)[]): TemplatePosition | undefined;
}

const CUSTOM_TAGS = TAGS.flatMap(({ tag, key }) => [
  { tag, resolve: (argument: string) => ({ [key]: resolveScalar(key, argument) }) },
  { tag, collection: 'seq' as const, resolve: (argument: any) => ({ [key]: argument.toJSON() }) },
  { tag, collection: 'map' as const, resolve: (argument: any) => ({ [key]: argument.toJSON() }) },
]);

/** Parses the documents of a file in JSON, or in YAML with the short forms of CloudFormation functions. */
export function parseTemplates(text: string): ParsedTemplate[] {
  const lineCounter = new yaml.LineCounter();
  const documents = yaml.parseAllDocuments(text, { customTags: CUSTOM_TAGS, logLevel: 'error', lineCounter });
  return (Array.isArray(documents) ? documents : []).map((document) => {
    const [error] = document.errors;
    if (error) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      throw new TemplateSyntaxError('YAML', { line, column: col }, error.message);
    }
    return { template: document.toJS(), warnings: [], locate: (path) => locate(document, lineCounter, path) };
  });
}

function locate(
  document: yaml.Document,
  lineCounter: yaml.LineCounter,
  path: readonly (string | number)[],
): TemplatePosition | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = yaml.isMap(parent) ? parent.items.find((item) => String(item.key) === key) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (yaml.isNode(node) && node.range) {
      const { line, col } = lineCounter.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return undefined;
}

/** Parses a scalar. `!GetAtt Resource.Attribute` is a list of two elements in JSON. Attributes can contain dots. */
function resolveScalar(key: string, argument: string): string | string[] {
  if (key !== 'Fn::GetAtt') {
    return argument;
  }
  const [logicalId, ...attribute] = argument.split('.');
  return [logicalId, attribute.join('.')];
}
