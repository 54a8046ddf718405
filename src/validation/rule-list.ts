import { KEY_RULES } from './check-keys';
import { REFERENCE_RULES } from './references';
import { TYPE_RULES } from './resource-types';
import type { RuleMetadata } from './rule';
import { getRuleSet, VALIDATED_TYPES } from './rule-sets';
import { listSchemaRules } from './schema';

/** Lists the rules for templates. Loads all rules, which takes time. */
export function listTemplateRules(): RuleMetadata[] {
  return [
    ...VALIDATED_TYPES.flatMap(getRuleSet),
    ...listSchemaRules(),
    ...TYPE_RULES,
    ...KEY_RULES,
    ...REFERENCE_RULES,
  ];
}
