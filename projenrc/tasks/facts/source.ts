import type { ApiModel } from './sources/botocore';
import type { L1Constructs } from './sources/cdk-l1';
import type { RegistrySchemas } from './sources/cfn-lint';
import type { IamActions } from './sources/iam-data';
import type { ServiceSpec } from './sources/service-spec';
import type { EngineCommands } from './sources/valkey';

/** A published package that contains facts of AWS or of an engine. */
export interface SourcePackage {
  readonly name: string;
  readonly version: string;
  /** The date of the facts, or of the release, in the format `YYYY-MM-DD`. */
  readonly date: string;
}

/** What a package contains. */
export interface Source<T> {
  readonly package: SourcePackage;
  readonly facts: T;
}

/** The facts of all packages. */
export interface Sources {
  readonly botocore: Source<ApiModel>;
  readonly cfnLint: Source<RegistrySchemas>;
  readonly cdk: Source<L1Constructs>;
  readonly serviceSpec: Source<ServiceSpec>;
  readonly iamData: Source<IamActions>;
  /** Not set if the package does not support the operating system, or if only generated tables are needed. */
  readonly valkey?: Source<EngineCommands>;
}

/** Formats a package, such as `botocore 1.44.8 (2026-11-20)`. */
export function formatPackage({ name, version, date }: SourcePackage): string {
  return `${name} ${version} (${date})`;
}
