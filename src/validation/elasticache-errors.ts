import type { ElastiCacheValidationError } from '../private/errors';
import { isElastiCacheValidationError } from '../private/errors';

/**
 * Helper to identify the errors of this library, similar to `Errors` of aws-cdk-lib.
 *
 * The message of a validation error starts with a header that names the construct. Each problem follows on a separate
 * line that starts with two spaces, a hyphen, and a space. In TypeScript and JavaScript, the property
 * `validationErrors` of the error lists the problems. In other languages, an exception contains only the message, so
 * split the message into lines.
 *
 * @example
 * // The error of a catch clause.
 * declare const error: any;
 *
 * const isValidationError = elasticache.ElastiCacheErrors.isValidationError(error);
 */
export abstract class ElastiCacheErrors {
  /**
   * Whether the given value is a validation error of this library.
   *
   * The library throws validation errors for configurations that AWS would reject. `Errors.isValidationError` of
   * aws-cdk-lib also returns true for these errors.
   *
   * @param x the value to test, usually the error of a catch clause
   */
  public static isValidationError(x: any): x is ElastiCacheValidationError {
    return isElastiCacheValidationError(x);
  }
}
