import { join } from 'node:path';
import { Assembly, LIBRARY } from './assembly';
import type { JsiiType } from './assembly';
import { DEFAULT_IMPORTS, GO_IDENTIFIERS, USUAL_MODULES } from './default-imports';

const ROOT = join(__dirname, '..', '..', '..');
const ASSEMBLY = Assembly.read(LIBRARY);
const { types } = ASSEMBLY;
const CDK_TYPES = Assembly.read(join(ROOT, 'node_modules', 'aws-cdk-lib')).types;

/** Names that other modules have too, with the reason for which they stay. */
const SHARED_NAMES: Readonly<Record<string, string>> = {
  Endpoint: "CloudFormation's type of the endpoints of a serverless cache",
  EngineVersion: "CloudFormation's property",
  IParameterGroup: "the reference interface of CloudFormation's ParameterGroup has this form",
  ISubnetGroup: "the reference interface of CloudFormation's SubnetGroup has this form",
  IUser: 'the name in the alpha package',
  NetworkType: "CloudFormation's property",
  ParameterGroup: "CloudFormation's type",
  ParameterGroupProps: "CloudFormation's type",
  SubnetGroup: "CloudFormation's type",
  SubnetGroupProps: "CloudFormation's type",
};

test.each(Object.entries(DEFAULT_IMPORTS))('no type has a name that %s imports by default', (_language, imported) => {
  expect(types.map(({ name }) => name).filter((name) => imported.includes(name))).toEqual([]);
});

test('no type or parameter has a name that is an identifier of Go', () => {
  const parameters = types.flatMap(({ name, initializer, methods = [] }) =>
    [initializer, ...methods].flatMap((callable) =>
      (callable?.parameters ?? []).map((parameter) => ({ of: name, name: parameter.name })),
    ),
  );

  expect(parameters.length).toBeGreaterThan(300);
  expect([...parameters, ...types].filter(({ name }) => GO_IDENTIFIERS.includes(name))).toEqual([]);
});

test('the names in the Go package are unique', () => {
  const names = types.flatMap(listGoNames);

  expect(names.length).toBeGreaterThan(400);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

/** Lists the names that a type has in the Go package: its own, and those of its constructors and constants. */
function listGoNames({ name, kind, initializer, members = [], methods = [], properties = [] }: JsiiType): string[] {
  const constructors = initializer && kind === 'class' ? [`New${name}`, `New${name}_Override`] : [];
  const constants = [...members, ...[...methods, ...properties].filter((member) => member.static)];
  return [name, ...constructors, ...constants.map((constant) => `${name}_${capitalize(constant.name)}`)];
}

function capitalize(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

test('no type has a name of another module, with these exceptions', () => {
  const isOfUsualModule = (fqn: string) => USUAL_MODULES.some((module) => fqn.startsWith(`aws-cdk-lib.aws_${module}.`));
  const others = new Set(CDK_TYPES.filter(({ fqn }) => isOfUsualModule(fqn)).map(({ name }) => name));

  expect(others.size).toBeGreaterThan(1000);
  expect(
    types
      .map(({ name }) => name)
      .filter((name) => others.has(name))
      .sort(),
  ).toEqual(Object.keys(SHARED_NAMES));
});

test('constants have the same spelling in every language', () => {
  const constants = types.flatMap(({ properties = [] }) => properties.filter(({ const: isConstant }) => isConstant));

  expect(constants.length).toBeGreaterThan(50);
  // Python and Java separate a digit from a following letter.
  expect(constants.map(({ name }) => name).filter((name) => !/^[A-Z]+(_([A-Z]+|\d+))*$/.test(name))).toEqual([]);
});

test('every construct has a type guard', () => {
  const isConstruct = (type: JsiiType) =>
    ASSEMBLY.listAncestors(type).some(({ base = '' }) =>
      ['constructs.Construct', 'aws-cdk-lib.Resource'].includes(base),
    );
  const constructs = types.filter((type) => type.abstract !== true && isConstruct(type));

  expect(constructs.length).toBeGreaterThan(15);
  expect(
    constructs
      .filter(({ name, methods = [] }) => !methods.some((method) => method.static && method.name === `is${name}`))
      .map(({ name }) => name),
  ).toEqual([]);
});
