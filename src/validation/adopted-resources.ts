import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { qualifyRuleId } from './rule-ids';

/** The rules for new resources only, which all types of node-based caches have. */
const RULES_FOR_NEW_RESOURCES = ['NodeTypeDiscontinued', 'VersionDiscontinued'];

/**
 * Acknowledges the rules for new resources if a cache is adopted, so that their errors are warnings. Existing caches keep
 * node types and versions that AWS has discontinued.
 *
 * @param type the resource type without its service, such as `ReplicationGroup`
 */
export function acknowledgeDiscontinuedValues(
  construct: IConstruct,
  type: 'CacheCluster' | 'ReplicationGroup',
  { adopted }: { readonly adopted?: boolean },
): void {
  if (!adopted) {
    return;
  }
  Validations.of(construct).acknowledge(
    ...RULES_FOR_NEW_RESOURCES.map((rule) => ({
      id: qualifyRuleId(`${type}.${rule}`),
      reason: 'the cache already exists',
    })),
  );
}
