import * as yaml from 'yaml';

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

/** Parses a template in JSON, or in YAML with the short forms of CloudFormation functions. */
export function parseTemplate(text: string): any {
  if (text.trimStart().startsWith('{')) {
    return JSON.parse(text);
  }
  const customTags = TAGS.flatMap(({ tag, key }) => [
    { tag, resolve: (argument: string) => ({ [key]: resolveScalar(key, argument) }) },
    { tag, collection: 'seq' as const, resolve: (argument: any) => ({ [key]: argument.toJSON() }) },
    { tag, collection: 'map' as const, resolve: (argument: any) => ({ [key]: argument.toJSON() }) },
  ]);
  return yaml.parse(text, { customTags, logLevel: 'error' });
}

/** Parses a scalar. `!GetAtt Resource.Attribute` is a list of two elements in JSON. Attributes can contain dots. */
function resolveScalar(key: string, argument: string): string | string[] {
  if (key !== 'Fn::GetAtt') {
    return argument;
  }
  const [logicalId, ...attribute] = argument.split('.');
  return [logicalId, attribute.join('.')];
}
