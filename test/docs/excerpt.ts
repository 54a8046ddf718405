import * as yaml from 'yaml';
import { formatConstructPath } from './diagram';
import type { SynthesizedSnippet } from './synthesize';

const TAGS: Record<string, string> = {
  Ref: '!Ref',
  'Fn::GetAtt': '!GetAtt',
  'Fn::Sub': '!Sub',
  'Fn::Join': '!Join',
  'Fn::Select': '!Select',
  'Fn::Split': '!Split',
};

/** Renders resources as YAML, with short-form functions and logical ids without their hashes. */
export function renderExcerpt(
  { stacks }: SynthesizedSnippet,
  constructPaths: readonly string[],
  region?: string,
): string {
  const resources = stacks
    .filter((stack) => region === undefined || stack.region === region)
    .flatMap((stack) => Object.entries(stack.resources));
  const entries = constructPaths.map((constructPath): [string, any] => {
    const found = resources.find(([, resource]) => formatConstructPath(resource) === constructPath);
    if (!found) {
      throw new Error(`The example makes nothing at ${constructPath}`);
    }
    const [id, { Type, Properties }] = found;
    return [removeHash(id), shortenFunctions({ Type, Properties })];
  });
  return new yaml.Document(Object.fromEntries(entries))
    .toString({ lineWidth: 0, flowCollectionPadding: false })
    .trimEnd();
}

function shortenFunctions(value: any): any {
  if (Array.isArray(value)) {
    return value.map(shortenFunctions);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [key, ...others] = Object.keys(value);
  if (others.length === 0 && Object.hasOwn(TAGS, key)) {
    return createTaggedNode(key, value[key]);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortenFunctions(inner)]));
}

function createTaggedNode(key: string, value: any): yaml.Node {
  if (key === 'Ref' || key === 'Fn::Sub') {
    return createScalar(TAGS[key], removeHash([value].flat()[0]));
  }
  if (key === 'Fn::GetAtt') {
    return createScalar('!GetAtt', [removeHash(value[0]), ...value.slice(1)].join('.'));
  }
  const node = new yaml.Document(shortenFunctions(value)).contents as yaml.YAMLSeq;
  node.tag = TAGS[key];
  return node;
}

function createScalar(tag: string, value: string): yaml.Scalar {
  const node = new yaml.Scalar(value);
  node.tag = tag;
  return node;
}

/** Removes the hash of eight characters from a logical id. */
function removeHash(id: string): string {
  return id.replace(/(?<=.)[0-9A-F]{8}$/, '');
}
