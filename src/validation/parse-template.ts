import * as yaml from 'yaml';

/** The functions that have a tag in the YAML of CloudFormation, without their prefix `Fn::`. */
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

/** The tags of CloudFormation's YAML: `!Ref`, `!Sub`, and so on, with the key that each stands for in JSON. */
const TAGS = [
  ...['Ref', 'Condition'].map((name) => ({ tag: `!${name}`, key: name })),
  ...FUNCTIONS.map((name) => ({ tag: `!${name}`, key: `Fn::${name}` })),
];

/** Parses a template in JSON, or in YAML with the tags of CloudFormation. */
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

/** `!GetAtt Resource.Attribute` is a list in JSON; attributes may contain dots. */
function resolveScalar(key: string, argument: string): string | string[] {
  if (key !== 'Fn::GetAtt') {
    return argument;
  }
  const [logicalId, ...attribute] = argument.split('.');
  return [logicalId, attribute.join('.')];
}
