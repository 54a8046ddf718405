import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { isObject, toObject } from '../../template/values';

/** Adds the order of tags as a change. The AWS CDK sorts tags by their keys. */
export function addTagOrder(writer: AdoptionWriter, resource: DeployedResource): void {
  const tags = resource.properties.Tags;
  const keys = Array.isArray(tags) ? tags.map((tag) => String(toObject(tag).Key)) : [];
  if (keys.some((key, index) => index > 0 && keys[index - 1].localeCompare(key) > 0)) {
    writer.addChange(resource, 'Tags', 'sorted by key, which changes no tag');
  }
}

/** Reads tags whose keys are known. */
export function readTags(resource: DeployedResource): { readonly key: string; readonly value: unknown }[] {
  const tags = resource.read('Tags') ?? [];
  const pairs = Array.isArray(tags) ? tags : [undefined];
  if (!pairs.every((tag) => isObject(tag) && typeof tag.Key === 'string')) {
    throw new UnsupportedResourceError('Tags is not known at synthesis');
  }
  return pairs.map(({ Key, Value = '' }) => ({ key: Key, value: Value }));
}
