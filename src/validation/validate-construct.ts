import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { evaluateRules } from './evaluate-rules';
import type { PropertyNames } from './property-reader';
import { PropertyReader } from './property-reader';
import { throwValidationErrors } from '../private/errors';

/** What a construct is told, besides what the rules say. */
interface ValidationOptions {
  /** The construct's props by the paths of the properties that they become. */
  readonly names: PropertyNames;

  /** Faults of the props that no CloudFormation property shows. */
  readonly errors?: readonly string[];

  /** Rules whose faults become error annotations, which stop the CLI, instead of stopping the synthesis. */
  readonly annotatedRules?: readonly string[];

  /** Rules that wait for `checkLater`, because what they look at may still change. */
  readonly deferredRules?: readonly string[];
}

/**
 * Throws one error with all that is wrong with the properties that a construct is about to render; advice becomes
 * acknowledgeable warnings.
 */
export function validateProperties(
  scope: IConstruct,
  type: string,
  properties: object,
  options: ValidationOptions,
): void {
  const errors = [...(options.errors ?? []), ...collectErrors(scope, type, properties, options, false)];
  if (errors.length > 0) {
    throwValidationErrors(scope, errors);
  }
}

/** What the rules say that waited: faults for `node.addValidation`, and advice as warnings. */
export function validateDeferredRules(
  scope: IConstruct,
  type: string,
  properties: object,
  options: ValidationOptions,
): string[] {
  return collectErrors(scope, type, properties, options, true);
}

function collectErrors(
  scope: IConstruct,
  type: string,
  properties: object,
  { names, annotatedRules: annotate, deferredRules: later = [] }: ValidationOptions,
  deferred: boolean,
): string[] {
  const read = new PropertyReader(properties, names, Stack.of(scope));
  const errors: string[] = [];
  evaluateRules(
    type,
    read,
    (rule, error) => {
      if (rule.severity === 'warning') {
        Annotations.of(scope).addWarningV2(`cdk-elasticache:${rule.id}`, error);
      } else if (annotate?.includes(rule.id)) {
        Annotations.of(scope).addError(error);
      } else {
        errors.push(error);
      }
    },
    later.length > 0 ? { key: `${deferred} ${later}`, has: (rule) => later.includes(rule.id) === deferred } : undefined,
  );
  return errors;
}
