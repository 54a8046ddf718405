import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { askRules } from './evaluate-rules';
import type { Names } from './property-reader';
import { Properties } from './property-reader';
import { failAt } from '../private/errors';

/** What a construct is told, besides what the rules say. */
interface Told {
  /** The construct's props by the paths of the properties that they become. */
  readonly names: Names;

  /** Faults of the props that no CloudFormation property shows. */
  readonly faults?: readonly string[];

  /** Rules whose faults become error annotations, which stop the CLI, instead of stopping the synthesis. */
  readonly annotate?: readonly string[];

  /** Rules that wait for `checkLater`, because what they look at may still change. */
  readonly later?: readonly string[];
}

/**
 * Throws one error with all that is wrong with the properties that a construct is about to render; advice becomes
 * acknowledgeable warnings.
 */
export function checkProperties(scope: IConstruct, type: string, properties: object, told: Told): void {
  const faults = [...(told.faults ?? []), ...faultsOf(scope, type, properties, told, false)];
  if (faults.length > 0) {
    failAt(scope, faults);
  }
}

/** What the rules say that waited: faults for `node.addValidation`, and advice as warnings. */
export function checkLater(scope: IConstruct, type: string, properties: object, told: Told): string[] {
  return faultsOf(scope, type, properties, told, true);
}

function faultsOf(
  scope: IConstruct,
  type: string,
  properties: object,
  { names, annotate, later = [] }: Told,
  waited: boolean,
): string[] {
  const read = new Properties(properties, names, Stack.of(scope));
  const faults: string[] = [];
  askRules(
    type,
    read,
    (rule, fault) => {
      if (rule.severity === 'warning') {
        Annotations.of(scope).addWarningV2(`cdk-elasticache:${rule.id}`, fault);
      } else if (annotate?.includes(rule.id)) {
        Annotations.of(scope).addError(fault);
      } else {
        faults.push(fault);
      }
    },
    later.length > 0 ? { key: `${waited} ${later}`, has: (rule) => later.includes(rule.id) === waited } : undefined,
  );
  return faults;
}
