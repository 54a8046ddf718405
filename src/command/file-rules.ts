import { ACKNOWLEDGEMENTS_PAGE, COMMAND_PAGE } from './documentation';
import type { Rules } from '../validation/check-acknowledgements';
import { listRules } from '../validation/check-acknowledgements';
import type { RuleMetadata } from '../validation/rule';
import { FindingSeverity } from '../validation/rule';
import { qualifyRuleId } from '../validation/rule-ids';

/** The rule for YAML syntax that CloudFormation supports only with restrictions. */
export const SYNTAX_RESTRICTED: RuleMetadata = {
  id: 'Template.SyntaxRestricted',
  severity: FindingSeverity.WARNING,
  description: 'a template should contain only syntax that CloudFormation supports without restrictions',
  property: '',
  see: COMMAND_PAGE,
  impossible: 'it applies to a file, and not to a resource',
};

/** The rule for the acknowledgments in the metadata of resources. */
export const ACKNOWLEDGEMENT_INVALID: RuleMetadata = {
  id: 'AcknowledgementInvalid',
  severity: FindingSeverity.ERROR,
  description: 'an acknowledgment must have the id of a rule that can be acknowledged, and a reason',
  property: '',
  see: ACKNOWLEDGEMENTS_PAGE,
  impossible: 'it applies to the acknowledgments themselves',
};

/** The rules that only the command evaluates. */
export const FILE_RULES: readonly RuleMetadata[] = [SYNTAX_RESTRICTED, ACKNOWLEDGEMENT_INVALID];

/** Lists all rules that the command reports, by the ids that users acknowledge. */
export function listCommandRules(): Rules {
  return new Map([...listRules(), ...FILE_RULES.map((rule) => [qualifyRuleId(rule.id), rule] as const)]);
}
