import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { evaluateRules } from './evaluate-rules';
import { PropertyReader } from './property-reader';
import type { PropertyTable } from './property-table';
import { propertyNames, propertyValues } from './property-table';
import { throwValidationErrors } from '../private/errors';

/** Options for validating the properties of a construct. */
interface ValidationOptions {
  /** Errors in props that no CloudFormation property shows. */
  readonly errors?: readonly string[];

  /** Rules whose errors become error annotations, which stop the CLI, instead of stopping the synthesis. */
  readonly annotatedRules?: readonly string[];

  /** Rules that `validateDeferredRules` evaluates, because what they read may still change. */
  readonly deferredRules?: readonly string[];
}

/**
 * Throws one error that lists everything that is wrong with the properties of a resource; advice becomes warnings that
 * can be acknowledged.
 *
 * @returns the properties for the L1 construct
 */
export function validateProperties<L1Props extends object>(
  scope: IConstruct,
  type: string,
  table: PropertyTable<L1Props, any>,
  options: ValidationOptions,
): L1Props {
  const values = propertyValues(table);
  const read = new PropertyReader(values, propertyNames(table), Stack.of(scope));
  const errors = [...(options.errors ?? []), ...collectErrors(scope, type, read, options, false)];
  if (errors.length > 0) {
    throwValidationErrors(scope, errors);
  }
  return values;
}

/** Evaluates the deferred rules: returns errors for `node.addValidation`, and adds advice as warnings. */
export function validateDeferredRules<L1Props extends object>(
  scope: IConstruct,
  type: string,
  table: PropertyTable<L1Props, any>,
  options: ValidationOptions,
): string[] {
  const read = new PropertyReader(propertyValues(table), propertyNames(table), Stack.of(scope));
  return collectErrors(scope, type, read, options, true);
}

function collectErrors(
  scope: IConstruct,
  type: string,
  read: PropertyReader,
  { annotatedRules = [], deferredRules = [] }: ValidationOptions,
  deferred: boolean,
): string[] {
  const errors: string[] = [];
  evaluateRules(
    type,
    read,
    (rule, error) => {
      if (rule.severity === 'warning') {
        Annotations.of(scope).addWarningV2(`cdk-elasticache:${rule.id}`, error);
      } else if (annotatedRules.includes(rule.id)) {
        Annotations.of(scope).addError(error);
      } else {
        errors.push(error);
      }
    },
    deferredRules.length > 0
      ? { key: `${deferred} ${deferredRules}`, has: (rule) => deferredRules.includes(rule.id) === deferred }
      : undefined,
  );
  return errors;
}
