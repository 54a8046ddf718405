import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { isObject, toObject } from '../../template/values';

/** A tag whose key is known. */
interface Tag {
  readonly Key: string;
  readonly Value?: unknown;
}

/** Adds the order of tags as a change. The AWS CDK sorts tags by their keys. */
export function addTagOrder(writer: AdoptionWriter, resource: DeployedResource, tags: unknown): void {
  const keys = Array.isArray(tags) ? tags.map((tag) => String(toObject(tag).Key)) : [];
  if (keys.some((key, index) => index > 0 && keys[index - 1].localeCompare(key) > 0)) {
    writer.addChange(resource, 'Tags', 'sorted by key, which changes no tag');
  }
}

/** Reads tags, whose keys must be known. Values can contain functions. */
export function readTags(resource: DeployedResource): Tag[] {
  // The values that keys contain are evaluated, but not those of the tags.
  const tags = resource.read('Tags');
  const known = resource.readKnown('Tags', parseTags) ?? [];
  return Array.isArray(tags) && tags.length === known.length
    ? known.map(({ Key }, index) => ({ Key, Value: toObject(tags[index]).Value }))
    : known;
}

function parseTags(tags: unknown): Tag[] | undefined {
  return Array.isArray(tags) && tags.every((tag) => isObject(tag) && typeof tag.Key === 'string') ? tags : undefined;
}
