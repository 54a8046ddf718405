import { Annotations, TagManager } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findAcknowledgement } from './acknowledgements';
import type { RelatedConstructs } from './construct-view';
import { ConstructView } from './construct-view';
import { evaluateRules } from './evaluate-rules';
import type { PropertyTable } from './property-table';
import { getPropNames, getPropertyValues } from './property-table';
import type { Rule } from './rule';
import { FindingSeverity, removeAdvice } from './rule';
import { ACKNOWLEDGED_SUFFIX, qualifyRuleId } from './rule-ids';
import { prepareSynthesis } from './synthesis';
import { checkAcknowledgementsOf } from './validate-acknowledgements';
import { findDefaultChild } from '../private/constructs';
import { throwMethodErrors, throwValidationErrors } from '../private/errors';

interface ViewValidationOptions {
  /** The errors of other validations than the rules. */
  readonly errors?: readonly string[];

  /** The method of the construct that is called. Not set in a constructor. */
  readonly method?: string;

  /** The construct that is created, if it differs from the validated construct. */
  readonly created?: IConstruct;

  /** Selects the rules to evaluate. By default, all rules are evaluated. */
  readonly isSelected?: (rule: Rule) => boolean;
}

interface ValidationOptions {
  /** The errors that the construct has found in props that have no CloudFormation property. */
  readonly errors?: readonly string[];

  /** The constructs that the properties refer to. */
  readonly related?: RelatedConstructs | (() => RelatedConstructs);

  /** The properties that can change until synthesis, by L1 prop. If set, all rules are evaluated again at synthesis. */
  readonly changingProperties?: Readonly<Record<string, () => unknown>>;
}

/**
 * Validates the properties of a resource. Throws one error that lists all problems, and adds warnings as annotations,
 * which can be acknowledged. Rules that read other resources are evaluated again at synthesis.
 *
 * @returns the props of the L1 construct
 */
export function validateProperties<L1Props extends object>(
  scope: IConstruct,
  type: string,
  table: PropertyTable<L1Props, any>,
  options: ValidationOptions,
): L1Props {
  const { errors = [], related = {}, changingProperties } = options;
  const values = getPropertyValues(table);
  const viewValues = { ...values };
  const view = new ConstructView(scope, type, {
    values: viewValues,
    l1Props: values,
    getPropNames: () => getPropNames(table),
    getRelated: typeof related === 'function' ? related : () => related,
  });
  view.register();

  Object.defineProperty(viewValues, 'tags', { get: () => renderTags(scope) });
  prepareSynthesis(scope);
  validateView(scope, view, { errors });
  for (const [property, get] of Object.entries(changingProperties ?? {})) {
    Object.defineProperty(viewValues, property, { get });
  }
  scope.node.addValidation({
    validate: () =>
      reportErrors(scope, view, ({ isCrossResource }) => isCrossResource === true || changingProperties !== undefined),
  });
  return values;
}

/** Validates a view. Throws one error that lists the given errors and rule errors, and adds warnings as annotations. */
export function validateView(scope: IConstruct, view: ConstructView, options: ViewValidationOptions = {}): void {
  const { errors = [], method, created = scope, isSelected = () => true } = options;
  const ownErrors = [...errors, ...reportErrors(scope, view, (rule) => !rule.isDeferred && isSelected(rule))];
  if (ownErrors.length > 0) {
    const isDeferred = (rule: Rule) => rule.isDeferred === true && !rule.canBeSatisfiedLater && isSelected(rule);
    const deferredErrors = reportErrors(scope, view, isDeferred);
    const allErrors = [...ownErrors, ...deferredErrors, ...checkAcknowledgementsOf(scope.node.root.node.findAll())];
    if (method) {
      throwMethodErrors(scope, method, allErrors);
    }
    throwValidationErrors(created, allErrors);
  }
}

/** Adds warnings and acknowledged errors as annotations, and returns all other errors. */
export function reportErrors(scope: IConstruct, view: ConstructView, isSelected?: (rule: Rule) => boolean): string[] {
  const errors: string[] = [];
  evaluateRules(
    view,
    (rule, error) => {
      if (!reportAcknowledged(scope, rule, error)) {
        errors.push(`${error} [${qualifyRuleId(rule.id)}]`);
      }
    },
    isSelected,
  );
  return errors;
}

/** Adds a warning for a warning rule or an acknowledged error. Returns false for an error that is not acknowledged. */
function reportAcknowledged(scope: IConstruct, { id, severity }: Rule, error: string): boolean {
  const reason = findAcknowledgement(scope, id);
  if (severity === FindingSeverity.WARNING) {
    if (reason === undefined) {
      Annotations.of(scope).addWarningV2(qualifyRuleId(id), error);
    }
    return true;
  }
  if (reason === undefined) {
    return false;
  }
  const acknowledgedId = id + ACKNOWLEDGED_SUFFIX;
  if (findAcknowledgement(scope, acknowledgedId) === undefined) {
    Annotations.of(scope).addWarningV2(
      qualifyRuleId(acknowledgedId),
      `${removeAdvice(error)} (${qualifyRuleId(id)} is acknowledged: ${reason})`,
    );
  }
  return true;
}

/** Renders the tags of a construct's resource, including those that other constructs and aspects have added. */
function renderTags(construct: IConstruct): unknown {
  const defaultChild = findDefaultChild(construct);
  return defaultChild && TagManager.of(defaultChild)?.renderTags();
}
