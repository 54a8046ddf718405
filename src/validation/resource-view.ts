import { PropertyReader, listElementPaths } from './property-reader';

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

  /** The dynamic reference that a property consists of, as in `{{resolve:ssm-secure:name}}`. */
  public abstract dynamicReference(path: string): string | undefined;

  /** The `DeletionPolicy` of the resource. */
  public abstract get deletionPolicy(): string | undefined;

  /** Finds earlier resources of the type with the same literal name in the same stack. */
  public abstract findNamesakes(): readonly ResourceView[];

  /** Whether another resource belongs to the same stack, and therefore to the same Region and account. */
  public abstract isInStackOf(other: ResourceView): boolean;

  /** All resources of a type in the same template, or in the same app. */
  public abstract resourcesOfType(type: string): readonly ResourceView[];

  /** The resource in messages. */
  public abstract toString(): string;

  /** Finds the resources that the elements of a list refer to, as far as they are known. */
  public targets(path: string, type: string): ResourceView[] {
    return listElementPaths(this, path)
      .map((element) => this.target(element, type))
      .filter((resource) => resource !== undefined);
  }
}
