import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { RuleSelection } from './evaluate-rules';
import { evaluateRules } from './evaluate-rules';
import { PropertyReader } from './property-reader';
import type { PropertyTable } from './property-table';
import { getPropNames, getPropertyValues } from './property-table';
import type { Rule } from './rule';
import { FindingSeverity } from './rule';
import { throwValidationErrors } from '../private/errors';

interface ValidationOptions {
  /** Errors that the construct has found itself, in props that are not rendered to a CloudFormation property. */
  readonly errors?: readonly string[];

  /** Rules whose errors become error annotations, which fail the CDK CLI, instead of exceptions. */
  readonly annotatedRules?: readonly string[];

  /** Rules that `validateDeferredRules` evaluates, because the properties that they read can still change. */
  readonly deferredRules?: readonly string[];
}

/**
 * Validates the properties of a resource: throws one error that lists all problems, and adds warnings as annotations
 * that can be acknowledged.
 *
 * @returns the props of the L1 construct
 */
export function validateProperties<L1Props extends object>(
  scope: IConstruct,
  type: string,
  table: PropertyTable<L1Props, any>,
  options: ValidationOptions,
): L1Props {
  const values = getPropertyValues(table);
  const reader = createReader(scope, table, values);
  const selection = { except: options.deferredRules };
  const errors = [...(options.errors ?? []), ...reportErrors(scope, type, reader, selection, options.annotatedRules)];
  if (errors.length > 0) {
    throwValidationErrors(scope, errors);
  }
  return values;
}

/**
 * Evaluates rules that `validateProperties` has deferred: returns errors for `node.addValidation`, and adds warnings as
 * annotations.
 */
export function validateDeferredRules<L1Props extends object>(
  scope: IConstruct,
  type: string,
  table: PropertyTable<L1Props, any>,
  deferredRules: readonly string[],
): string[] {
  return reportErrors(scope, type, createReader(scope, table, getPropertyValues(table)), { only: deferredRules });
}

function createReader<L1Props extends object>(
  scope: IConstruct,
  table: PropertyTable<L1Props, any>,
  values: L1Props,
): PropertyReader {
  return new PropertyReader(values, () => getPropNames(table), Stack.of(scope));
}

/** Adds warnings, and the errors of `annotatedRules`, as annotations, and returns all other errors. */
function reportErrors(
  scope: IConstruct,
  type: string,
  reader: PropertyReader,
  selection: RuleSelection,
  annotatedRules: readonly string[] = [],
): string[] {
  const errors: string[] = [];
  const reportError = (rule: Rule, error: string) => {
    if (rule.severity === FindingSeverity.WARNING) {
      Annotations.of(scope).addWarningV2(`cdk-elasticache:${rule.id}`, error);
    } else if (annotatedRules.includes(rule.id)) {
      Annotations.of(scope).addError(error);
    } else {
      errors.push(error);
    }
  };

  evaluateRules(type, reader, reportError, selection);
  return errors;
}
