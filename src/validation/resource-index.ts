import type { ResourceView } from './resource-view';
import { getOrCreate, groupBy } from '../private/maps';
import { isUnresolved } from '../private/tokens';

type Groups<Key, View> = ReadonlyMap<Key, readonly View[]>;

/** Finds the resources of a template or an app by type, name, and references. Results are in their original order. */
export class ResourceIndex<View extends ResourceView = ResourceView> {
  private readonly resourcesByType = new Map<string, readonly View[]>();
  private readonly resourcesByName = new Map<string, Groups<string, View>>();
  private readonly referrers = new Map<string, Groups<ResourceView, View>>();
  private readonly unknownReferences = new Map<string, boolean>();

  /** @param listResources lists the resources of a type */
  constructor(private readonly listResources: (type: string) => readonly View[]) {}

  public ofType(type: string): readonly View[] {
    return getOrCreate(this.resourcesByType, type, () => this.listResources(type));
  }

  /** Finds the resources with the same name and type as a resource in the same account and Region. */
  public findNamesakes({ type, uniqueName }: ResourceView): readonly View[] {
    if (uniqueName === undefined) {
      return [];
    }
    const groups = getOrCreate(this.resourcesByName, type, () =>
      groupBy(this.ofType(type), (resource) => resource.uniqueName),
    );
    return groups.get(uniqueName) ?? [];
  }

  /** Finds the resources of a type that refer to a resource in a property. */
  public findReferrers(target: ResourceView, type: string, path: string, prefix?: string): readonly View[] {
    const groups = getOrCreate(this.referrers, [type, path, target.type].join(' '), () =>
      groupBy(this.ofType(type), (resource) => resource.target(path, target.type, prefix)),
    );
    return groups.get(target) ?? [];
  }

  /** Whether a resource of a type has an unresolved value in a property, and the referenced resource is not found. */
  public hasUnknownReferences(type: string, path: string, targetType: string): boolean {
    return getOrCreate(this.unknownReferences, [type, path, targetType].join(' '), () =>
      this.ofType(type).some((resource) => isUnresolved(resource.raw(path)) && !resource.target(path, targetType)),
    );
  }
}
