import type { JsiiMethod, JsiiParameter, JsiiType } from '../compat/assembly';

/** The interfaces with which constructs and their parts are passed, although they do not extend `IConstruct`. */
const CONSTRUCT_INTERFACES = [
  'constructs.IConstruct',
  'aws-cdk-lib.aws_cloudwatch.IAlarmAction',
  'aws-cdk-lib.aws_ec2.IConnectable',
  'aws-cdk-lib.aws_events.IRuleTarget',
  'aws-cdk-lib.aws_iam.IGrantable',
];

/**
 * Lists the members of the API that take or return a second construct:
 *
 * - `Class.method(parameter)` for a parameter,
 * - `Props.prop` for a prop of a parameter,
 * - `Class.method()` for the result,
 * - `Class.property` for the connections of a construct.
 */
export function listSecondConstructs(api: readonly JsiiType[], libraries: readonly JsiiType[]): string[] {
  const members = new MemberList([...api, ...libraries]);
  return [...new Set(api.flatMap((type) => members.listOfType(type)))].sort();
}

class MemberList {
  private readonly types: ReadonlyMap<string, JsiiType>;
  private readonly constructs = new Map<string, boolean>(CONSTRUCT_INTERFACES.map((fqn) => [fqn, true]));

  constructor(types: readonly JsiiType[]) {
    this.types = new Map(types.map((type) => [type.fqn, type]));
  }

  public listOfType(type: JsiiType): string[] {
    if (type.kind === 'enum' || type.datatype) {
      return [];
    }
    const connections = (type.properties ?? []).filter(
      ({ type: { fqn } }) => fqn === 'aws-cdk-lib.aws_ec2.Connections',
    );
    const constructor = type.abstract ? undefined : type.initializer;
    return [
      ...(constructor?.parameters ?? []).filter(isNoScope).flatMap((parameter) => this.listOfParameter('', parameter)),
      ...connections.map(({ name }) => `${type.name}.${name}`),
      ...(type.methods ?? [])
        .filter((method) => !isOverride(method))
        .flatMap((method) => this.listOfMethod(type, method)),
    ];
  }

  private listOfMethod(type: JsiiType, method: JsiiMethod): string[] {
    const name = `${type.name}.${method.name}`;
    const parameters = (method.parameters ?? []).filter((parameter) => !method.static || isNoScope(parameter));
    const isConstructReturned = listTypeNames(method.returns?.type).some((fqn) => this.isConstruct(fqn));
    return [
      ...parameters.flatMap((parameter) => this.listOfParameter(name, parameter)),
      ...(isConstructReturned ? [`${name}()`] : []),
    ];
  }

  private listOfParameter(method: string, { name, type }: JsiiParameter): string[] {
    return listTypeNames(type).flatMap((fqn) =>
      this.isConstruct(fqn) ? [`${method}(${name})`] : this.listOfStruct(fqn, []),
    );
  }

  /** Lists the props of a struct, and of the structs in it, by the struct that declares them. */
  private listOfStruct(fqn: string, visited: readonly string[]): string[] {
    const struct = this.types.get(fqn);
    if (!struct?.datatype || visited.includes(fqn)) {
      return [];
    }
    const path = [...visited, fqn];
    const props = (struct.properties ?? []).flatMap(({ name, type }) =>
      listTypeNames(type).flatMap((propType) =>
        this.isConstruct(propType) ? [`${struct.name}.${name}`] : this.listOfStruct(propType, path),
      ),
    );
    return [...props, ...(struct.interfaces ?? []).flatMap((parent) => this.listOfStruct(parent, path))];
  }

  private isConstruct(fqn: string): boolean {
    const known = this.constructs.get(fqn);
    if (known !== undefined) {
      return known;
    }
    const { base, interfaces = [] } = this.types.get(fqn) ?? {};
    const isConstruct = [base, ...interfaces].some((parent) => parent !== undefined && this.isConstruct(parent));
    this.constructs.set(fqn, isConstruct);
    return isConstruct;
  }
}

function isNoScope({ name }: JsiiParameter): boolean {
  return name !== 'scope';
}

function isOverride(method: JsiiMethod): boolean {
  return 'overrides' in method;
}

function listTypeNames(type: any): string[] {
  if (type?.collection) {
    return listTypeNames(type.collection.elementtype);
  }
  return type?.fqn ? [type.fqn] : [];
}
