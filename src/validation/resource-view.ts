import type { PathStep, ResourceEnvironment } from './property-reader';
import { PropertyReader, isSpecified, listElementPaths } from './property-reader';
import type { ResourceIndex } from './resource-index';
import { getOwn } from '../private/records';
import { normalizeCase } from '../service-data/case-insensitive-values';
import { OPTIONAL_LISTS } from '../service-data/optional-lists';

/**
 * A resource that rules validate, with its properties, its environment, and the resources that it refers to. There is
 * an implementation for constructs and one for templates, so the same rules apply to both.
 */
export abstract class ResourceView extends PropertyReader {
  /** The CloudFormation type. */
  public abstract readonly type: string;

  /**
   * Returns a resolved text. In a template, the case of a value is normalized if AWS ignores it, so that rules compare
   * it exactly. Constructs depend on the exact names of engines.
   */
  public text(path: string): string | undefined {
    const value = super.text(path);
    return value === undefined || this.isConstruct ? value : normalizeCase(this.type, path, value);
  }

  /**
   * Finds the resource that a property refers to. The path can end with the index of a list element, as in `UserIds.0`.
   *
   * @param prefix the text before the name in the property, for example `replication-group/`
   * @returns the resource, or undefined if the property does not refer to a resource that can be found
   */
  public abstract target(path: string, type: string, prefix?: string): ResourceView | undefined;

  /**
   * Returns the environment of the resource that a property refers to, even if the properties of that resource are not
   * available. For example, the property refers to an `IUserGroupRef`.
   *
   * @returns the environment, or undefined if the property has no reference to a resource of the type
   */
  public abstract referenceEnvironment(path: string, type: string): ResourceEnvironment | undefined;

  /** Returns the value of a property if it is a dynamic reference, such as `{{resolve:ssm-secure:name}}`. */
  public abstract dynamicReference(path: string): string | undefined;

  /** The `DeletionPolicy` of the resource. */
  public abstract get deletionPolicy(): string | undefined;

  /**
   * The literal name of the resource as AWS stores it. For constructs, it also contains the account and Region, or the
   * stack. Not set if the name is not a literal, or if the resource depends on a condition.
   */
  public abstract get uniqueName(): string | undefined;

  /** Whether another resource belongs to the same stack, and therefore to the same Region and account. */
  public abstract isInStackOf(other: ResourceView): boolean;

  /** Whether the rules are evaluated for the resource, so that it reports its own errors. */
  public abstract get isValidated(): boolean;

  /** The resources of the same template, or of the same stage. */
  protected abstract get index(): ResourceIndex;

  /** All resources of a type in the same template, or in the same stage. */
  public resourcesOfType(type: string): readonly ResourceView[] {
    return this.index.ofType(type);
  }

  /**
   * Finds resources of the type with the same literal name in the same account and Region. Later resources are included
   * only if they are not validated, so each pair of resources is reported once.
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
   * Finds the resources of a type that refer to the resource in a property.
   *
   * @param prefix the text before the name in the property, for example `replication-group/`
   */
  public findReferrers(type: string, path: string, prefix?: string): readonly ResourceView[] {
    return this.index.findReferrers(this, type, path, prefix);
  }

  /** Whether unresolved values of a property can be references from other resources of a type to this resource. */
  public canHaveOtherReferrers(type: string, path: string): boolean {
    return this.index.hasUnknownReferences(type, path, this.type);
  }

  /** Reads a value. An empty list counts as missing where AWS treats it so. */
  protected readStep(parent: any, step: PathStep): unknown {
    const value = super.readStep(parent, step);
    const isEmptyList = Array.isArray(value) && !value.some(isSpecified);
    return isEmptyList && getOwn(OPTIONAL_LISTS, this.type)?.includes(step.key) ? undefined : value;
  }

  /** Returns the text for the resource in messages. */
  public abstract toString(): string;

  /** Finds the resources that the elements of a list refer to. Omits elements whose resource cannot be found. */
  public targets(path: string, type: string): ResourceView[] {
    return listElementPaths(this, path)
      .map((element) => this.target(element, type))
      .filter((resource) => resource !== undefined);
  }
}
