import type { IConstruct } from 'constructs';
import { refreshViews } from './construct-view';
import { checkAcknowledgementsOf } from './validate-acknowledgements';
import { findAllInStage, getStage } from '../private/constructs';

/** The stages and apps that have a validation already. */
const PREPARED_STAGES = new WeakSet<IConstruct>();

/**
 * Prepares the validation of the stage or app of a construct. The CDK validates a stage before its constructs, so they
 * find each other as they are synthesized.
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
