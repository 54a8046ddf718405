import * as yaml from 'yaml';
import { placeOf } from './diagram';
import type { Synthesised } from './synthesise';

const TAGS: Record<string, string> = {
  Ref: '!Ref',
  'Fn::GetAtt': '!GetAtt',
  'Fn::Sub': '!Sub',
  'Fn::Join': '!Join',
  'Fn::Select': '!Select',
  'Fn::Split': '!Split',
};

/**
 * The resources of some constructs as YAML, with the intrinsic functions in their short form and logical ids without
 * their hashes.
 */
export function excerptOf({ stacks }: Synthesised, places: readonly string[], region?: string): string {
  const resources = stacks
    .filter((stack) => region === undefined || stack.region === region)
    .flatMap((stack) => Object.entries(stack.resources));
  const shown = places.map((place): [string, any] => {
    const found = resources.find(([, resource]) => placeOf(resource) === place);
    if (!found) {
      throw new Error(`The example makes nothing at ${place}`);
    }
    const [id, { Type, Properties }] = found;
    return [unhashed(id), shortened({ Type, Properties })];
  });
  return new yaml.Document(Object.fromEntries(shown))
    .toString({ lineWidth: 0, flowCollectionPadding: false })
    .trimEnd();
}

function shortened(value: any): any {
  if (Array.isArray(value)) {
    return value.map(shortened);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [key, ...others] = Object.keys(value);
  if (others.length === 0 && Object.hasOwn(TAGS, key)) {
    return tagged(key, value[key]);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)]));
}

function tagged(key: string, value: any): yaml.Node {
  if (key === 'Ref' || key === 'Fn::Sub') {
    return scalar(TAGS[key], unhashed([value].flat()[0]));
  }
  if (key === 'Fn::GetAtt') {
    return scalar('!GetAtt', [unhashed(value[0]), ...value.slice(1)].join('.'));
  }
  const node = new yaml.Document(shortened(value)).contents as yaml.YAMLSeq;
  node.tag = TAGS[key];
  return node;
}

function scalar(tag: string, value: string): yaml.Scalar {
  const node = new yaml.Scalar(value);
  node.tag = tag;
  return node;
}

/** Logical ids end with a hash of eight characters, which says nothing to a reader. */
function unhashed(id: string): string {
  return id.replace(/(?<=.)[0-9A-F]{8}$/, '');
}
