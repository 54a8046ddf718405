import type { IConstruct } from 'constructs';

/**
 * A configuration that AWS would refuse, told before it is deployed.
 *
 * Users meet it as a thrown error; `faults` holds each fault for programs that want them one by one.
 */
export class ConfigurationError extends Error {
  constructor(
    message: string,
    public readonly errors: readonly string[],
  ) {
    super(message);
    this.name = 'ElastiCacheConfigurationError';
  }
}

/** Refuses a single value where it is born: the stack trace points at the user's own line. */
export function throwValueError(error: string): never {
  throw new ConfigurationError(error, [error]);
}

/** Refuses a construct, with everything that is wrong about it. */
export function throwValidationErrors(scope: IConstruct, errors: readonly string[]): never {
  throw new ConfigurationError(
    `${scope.constructor.name} '${scope.node.path}' cannot be built:\n${errors.map((error) => `  - ${error}`).join('\n')}`,
    errors,
  );
}
