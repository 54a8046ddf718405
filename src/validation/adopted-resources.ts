import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { qualifyRuleId } from './rule-ids';

/** Problems that an adopted cache cannot fix without replacement. All types of node-based caches have these rules. */
const RULES_FOR_NEW_CACHES = ['NodeTypeDiscontinued', 'SubnetGroupMissing', 'VersionDiscontinued'];

/**
 * Acknowledges the rules that apply only to new caches if a cache is adopted. Errors become warnings, and warnings are
 * omitted. Existing caches keep node types and versions that AWS has discontinued, and the default VPC.
 *
 * @param type the resource type without its service, such as `ReplicationGroup`
 */
export function acknowledgeExistingCache(
  construct: IConstruct,
  type: 'CacheCluster' | 'ReplicationGroup',
  { adopted }: { readonly adopted?: boolean },
): void {
  if (!adopted) {
    return;
  }
  Validations.of(construct).acknowledge(
    ...RULES_FOR_NEW_CACHES.map((rule) => ({
      id: qualifyRuleId(`${type}.${rule}`),
      reason: 'the cache already exists',
    })),
  );
}
