import type { Assembly, JsiiParameter, JsiiProperty, JsiiType, JsiiValue } from './assembly';

/** Intended differences from the alpha package, each with its reason. */
export const ALPHA_EXCEPTIONS: Readonly<Record<string, string>> = {
  'UserBase.fromUserId':
    'is on IamUser, PasswordUser and NoPasswordUser, whose imports have these types; jsii does not allow static methods to narrow an inherited return type',
  'UserBase.fromUserArn': 'as UserBase.fromUserId',
  'UserBase.fromUserAttributes': 'as UserBase.fromUserId',
};

/** The comparison of one type or member. */
export interface Comparison {
  readonly member: string;
  /** The incompatible difference. */
  readonly difference?: string;
}

/** Compares the API of the alpha package with ours: everything that it has must be here, with compatible types. */
export function compareApis(alpha: Assembly, ours: Assembly, awsCdkLib: Assembly): Comparison[] {
  return new ApiComparison(alpha, ours, awsCdkLib).compare();
}

class ApiComparison {
  constructor(
    private readonly alpha: Assembly,
    private readonly ours: Assembly,
    private readonly awsCdkLib: Assembly,
  ) {}

  public compare(): Comparison[] {
    return this.alpha.types.flatMap((alphaType) => {
      const ourType = this.ours.findType(alphaType.name);
      if (!ourType) {
        return [{ member: alphaType.name, difference: 'is missing' }];
      }
      return [
        { member: alphaType.name, difference: this.describeKindDifference(alphaType, ourType) },
        ...(alphaType.members ?? []).map(({ name }) => ({
          member: `${alphaType.name}.${name}`,
          difference: this.describeMemberDifference(ourType, name),
        })),
        ...(alphaType.initializer
          ? [
              {
                member: `${alphaType.name}.constructor`,
                difference: this.describeParameterDifference(
                  alphaType.initializer.parameters ?? [],
                  ourType.initializer?.parameters ?? [],
                ),
              },
            ]
          : []),
        ...(alphaType.methods ?? []).map((method) => ({
          member: `${alphaType.name}.${method.name}`,
          difference: this.describeMethodDifference(ourType, method.name, alphaType),
        })),
        ...(alphaType.properties ?? []).map((property) => ({
          member: `${alphaType.name}.${property.name}`,
          difference: this.describePropertyDifference(ourType, property.name, alphaType),
        })),
        ...this.listNewRequiredProps(alphaType, ourType).map((name) => ({
          member: `${alphaType.name}.${name}`,
          difference: 'is required and new',
        })),
      ];
    });
  }

  private describeKindDifference(alphaType: JsiiType, ourType: JsiiType): string | undefined {
    if (alphaType.kind === 'enum') {
      return ourType.kind === 'class' || ourType.kind === 'enum' ? undefined : `is a ${ourType.kind}`;
    }
    if (alphaType.kind !== ourType.kind || !!alphaType.datatype !== !!ourType.datatype) {
      return `is a ${ourType.kind}, was a ${alphaType.kind}`;
    }
    const names = new Set(
      this.ours.listAncestors(ourType).flatMap((type) => [type.fqn, type.base, ...(type.interfaces ?? [])]),
    );
    const missing = [alphaType.base, ...(alphaType.interfaces ?? [])].filter(
      (fqn) => fqn && !names.has(this.replacePackageName(fqn)),
    );
    return missing.length > 0 ? `no longer is a ${missing.join(', ')}` : undefined;
  }

  /** A member of an enum must be a member of an enum, or a static constant of the type itself. */
  private describeMemberDifference(ourType: JsiiType, name: string): string | undefined {
    const constant = ourType.properties?.find((property) => property.name === name && property.static);
    return ourType.members?.some((member) => member.name === name) || constant?.type.fqn === ourType.fqn
      ? undefined
      : 'is missing';
  }

  private describeMethodDifference(ourType: JsiiType, name: string, alphaType: JsiiType): string | undefined {
    const before = alphaType.methods!.find((method) => method.name === name)!;
    const after = this.ours.findMethod(ourType, name);
    if (!after) {
      return 'is missing';
    }
    if (!!before.static !== !!after.static || !!before.protected !== !!after.protected) {
      return 'is static or protected where it was not, or the reverse';
    }
    return (
      this.describeParameterDifference(before.parameters ?? [], after.parameters ?? []) ??
      this.describeOutputDifference(before.returns, after.returns)
    );
  }

  private describePropertyDifference(ourType: JsiiType, name: string, alphaType: JsiiType): string | undefined {
    const before = alphaType.properties!.find((property) => property.name === name)!;
    const after = this.ours.findProperty(ourType, name);
    if (!after) {
      return 'is missing';
    }
    if (!!before.static !== !!after.static || !!before.protected !== !!after.protected) {
      return 'is static or protected where it was not, or the reverse';
    }
    // Inputs may become optional, and outputs may become required.
    const isBreaking = alphaType.datatype ? before.optional && !after.optional : !before.optional && after.optional;
    if (isBreaking) {
      return 'is optional where it was not, or the reverse';
    }
    return alphaType.datatype
      ? this.describeInputDifference(before, after)
      : this.describeOutputDifference({ ...before, optional: false }, { ...after, optional: false });
  }

  private listNewRequiredProps(alphaType: JsiiType, ourType: JsiiType): string[] {
    const isNewRequired = ({ name, optional }: JsiiProperty) => !optional && !this.alpha.findProperty(alphaType, name);
    return ourType.datatype ? (ourType.properties ?? []).filter(isNewRequired).map(({ name }) => name) : [];
  }

  private describeParameterDifference(before: JsiiParameter[], after: JsiiParameter[]): string | undefined {
    for (const [index, parameter] of before.entries()) {
      const ourParameter = after[index];
      if (!ourParameter) {
        return `has no parameter '${parameter.name}'`;
      }
      const isNewlyRequired = parameter.optional && !ourParameter.optional;
      if (!!ourParameter.variadic !== !!parameter.variadic || isNewlyRequired) {
        return `requires more of '${parameter.name}'`;
      }
      // Python passes arguments by name.
      if (ourParameter.name !== parameter.name) {
        return `parameter '${parameter.name}' is called '${ourParameter.name}'`;
      }
      const difference = this.describeInputDifference(parameter, ourParameter);
      if (difference) {
        return `parameter '${parameter.name}' ${difference}`;
      }
    }
    const hasNewRequired = after.slice(before.length).some((parameter) => !parameter.optional);
    return hasNewRequired ? 'requires another parameter' : undefined;
  }

  /** A value that callers pass may have a wider type. */
  private describeInputDifference(before: JsiiValue, after: JsiiValue): string | undefined {
    const [was, is] = [this.replacePackageName(before.type), after.type];
    return this.isAssignable(was, is) ? undefined : `is ${JSON.stringify(is)}, was ${JSON.stringify(was)}`;
  }

  /** A value that callers receive may have a narrower type. */
  private describeOutputDifference(before: JsiiValue | undefined, after: JsiiValue | undefined): string | undefined {
    if (!before && !after) {
      return undefined;
    }
    const isNewlyOptional = !before?.optional && after?.optional;
    if (!before || !after || isNewlyOptional) {
      return 'returns something else';
    }
    const [was, is] = [this.replacePackageName(before.type), after.type];
    return this.isAssignable(is, was) ? undefined : `is ${JSON.stringify(is)}, was ${JSON.stringify(was)}`;
  }

  private isAssignable(from: any, to: any): boolean {
    if (from.collection && to.collection) {
      const isSameKind = from.collection.kind === to.collection.kind;
      return isSameKind && this.isAssignable(from.collection.elementtype, to.collection.elementtype);
    }
    const isSubtype = from.fqn !== undefined && this.listAncestorNames(from.fqn).has(to.fqn);
    return isSubtype || JSON.stringify(from) === JSON.stringify(to);
  }

  private listAncestorNames(fqn: string): Set<string> {
    const type = this.ours.findByFqn(fqn) ?? this.awsCdkLib.findByFqn(fqn);
    const parents = type ? [type.base, ...(type.interfaces ?? [])].filter((parent) => parent !== undefined) : [];
    return new Set([fqn, ...parents.flatMap((parent) => [...this.listAncestorNames(parent)])]);
  }

  private replacePackageName<T>(value: T): T {
    return JSON.parse(JSON.stringify(value).split(`"${this.alpha.name}.`).join(`"${this.ours.name}.`));
  }
}
