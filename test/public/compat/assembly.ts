import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';

/** A type in a jsii assembly, with the properties that the comparison needs. */
export interface JsiiType {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly members?: { name: string }[];
  readonly methods?: JsiiMethod[];
  readonly properties?: JsiiProperty[];
  readonly initializer?: { parameters?: JsiiParameter[] };
}

export interface JsiiMethod {
  readonly name: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly variadic?: boolean;
  readonly parameters?: JsiiParameter[];
  readonly returns?: JsiiValue;
}

export interface JsiiProperty extends JsiiValue {
  readonly name: string;
  readonly const?: boolean;
  readonly static?: boolean;
  readonly protected?: boolean;
}

export interface JsiiParameter extends JsiiValue {
  readonly name: string;
  readonly variadic?: boolean;
}

export interface JsiiValue {
  readonly type: any;
  readonly optional?: boolean;
}

/** The folder of the library: the checkout, or the installed package when the tests run with it. */
export const LIBRARY = path.join(path.dirname(require.resolve('cdk-elasticache')), '..');

/** Reads the assembly of a package, which may be compressed. */
export function readAssembly(folder: string): any {
  const stored = JSON.parse(fs.readFileSync(path.join(folder, '.jsii'), 'utf8'));
  return stored.schema === 'jsii/file-redirect'
    ? JSON.parse(gunzipSync(fs.readFileSync(path.join(folder, stored.filename))).toString())
    : stored;
}

/** A jsii assembly with inherited members. */
export class Assembly {
  public static read(folder: string): Assembly {
    const { name, types } = readAssembly(folder);
    return new Assembly(name, Object.values(types as Record<string, JsiiType>));
  }

  private readonly typesByFqn: ReadonlyMap<string, JsiiType>;

  constructor(
    public readonly name: string,
    public readonly types: JsiiType[],
  ) {
    this.typesByFqn = new Map(types.map((type) => [type.fqn, type]));
  }

  public findType(name: string): JsiiType | undefined {
    return this.findByFqn(`${this.name}.${name}`);
  }

  public findByFqn(fqn: string): JsiiType | undefined {
    return this.typesByFqn.get(fqn);
  }

  /** Lists the type and the types in this assembly that it inherits from. */
  public listAncestors(type: JsiiType): JsiiType[] {
    const parents = [type.base, ...(type.interfaces ?? [])]
      .map((fqn) => (fqn === undefined ? undefined : this.findByFqn(fqn)))
      .filter((parent): parent is JsiiType => parent !== undefined);
    return [type, ...parents.flatMap((parent) => this.listAncestors(parent))];
  }

  public findMethod(type: JsiiType, name: string): JsiiMethod | undefined {
    return this.listAncestors(type)
      .flatMap((ancestor) => ancestor.methods ?? [])
      .find((method) => method.name === name);
  }

  public findProperty(type: JsiiType, name: string): JsiiProperty | undefined {
    return this.listAncestors(type)
      .flatMap((ancestor) => ancestor.properties ?? [])
      .find((property) => property.name === name);
  }
}
