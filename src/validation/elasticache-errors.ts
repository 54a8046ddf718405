import type { ElastiCacheValidationError } from '../private/errors';
import { isElastiCacheValidationError } from '../private/errors';

/**
 * Helper to identify the errors of this library, as `Errors` of aws-cdk-lib.
 *
 * The message of a validation error has a header with the construct, and one line for each problem, which begins with
 * two spaces, a hyphen, and a space. Programs in TypeScript and JavaScript read the problems from `validationErrors`.
 * In other languages, an exception has the message only, so programs split it into these lines.
 *
 * @example
 * declare const error: any; // of a catch clause
 *
 * const isValidationError = elasticache.ElastiCacheErrors.isValidationError(error);
 */
export abstract class ElastiCacheErrors {
  /**
   * Whether the given error is a validation error of this library: a configuration that AWS would reject.
   *
   * `Errors.isValidationError` of aws-cdk-lib returns true for it, too.
   *
   * @param x any value
   */
  public static isValidationError(x: any): x is ElastiCacheValidationError {
    return isElastiCacheValidationError(x);
  }
}
