import type { Construct, IConstruct } from 'constructs';
import { isMarked, mark } from './marks';
import { removeInternalFrames } from './stack-trace';

/** The symbols that `Errors.isConstructError` and `Errors.isValidationError` of aws-cdk-lib look for. */
const CDK_CONSTRUCT_ERROR = Symbol.for('@aws-cdk/core.SynthesisError');
const CDK_VALIDATION_ERROR = Symbol.for('@aws-cdk/core.ValidationError');

const VALIDATION_ERROR = Symbol.for('cdk-elasticache.ValidationError');

/** The public class of a construct of an internal class. */
const PUBLIC_CLASS = Symbol.for('cdk-elasticache.PublicClass');

/** More frames than there are between a check and the line of the user. */
const MAX_INTERNAL_FRAMES = 50;

/**
 * The error for a configuration that AWS would reject.
 *
 * The message has a header with the construct and the operation that failed, and one line for each problem, which
 * begins with two spaces, a hyphen, and a space. `validationErrors` lists the problems without the header. It is not
 * called `errors`, because Node.js prints an array of this name after each uncaught error, as it does for
 * `AggregateError`.
 *
 * It has the members that a validation error of aws-cdk-lib has, so that `Errors.isValidationError` is true for it.
 */
export class ElastiCacheValidationError extends Error {
  readonly #validationErrors: readonly string[];
  readonly #constructPath?: string;
  readonly #time = new Date().toISOString();

  /** @param operation the operation that failed, as the header of the message */
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

  /** The problems, each a line of the message. */
  public get validationErrors(): readonly string[] {
    return this.#validationErrors;
  }

  /** The path of the construct that failed; undefined for values that belong to no construct. */
  public get constructPath(): string | undefined {
    return this.#constructPath;
  }

  /** The time of the error, in ISO 8601 format. */
  public get time(): string {
    return this.#time;
  }

  public get level(): 'error' {
    return 'error';
  }

  public get type(): 'validation' {
    return 'validation';
  }
}

// On the prototype, because Node.js prints all properties of the error itself.
ElastiCacheValidationError.prototype.name = 'ElastiCacheValidationError';

/** Whether an error is a validation error of this library, also of another copy of it. */
export function isElastiCacheValidationError(x: unknown): x is ElastiCacheValidationError {
  return isMarked(x, VALIDATION_ERROR);
}

/** A rendered value together with its validation errors, which a construct reports with those of its other props. */
export interface Rendered<T> {
  readonly value: T;
  readonly errors: string[];
}

/** The static method that imports a construct or looks it up. */
export interface ImportCall {
  readonly scope: Construct;
  readonly id: string;
  /** The public class of the method. */
  readonly className: string;
  readonly method: string;
}

/** Throws the errors that the constructor of a construct found. */
export function throwValidationErrors(construct: IConstruct, errors: readonly string[]): never {
  throw new ElastiCacheValidationError(`Cannot create ${describe(construct)}`, errors, construct.node.path);
}

/** Throws the errors that a constructor found before its construct existed. */
export function throwPropsErrors(className: string, scope: IConstruct, id: string, errors: readonly string[]): never {
  const constructPath = joinPath(scope, id);
  throw new ElastiCacheValidationError(`Cannot create ${className} '${constructPath}'`, errors, constructPath);
}

/** Throws the errors that an import or a lookup found, before or after its construct existed. */
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

/** Throws the errors that prevent a metric of a construct. */
export function throwMetricErrors(construct: IConstruct, metricName: string, errors: readonly string[]): never {
  throw new ElastiCacheValidationError(
    `Cannot create metric '${metricName}' of ${describe(construct)}`,
    errors,
    construct.node.path,
  );
}

/**
 * Throws the errors that a method of a class found that is not a construct.
 *
 * @param method the class and the method, such as `EngineVersion.of`
 * @param construct the construct that the object of the class belongs to
 */
export function throwValueErrors(method: string, errors: readonly string[], construct?: IConstruct): never {
  const suffix = construct ? ` for ${describe(construct)}` : '';
  throw new ElastiCacheValidationError(`Cannot call ${method}${suffix}`, errors, construct?.node.path);
}

/** Names the public class of a construct whose own class is internal. */
export function setPublicClass(construct: IConstruct, className: string): void {
  Object.defineProperty(construct, PUBLIC_CLASS, { value: className });
}

/** Creates a construct, or returns its errors, so that they are reported together with those of its scope. */
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

/** Joins the path of a construct before it exists. */
function joinPath(scope: IConstruct, id: string): string {
  return [scope.node.path, id.replace(/\//g, '--')].filter((part) => part !== '').join('/');
}
