import * as path from 'path';
import type { JsiiParameter, JsiiType, JsiiValue } from './assembly';
import { Assembly } from './assembly';

const ROOT = path.join(__dirname, '..', '..');
const ours = Assembly.read(ROOT);
const alpha = Assembly.read(path.join(ROOT, 'node_modules', '@aws-cdk', 'aws-elasticache-alpha'));

/** What the alpha package has and this library has elsewhere or otherwise, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'UserBase.fromUserId':
    'stands on IamUser, PasswordUser and NoPasswordUser, whose imports know their kind; no static method of jsii can narrow an inherited return type',
  'UserBase.fromUserArn': 'as UserBase.fromUserId',
  'UserBase.fromUserAttributes': 'as UserBase.fromUserId',
};

interface Comparison {
  readonly member: string;
  readonly difference?: string;
}

/** Compares every type of the alpha, member by member. */
function compare(): Comparison[] {
  return alpha.types.flatMap((theirs) => {
    const mine = ours.find(theirs.name);
    if (!mine) {
      return [{ member: theirs.name, difference: 'is missing' }];
    }
    return [
      { member: theirs.name, difference: kindDifference(theirs, mine) },
      ...(theirs.members ?? []).map(({ name }) => ({
        member: `${theirs.name}.${name}`,
        difference: memberDifference(mine, name),
      })),
      ...(theirs.initializer
        ? [
            {
              member: `${theirs.name}.constructor`,
              difference: parametersDifference(theirs.initializer.parameters ?? [], mine.initializer?.parameters ?? []),
            },
          ]
        : []),
      ...(theirs.methods ?? []).map((method) => ({
        member: `${theirs.name}.${method.name}`,
        difference: methodDifference(mine, method.name, theirs),
      })),
      ...(theirs.properties ?? []).map((property) => ({
        member: `${theirs.name}.${property.name}`,
        difference: propertyDifference(mine, property.name, theirs),
      })),
    ];
  });
}

function kindDifference(theirs: JsiiType, mine: JsiiType): string | undefined {
  if (theirs.kind === 'enum') {
    return mine.kind === 'class' || mine.kind === 'enum' ? undefined : `is a ${mine.kind}`;
  }
  if (theirs.kind !== mine.kind || !!theirs.datatype !== !!mine.datatype) {
    return `is a ${mine.kind}, was a ${theirs.kind}`;
  }
  const known = new Set(ours.ancestry(mine).flatMap((type) => [type.fqn, type.base, ...(type.interfaces ?? [])]));
  const lost = [theirs.base, ...(theirs.interfaces ?? [])].filter((fqn) => fqn && !known.has(renamed(fqn)));
  return lost.length > 0 ? `no longer is a ${lost.join(', ')}` : undefined;
}

/** An enum's member is a member of an enum, or a static constant of the type itself. */
function memberDifference(mine: JsiiType, name: string): string | undefined {
  const constant = mine.properties?.find((property) => property.name === name && property.static);
  return mine.members?.some((member) => member.name === name) || constant?.type.fqn === mine.fqn
    ? undefined
    : 'is missing';
}

function methodDifference(mine: JsiiType, name: string, theirs: JsiiType): string | undefined {
  const before = theirs.methods!.find((method) => method.name === name)!;
  const after = ours.method(mine, name);
  if (!after) {
    return 'is missing';
  }
  if (!!before.static !== !!after.static || !!before.protected !== !!after.protected) {
    return 'is static or protected where it was not, or the reverse';
  }
  return (
    parametersDifference(before.parameters ?? [], after.parameters ?? []) ??
    valueDifference(before.returns, after.returns)
  );
}

function propertyDifference(mine: JsiiType, name: string, theirs: JsiiType): string | undefined {
  const before = theirs.properties!.find((property) => property.name === name)!;
  const after = ours.property(mine, name);
  if (!after) {
    return 'is missing';
  }
  if (!!before.static !== !!after.static || !!before.protected !== !!after.protected) {
    return 'is static or protected where it was not, or the reverse';
  }
  // What users give may become optional, what they get may become certain.
  if (theirs.datatype ? before.optional && !after.optional : !before.optional && after.optional) {
    return 'is optional where it was not, or the reverse';
  }
  return valueDifference({ ...before, optional: false }, { ...after, optional: false });
}

function parametersDifference(before: JsiiParameter[], after: JsiiParameter[]): string | undefined {
  for (const [index, parameter] of before.entries()) {
    const mine = after[index];
    if (!mine) {
      return `has no parameter '${parameter.name}'`;
    }
    if (!!mine.variadic !== !!parameter.variadic || (parameter.optional && !mine.optional)) {
      return `wants more of '${parameter.name}'`;
    }
    const difference = valueDifference({ ...parameter, optional: false }, { ...mine, optional: false });
    if (difference) {
      return `parameter '${parameter.name}' ${difference}`;
    }
  }
  return after.slice(before.length).some((parameter) => !parameter.optional) ? 'wants another parameter' : undefined;
}

function valueDifference(before: JsiiValue | undefined, after: JsiiValue | undefined): string | undefined {
  if (!before && !after) {
    return undefined;
  }
  if (!before || !after || (!before.optional && after.optional)) {
    return 'returns something else';
  }
  const expected = renamed(JSON.stringify(before.type));
  const actual = JSON.stringify(after.type);
  if (expected === actual) {
    return undefined;
  }
  const type = ours.types.find((candidate) => candidate.fqn === after.type.fqn);
  return type && ours.ancestry(type).some((ancestor) => JSON.stringify({ fqn: ancestor.fqn }) === expected)
    ? undefined
    : `is ${actual}, was ${expected}`;
}

function renamed(text: string): string {
  return text.split(alpha.name).join(ours.name);
}

const compared = compare();

test('has every public type, member, parameter and prop of the alpha package', () => {
  const different = compared.filter(({ member, difference }) => difference && !(member in EXCEPTIONS));

  expect(different).toEqual([]);
});

test('lists no exception that is none', () => {
  const different = compared.filter(({ difference }) => difference).map(({ member }) => member);

  expect(Object.keys(EXCEPTIONS).filter((member) => !different.includes(member))).toEqual([]);
});

test('compares all of the alpha package', () => {
  process.stdout.write(
    `alpha API: ${alpha.types.length} types, ${compared.length} members compared, ${Object.keys(EXCEPTIONS).length} exceptions\n`,
  );

  expect(alpha.types.length).toBe(26);
  expect(compared.length).toBeGreaterThan(200);
});
