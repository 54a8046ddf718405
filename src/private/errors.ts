import type { IConstruct } from 'constructs';

/** The error for a configuration that AWS would reject. Its `errors` list every problem for programs. */
export class ConfigurationError extends Error {
  constructor(
    message: string,
    public readonly errors: readonly string[],
  ) {
    super(message);
    this.name = 'ElastiCacheConfigurationError';
  }
}

/** A rendered value together with its validation errors, which a construct reports with those of its other props. */
export interface Rendered<T> {
  readonly value: T;
  readonly errors: string[];
}

/** Rejects a value in its factory method, so that the stack trace points to the caller's line. */
export function throwValueError(error: string): never {
  throw new ConfigurationError(error, [error]);
}

/** Rejects a construct, with all its errors in one message. */
export function throwValidationErrors(scope: IConstruct, errors: readonly string[]): never {
  throw new ConfigurationError(
    `${scope.constructor.name} '${scope.node.path}' cannot be built:\n${errors.map((error) => `  - ${error}`).join('\n')}`,
    errors,
  );
}

/** Creates a construct, or returns its errors, so that they are reported together with those of its scope. */
export function collectErrors<T>(create: () => T): Rendered<T | undefined> {
  try {
    return { value: create(), errors: [] };
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return { value: undefined, errors: [...error.errors] };
    }
    throw error;
  }
}
