import type { ResourceEnvironment } from './property-reader';
import { PropertyReader, listElementPaths } from './property-reader';
import type { ResourceIndex } from './resource-index';

/**
 * A resource as rules see it: its properties, its environment, and the resources that it refers to. A construct and a
 * template each have an implementation, so that a constraint is one rule for both.
 */
export abstract class ResourceView extends PropertyReader {
  /** The CloudFormation type. */
  public abstract readonly type: string;

  /**
   * Finds the resource that a property refers to. The path can end in the index of a list element, as in `UserIds.0`.
   *
   * @param prefix the text before the name in the property, for example `replication-group/`
   * @returns undefined if the property refers to nothing that is known
   */
  public abstract target(path: string, type: string, prefix?: string): ResourceView | undefined;

  /**
   * Returns the environment of the reference in a property, such as an `IUserGroupRef`, whose properties are unknown.
   *
   * @returns undefined if the property has no reference to a resource of the type
   */
  public abstract referenceEnvironment(path: string, type: string): ResourceEnvironment | undefined;

  /** The dynamic reference that a property consists of, as in `{{resolve:ssm-secure:name}}`. */
  public abstract dynamicReference(path: string): string | undefined;

  /** The `DeletionPolicy` of the resource. */
  public abstract get deletionPolicy(): string | undefined;

  /**
   * The literal name in a form that can be compared, together with the account and Region or the stack; undefined if
   * the name is not known, or if a condition decides whether the resource exists.
   */
  public abstract get uniqueName(): string | undefined;

  /** Whether another resource belongs to the same stack, and therefore to the same Region and account. */
  public abstract isInStackOf(other: ResourceView): boolean;

  /** Whether the rules are evaluated for the resource itself. */
  public abstract get isValidated(): boolean;

  /** The resources of the same template, or of the same stage. */
  protected abstract get index(): ResourceIndex;

  /** All resources of a type in the same template, or in the same stage. */
  public resourcesOfType(type: string): readonly ResourceView[] {
    return this.index.ofType(type);
  }

  /**
   * Finds earlier resources of the type with the same literal name in the same account and Region, and later ones that
   * are not validated themselves.
   */
  public findNamesakes(): readonly ResourceView[] {
    const namesakes = this.index.findNamesakes(this);
    const position = namesakes.indexOf(this);
    if (position < 0) {
      return namesakes;
    }
    return [
      ...namesakes.slice(0, position),
      ...namesakes.slice(position + 1).filter(({ isValidated }) => !isValidated),
    ];
  }

  /**
   * Finds the resources of a type that refer to the resource by a property.
   *
   * @param prefix the text before the name in the property, for example `replication-group/`
   */
  public findReferrers(type: string, path: string, prefix?: string): readonly ResourceView[] {
    return this.index.findReferrers(this, type, path, prefix);
  }

  /** Whether a resource of a type can refer to the resource by a property whose value only deployment knows. */
  public canHaveOtherReferrers(type: string, path: string): boolean {
    return this.index.hasUnknownReferences(type, path, this.type);
  }

  /** The resource in messages. */
  public abstract toString(): string;

  /** Finds the resources that the elements of a list refer to, as far as they are known. */
  public targets(path: string, type: string): ResourceView[] {
    return listElementPaths(this, path)
      .map((element) => this.target(element, type))
      .filter((resource) => resource !== undefined);
  }
}
