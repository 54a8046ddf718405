import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { qualifyRuleId } from './rule-ids';
import { getRuleSet } from './rule-sets';

/**
 * Acknowledges the rules that concern only the creation of a resource if a cache is adopted. Errors become warnings,
 * and warnings are omitted.
 *
 * @param type the resource type of the cache
 */
export function acknowledgeExistingCache(
  construct: IConstruct,
  type: string,
  { adopted }: { readonly adopted?: boolean },
): void {
  if (!adopted) {
    return;
  }
  const rules = getRuleSet(type).filter(({ isForNewResources }) => isForNewResources);
  Validations.of(construct).acknowledge(
    ...rules.map(({ id }) => ({ id: qualifyRuleId(id), reason: 'the cache already exists' })),
  );
}
