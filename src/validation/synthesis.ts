import type { IConstruct } from 'constructs';
import { refreshViews } from './construct-view';
import { checkAcknowledgementsOf } from './validate-acknowledgements';
import { findAllInStage, getStage } from '../private/constructs';

/** The stages and apps to which a validation has been added. */
const PREPARED_STAGES = new WeakSet<IConstruct>();

/**
 * Adds a validation to the stage or app of a construct. The CDK calls this validation before the validations of the
 * constructs in the stage, so their rules read the final properties of all constructs.
 */
export function prepareSynthesis(construct: IConstruct): void {
  const stage = getStage(construct);
  if (PREPARED_STAGES.has(stage)) {
    return;
  }
  PREPARED_STAGES.add(stage);
  stage.node.addValidation({
    validate: () => {
      const constructs = findAllInStage(stage);
      refreshViews(stage, constructs);
      const [, ...enclosingScopes] = stage.node.scopes.reverse();
      return checkAcknowledgementsOf([...constructs, ...enclosingScopes]);
    },
  });
}
