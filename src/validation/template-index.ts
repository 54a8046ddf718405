import { ResourceIndex } from './resource-index';
import type { ResourceView } from './resource-view';
import type { Template } from './template';
import type { TemplateResource } from './template-resource';

/** Finds resources of a template. A changed template uses the results of the original one that the changes keep. */
export class TemplateIndex extends ResourceIndex<TemplateResource> {
  constructor(
    private readonly template: Template,
    private readonly original?: TemplateIndex,
  ) {
    super((type) => template.findByType(type));
  }

  public findNamesakes({ type, uniqueName }: ResourceView): readonly TemplateResource[] {
    return uniqueName === undefined ? [] : this.template.findByUniqueName(uniqueName, type);
  }

  public findReferrers(
    target: TemplateResource,
    type: string,
    path: string,
    prefix?: string,
  ): readonly TemplateResource[] {
    const { template, original } = this;
    if (!original || template.hasRenamed(target.type)) {
      return super.findReferrers(target, type, path, prefix);
    }
    const originalTarget = original.template.resources.get(target.logicalId)!;
    const unchanged = original
      .findReferrers(originalTarget, type, path, prefix)
      .filter(({ logicalId }) => !template.isChanged(logicalId))
      .map(({ logicalId }) => template.resources.get(logicalId)!);
    const changed = template
      .findChanged(type)
      .filter((resource) => resource.target(path, target.type, prefix) === target);
    return template.sort([...unchanged, ...changed]);
  }

  public hasUnknownReferences(type: string, path: string, targetType: string): boolean {
    const { template, original } = this;
    return !original || template.hasRenamed(targetType) || template.findChanged(type).length > 0
      ? super.hasUnknownReferences(type, path, targetType)
      : original.hasUnknownReferences(type, path, targetType);
  }
}
