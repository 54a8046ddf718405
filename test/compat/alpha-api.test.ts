import * as path from 'path';
import type { JsiiParameter, JsiiType, JsiiValue } from './assembly';
import { Assembly } from './assembly';

const ROOT = path.join(__dirname, '..', '..');
const ours = Assembly.read(ROOT);
const alpha = Assembly.read(path.join(ROOT, 'node_modules', '@aws-cdk', 'aws-elasticache-alpha'));

/** Intended differences from the alpha package, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'UserBase.fromUserId':
    'is on IamUser, PasswordUser and NoPasswordUser, whose imports have these types; jsii does not allow static methods to narrow an inherited return type',
  'UserBase.fromUserArn': 'as UserBase.fromUserId',
  'UserBase.fromUserAttributes': 'as UserBase.fromUserId',
};

interface Comparison {
  readonly member: string;
  readonly difference?: string;
}

function compareTypes(): Comparison[] {
  return alpha.types.flatMap((alphaType) => {
    const ourType = ours.findType(alphaType.name);
    if (!ourType) {
      return [{ member: alphaType.name, difference: 'is missing' }];
    }
    return [
      { member: alphaType.name, difference: describeKindDifference(alphaType, ourType) },
      ...(alphaType.members ?? []).map(({ name }) => ({
        member: `${alphaType.name}.${name}`,
        difference: describeMemberDifference(ourType, name),
      })),
      ...(alphaType.initializer
        ? [
            {
              member: `${alphaType.name}.constructor`,
              difference: describeParameterDifference(
                alphaType.initializer.parameters ?? [],
                ourType.initializer?.parameters ?? [],
              ),
            },
          ]
        : []),
      ...(alphaType.methods ?? []).map((method) => ({
        member: `${alphaType.name}.${method.name}`,
        difference: describeMethodDifference(ourType, method.name, alphaType),
      })),
      ...(alphaType.properties ?? []).map((property) => ({
        member: `${alphaType.name}.${property.name}`,
        difference: describePropertyDifference(ourType, property.name, alphaType),
      })),
    ];
  });
}

function describeKindDifference(alphaType: JsiiType, ourType: JsiiType): string | undefined {
  if (alphaType.kind === 'enum') {
    return ourType.kind === 'class' || ourType.kind === 'enum' ? undefined : `is a ${ourType.kind}`;
  }
  if (alphaType.kind !== ourType.kind || !!alphaType.datatype !== !!ourType.datatype) {
    return `is a ${ourType.kind}, was a ${alphaType.kind}`;
  }
  const names = new Set(
    ours.listAncestors(ourType).flatMap((type) => [type.fqn, type.base, ...(type.interfaces ?? [])]),
  );
  const missing = [alphaType.base, ...(alphaType.interfaces ?? [])].filter(
    (fqn) => fqn && !names.has(replacePackageName(fqn)),
  );
  return missing.length > 0 ? `no longer is a ${missing.join(', ')}` : undefined;
}

/** A member of an enum must be a member of an enum, or a static constant of the type itself. */
function describeMemberDifference(ourType: JsiiType, name: string): string | undefined {
  const constant = ourType.properties?.find((property) => property.name === name && property.static);
  return ourType.members?.some((member) => member.name === name) || constant?.type.fqn === ourType.fqn
    ? undefined
    : 'is missing';
}

function describeMethodDifference(ourType: JsiiType, name: string, alphaType: JsiiType): string | undefined {
  const before = alphaType.methods!.find((method) => method.name === name)!;
  const after = ours.findMethod(ourType, name);
  if (!after) {
    return 'is missing';
  }
  if (!!before.static !== !!after.static || !!before.protected !== !!after.protected) {
    return 'is static or protected where it was not, or the reverse';
  }
  return (
    describeParameterDifference(before.parameters ?? [], after.parameters ?? []) ??
    describeValueDifference(before.returns, after.returns)
  );
}

function describePropertyDifference(ourType: JsiiType, name: string, alphaType: JsiiType): string | undefined {
  const before = alphaType.properties!.find((property) => property.name === name)!;
  const after = ours.findProperty(ourType, name);
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
  return describeValueDifference({ ...before, optional: false }, { ...after, optional: false });
}

function describeParameterDifference(before: JsiiParameter[], after: JsiiParameter[]): string | undefined {
  for (const [index, parameter] of before.entries()) {
    const ourParameter = after[index];
    if (!ourParameter) {
      return `has no parameter '${parameter.name}'`;
    }
    const isNewlyRequired = parameter.optional && !ourParameter.optional;
    if (!!ourParameter.variadic !== !!parameter.variadic || isNewlyRequired) {
      return `requires more of '${parameter.name}'`;
    }
    const difference = describeValueDifference({ ...parameter, optional: false }, { ...ourParameter, optional: false });
    if (difference) {
      return `parameter '${parameter.name}' ${difference}`;
    }
  }
  const hasNewRequired = after.slice(before.length).some((parameter) => !parameter.optional);
  return hasNewRequired ? 'requires another parameter' : undefined;
}

function describeValueDifference(before: JsiiValue | undefined, after: JsiiValue | undefined): string | undefined {
  if (!before && !after) {
    return undefined;
  }
  const isNewlyOptional = !before?.optional && after?.optional;
  if (!before || !after || isNewlyOptional) {
    return 'returns something else';
  }
  const expected = replacePackageName(JSON.stringify(before.type));
  const actual = JSON.stringify(after.type);
  if (expected === actual) {
    return undefined;
  }
  const type = ours.types.find((candidate) => candidate.fqn === after.type.fqn);
  return type && ours.listAncestors(type).some((ancestor) => JSON.stringify({ fqn: ancestor.fqn }) === expected)
    ? undefined
    : `is ${actual}, was ${expected}`;
}

function replacePackageName(text: string): string {
  return text.split(alpha.name).join(ours.name);
}

const comparisons = compareTypes();

test('has every public type, member, parameter, and prop of the alpha package', () => {
  const different = comparisons.filter(({ member, difference }) => difference && !(member in EXCEPTIONS));

  expect(different).toEqual([]);
});

test('lists no unnecessary exceptions', () => {
  const different = comparisons.filter(({ difference }) => difference).map(({ member }) => member);

  expect(Object.keys(EXCEPTIONS).filter((member) => !different.includes(member))).toEqual([]);
});

test('compares the entire alpha package', () => {
  process.stdout.write(
    `alpha API: ${alpha.types.length} types, ${comparisons.length} members compared, ${Object.keys(EXCEPTIONS).length} exceptions\n`,
  );

  expect(alpha.types.length).toBe(26);
  expect(comparisons.length).toBeGreaterThan(200);
});
