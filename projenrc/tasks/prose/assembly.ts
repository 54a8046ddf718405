/** The documentation of a type or a member in the jsii assembly. */
export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly returns?: string;
  readonly default?: string;
  readonly deprecated?: string;
}

/** A type or a member in the jsii assembly. */
export interface DocumentedSymbol {
  readonly name: string;
  readonly docs?: Docs;
  readonly overrides?: string;
  readonly parameters?: readonly DocumentedSymbol[];
}

export interface AssemblyType extends DocumentedSymbol {
  readonly initializer?: Omit<DocumentedSymbol, 'name'> & { readonly locationInModule?: unknown };
  readonly members?: readonly DocumentedSymbol[];
  readonly methods?: readonly DocumentedSymbol[];
  readonly properties?: readonly DocumentedSymbol[];
}

export interface Assembly {
  readonly types: Readonly<Record<string, AssemblyType>>;
}

/** A type, a member, or a parameter, with the name that findings contain. */
export interface NamedSymbol {
  readonly name: string;
  readonly docs: Docs;
}

/** Lists a type, its constructor, its members, and their parameters. */
export function listSymbols(type: AssemblyType): NamedSymbol[] {
  const members = [...(type.members ?? []), ...(type.properties ?? []), ...(type.methods ?? [])];
  // The compiler adds a constructor without a docstring to each class that has none.
  const isWritten = type.initializer?.locationInModule !== undefined;
  const constructors = isWritten ? [{ ...type.initializer, name: 'constructor' }] : [];
  return [
    { name: type.name, docs: type.docs ?? {} },
    ...[...constructors, ...members].flatMap((member) => listMember(`${type.name}.${member.name}`, member)),
  ];
}

function listMember(name: string, { docs, parameters = [] }: DocumentedSymbol): NamedSymbol[] {
  return [
    { name, docs: docs ?? {} },
    ...parameters.map((parameter) => ({ name: `${name}(${parameter.name})`, docs: parameter.docs ?? {} })),
  ];
}
