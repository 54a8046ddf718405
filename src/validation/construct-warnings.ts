import { Annotations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findAcknowledgement } from './acknowledgements';
import type { ConstructWarningId } from './construct-warning-table';
import { qualifyRuleId } from './rule-ids';
import { findServiceCatalogProduct } from '../private/constructs';
import { readSpecifiedName } from '../private/names';

/** Adds a warning that can be acknowledged by its id. */
export function addConstructWarning(scope: IConstruct, id: ConstructWarningId, message: string): void {
  if (findAcknowledgement(scope, id) === undefined) {
    Annotations.of(scope).addWarningV2(qualifyRuleId(id), message);
  }
}

type GeneratedNameWarningId = Extract<ConstructWarningId, `${string}.NameGeneratedInProduct`>;

/**
 * Adds a warning if a name is generated in a Service Catalog product. All provisioned products are stacks of the same
 * template, so they have the same generated name.
 *
 * The warning is added to the scope of the product, because aws-cdk-lib does not report annotations in products.
 *
 * @param scope the construct with the name
 * @param id the id of the warning
 * @param prop the prop that specifies the name
 * @param value the value of the prop
 * @param subject the subject of the message, if the generated name is not the value of the prop
 */
export function addGeneratedNameWarning(
  scope: IConstruct,
  id: GeneratedNameWarningId,
  prop: string,
  value: string | undefined,
  subject: string = `'${prop}' of '${scope.node.path}'`,
): void {
  const product = findServiceCatalogProduct(scope);
  if (!product || readSpecifiedName(value) !== undefined) {
    return;
  }
  const message =
    `${subject} is generated from the construct path, so the product can be provisioned only once per account and Region. ` +
    `Set '${prop}' to a name that contains a CfnParameter or a part of Aws.STACK_ID.`;
  scope.node.addValidation({
    validate: () => {
      if (findAcknowledgement(scope, id) === undefined) {
        Annotations.of(product.node.scope!).addWarningV2(qualifyRuleId(id), message);
      }
      return [];
    },
  });
}
