import type { Construct, IConstruct } from 'constructs';
import { isMarked, mark } from './marks';
import { removeInternalFrames } from './stack-trace';

/** The symbols by which `Errors.isConstructError` and `Errors.isValidationError` of aws-cdk-lib identify errors. */
const CDK_CONSTRUCT_ERROR = Symbol.for('@aws-cdk/core.SynthesisError');
const CDK_VALIDATION_ERROR = Symbol.for('@aws-cdk/core.ValidationError');

const VALIDATION_ERROR = Symbol.for('cdk-elasticache.ValidationError');

/** The property with the name of the public class, for a construct whose class is internal. */
const PUBLIC_CLASS = Symbol.for('cdk-elasticache.PublicClass');

/** The maximum number of stack frames between a check and the code of the user. */
const MAX_INTERNAL_FRAMES = 50;

/**
 * An error for a configuration that AWS would reject.
 *
 * The message starts with a header, which contains the construct and the operation that failed. Each problem follows on
 * a separate line that starts with two spaces, a hyphen, and a space. `validationErrors` lists the problems without the
 * header. It is not called `errors`, because Node.js prints an array of this name for every uncaught error, as it does
 * for `AggregateError`.
 *
 * The error has the members of a validation error of aws-cdk-lib, so `Errors.isValidationError` returns true for it.
 */
export class ElastiCacheValidationError extends Error {
  readonly #validationErrors: readonly string[];
  readonly #constructPath?: string;
  readonly #time = new Date().toISOString();

  /**
   * Creates an error with one line for each problem.
   *
   * @param operation the operation that failed, used as the header of the message
   * @param errors the problems
   * @param constructPath the path of the construct that failed, if any
   */
  constructor(operation: string, errors: readonly string[], constructPath?: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = stackTraceLimit + MAX_INTERNAL_FRAMES;
    super(`${operation}:\n${errors.map((error) => `  - ${error}`).join('\n')}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.stack = removeInternalFrames(this.stack!, `${this.name}: ${this.message}`, stackTraceLimit);

    this.#validationErrors = [...errors];
    this.#constructPath = constructPath;
    mark(this, CDK_CONSTRUCT_ERROR);
    mark(this, CDK_VALIDATION_ERROR);
    mark(this, VALIDATION_ERROR);
  }

  /** The problems, without the header of the message. */
  public get validationErrors(): readonly string[] {
    return this.#validationErrors;
  }

  /** The path of the construct that failed. Not set if the error does not belong to a construct. */
  public get constructPath(): string | undefined {
    return this.#constructPath;
  }

  /** The time of the error, in ISO 8601 format. */
  public get time(): string {
    return this.#time;
  }

  /** The level of the error, as in aws-cdk-lib. */
  public get level(): 'error' {
    return 'error';
  }

  /** The type of the error, as in aws-cdk-lib. */
  public get type(): 'validation' {
    return 'validation';
  }
}

// The name is set on the prototype, because Node.js prints all own properties of an error.
ElastiCacheValidationError.prototype.name = 'ElastiCacheValidationError';

/** Whether an error is a validation error of this library or of another copy of it. */
export function isElastiCacheValidationError(x: unknown): x is ElastiCacheValidationError {
  return isMarked(x, VALIDATION_ERROR);
}

/** A rendered value and its validation errors. A construct reports them together with the errors in its other props. */
export interface Rendered<T> {
  readonly value: T;
  readonly errors: string[];
}

/** A call of a static method that imports or looks up a construct. */
export interface ImportCall {
  readonly scope: Construct;
  readonly id: string;
  /** The name of the public class that has the method. */
  readonly className: string;
  readonly method: string;
}

/** Throws the errors that the constructor of a construct found. */
export function throwValidationErrors(construct: IConstruct, errors: readonly string[]): never {
  throw new ElastiCacheValidationError(`Cannot create ${describe(construct)}`, errors, construct.node.path);
}

/** Throws the errors that a constructor found before it created the construct. */
export function throwPropsErrors(className: string, scope: IConstruct, id: string, errors: readonly string[]): never {
  const constructPath = joinPath(scope, id);
  throw new ElastiCacheValidationError(`Cannot create ${className} '${constructPath}'`, errors, constructPath);
}

/** Throws the errors that an import or a lookup found, before or after it created the construct. */
export function throwImportErrors({ scope, id, className, method }: ImportCall, errors: readonly string[]): never {
  const constructPath = joinPath(scope, id);
  const verb = method === 'fromLookup' ? 'look up' : 'import';
  throw new ElastiCacheValidationError(
    `Cannot ${verb} ${className} '${constructPath}' with ${method}`,
    errors,
    constructPath,
  );
}

/** Throws the errors that a getter of a construct found. */
export function throwGetterErrors(construct: IConstruct, getter: string, errors: readonly string[]): never {
  throw new ElastiCacheValidationError(
    `Cannot read '${getter}' of ${describe(construct)}`,
    errors,
    construct.node.path,
  );
}

/** Throws the errors that a method of a construct found. */
export function throwMethodErrors(construct: IConstruct, method: string, errors: readonly string[]): never {
  throw new ElastiCacheValidationError(
    `Cannot call '${method}' of ${describe(construct)}`,
    errors,
    construct.node.path,
  );
}

/** Throws the errors for which a metric of a construct cannot be created. */
export function throwMetricErrors(construct: IConstruct, metricName: string, errors: readonly string[]): never {
  throw new ElastiCacheValidationError(
    `Cannot create metric '${metricName}' of ${describe(construct)}`,
    errors,
    construct.node.path,
  );
}

/**
 * Throws the errors that a method of a class other than a construct found.
 *
 * @param method the class and the method, such as `EngineVersion.of`
 * @param construct the construct to which the object belongs, if any
 */
export function throwValueErrors(method: string, errors: readonly string[], construct?: IConstruct): never {
  const suffix = construct ? ` for ${describe(construct)}` : '';
  throw new ElastiCacheValidationError(`Cannot call ${method}${suffix}`, errors, construct?.node.path);
}

/** Sets the class name that messages contain for a construct whose class is internal. */
export function setPublicClass(construct: IConstruct, className: string): void {
  Object.defineProperty(construct, PUBLIC_CLASS, { value: className });
}

/**
 * Creates a construct, and returns its validation errors instead of throwing them. The scope reports them together with
 * other errors.
 */
export function collectErrors<T>(create: () => T): Rendered<T | undefined> {
  try {
    return { value: create(), errors: [] };
  } catch (error) {
    if (isElastiCacheValidationError(error)) {
      return { value: undefined, errors: [...error.validationErrors] };
    }
    throw error;
  }
}

function describe(construct: IConstruct): string {
  const className = (construct as { [PUBLIC_CLASS]?: string })[PUBLIC_CLASS] ?? construct.constructor.name;
  return `${className} '${construct.node.path}'`;
}

/** Returns the path of a construct that does not exist yet. */
function joinPath(scope: IConstruct, id: string): string {
  return [scope.node.path, id.replace(/\//g, '--')].filter((part) => part !== '').join('/');
}
