import type { ReadTemplate } from './read-templates';
import type { TemplatePath } from '../template/loops';

/** A resource as it is in the file. */
export interface SourceResource {
  readonly value: unknown;

  /** The path of the resource in the template. */
  readonly path: TemplatePath;
}

/**
 * Lists the resources of a template by logical id. A resource that a loop creates is the fragment of the loop.
 *
 * @param loopPaths the paths of the resources that loops create, by logical id
 */
export function listResources(
  { template }: ReadTemplate,
  loopPaths: ReadonlyMap<string, TemplatePath>,
): ReadonlyMap<string, SourceResource> {
  const paths = new Map<string, TemplatePath>([
    ...Object.keys(template.Resources).map((logicalId) => [logicalId, ['Resources', logicalId]] as const),
    ...loopPaths,
  ]);
  return new Map([...paths].map(([logicalId, path]) => [logicalId, { value: readPath(template, path), path }]));
}

/** Returns the value at a path, or undefined if the path does not exist. */
export function readPath(value: unknown, path: TemplatePath): unknown {
  return path.reduce<unknown>(
    (parent, key) =>
      typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key)
        ? (parent as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
