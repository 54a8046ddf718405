import { RESOURCE_TYPE_REGIONS } from '../../service-data/generated/resource-type-regions';
import { REGIONS } from '../../service-data/regions';
import { NAME_PROPERTIES } from '../physical-names';
import type { ResourceView } from '../resource-view';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { formatValue, deferredRule, rule } from '../rule-builders';

const RESOURCE_TYPES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html';
const DELETION_POLICY =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html';

/**
 * Rejects the deletion policy `Snapshot`. CloudFormation supports it only for node-based Redis OSS and Valkey caches.
 *
 * @param isSupported whether a resource of the type can have the policy
 */
export function deletionPolicyRule(
  metadata: RuleMetadataFactory,
  isSupported: (resource: ResourceView) => boolean = () => false,
): Rule {
  return deferredRule(
    metadata('DeletionPolicyUnsupported', 'DeletionPolicy', DELETION_POLICY),
    'DeletionPolicy must not be Snapshot if CloudFormation cannot create a snapshot of the resource',
    (resource) => {
      if (resource.deletionPolicy !== 'Snapshot' || isSupported(resource)) {
        return undefined;
      }
      return resource.isConstruct
        ? "'removalPolicy' must not be RemovalPolicy.SNAPSHOT, because CloudFormation cannot create a snapshot of this resource. Use RemovalPolicy.RETAIN or RemovalPolicy.DESTROY."
        : "'DeletionPolicy' must not be Snapshot, because CloudFormation cannot create a snapshot of this resource. Use Retain or Delete.";
    },
  );
}

/** Warns about snapshots in Regions where CloudFormation does not support their resource types yet. */
export function snapshotTypeRegionRule(metadata: RuleMetadataFactory, property: string): Rule {
  return rule(
    { ...metadata('TypeUnavailableInRegion', property, RESOURCE_TYPES), severity: 'warning' },
    'the resource type should be one that CloudFormation supports in the Region',
    (resource) => {
      const { region } = resource;
      return region !== undefined && REGIONS.includes(region) && !RESOURCE_TYPE_REGIONS[resource.type].includes(region)
        ? `${resource.name(property)} requires the resource type ${resource.type}, which CloudFormation did not support in ${region} when this version of cdk-elasticache was released. The deployment can fail. ` +
            'Create the snapshot with the AWS CLI, or acknowledge this warning if CloudFormation now supports the resource type in the Region.'
        : undefined;
    },
  );
}

/** Requires a name that no other resource of the type has in the same account and Region. */
export function uniqueNameRule(metadata: RuleMetadataFactory, type: string): Rule {
  const property = NAME_PROPERTIES.get(`AWS::ElastiCache::${type}`)!;
  const description = `${property} must be unique in the account and Region`;
  return deferredRule(metadata('NameNotUnique', property), description, (resource) => {
    const [namesake] = resource.findNamesakes();
    const prop = resource.name(property);
    return namesake
      ? `${prop} must be unique in the account and Region, but got ${formatValue(resource.text(property))}, which ${namesake} also uses. Set ${prop} to another value.`
      : undefined;
  });
}
