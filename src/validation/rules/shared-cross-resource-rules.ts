import { ENGINE_NAMES, familyOf } from '../../service-data/engine-versions';
import { PARAMETER_FAMILIES } from '../../service-data/parameters';
import type { CrossResourceRule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';
import type { TemplateResource } from '../template';
import { readEngine, formatEngine, readPossibleEngines } from './nodes/engine';
import { readNodeFamily } from './nodes/node-type';
import { PAGES } from './pages';
import { checkAddresses, findSubnets } from './subnets';

const DEPENDS_ON =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html';
const SNS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html';

/** Requires a symmetric encryption key. */
export function symmetricKeyRule(metadata: RuleMetadataFactory): CrossResourceRule {
  const keySymmetric = metadata('KeySymmetric', 'KmsKeyId', PAGES.atRestEncryption);
  return crossResourceRule(keySymmetric, 'KmsKeyId must be a symmetric key that encrypts', (resource) => {
    const key = resource.target('KmsKeyId', 'AWS::KMS::Key');
    const spec = key?.properties.text('KeySpec') ?? 'SYMMETRIC_DEFAULT';
    const usage = key?.properties.text('KeyUsage') ?? 'ENCRYPT_DECRYPT';
    const isSymmetric = spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT';
    return key && !isSymmetric
      ? `'KmsKeyId' must be a symmetric key that encrypts, got ${key} with the spec ${spec} for ${usage}; leave out its KeySpec and KeyUsage`
      : undefined;
  });
}

/** Rejects encrypted topics, to which ElastiCache silently sends no notifications. */
export function unencryptedTopicRule(metadata: RuleMetadataFactory): CrossResourceRule {
  const topicNotEncrypted = metadata('TopicNotEncrypted', 'NotificationTopicArn', SNS);
  return crossResourceRule(topicNotEncrypted, 'NotificationTopicArn must not be an encrypted topic', (resource) => {
    const topic = resource.target('NotificationTopicArn', 'AWS::SNS::Topic');
    return topic?.properties.has('KmsMasterKeyId')
      ? `'NotificationTopicArn' must not be an encrypted topic, got ${topic} with a KmsMasterKeyId; ElastiCache would turn the notifications off, so use a topic without one`
      : undefined;
  });
}

/** Whether the nodes of a replication group use data tiering. */
export function hasDataTiering({ properties }: TemplateResource): boolean {
  return properties.flag('DataTieringEnabled') === true || readNodeFamily(properties)?.dataTiering === true;
}

/** Finds the first snapshot of a replication group with data tiering. */
export function findTieredSnapshot(
  resource: TemplateResource,
  snapshots: readonly unknown[],
): TemplateResource | undefined {
  return snapshots
    .filter((value) => !String(value).includes(':serverlesscachesnapshot:'))
    .map((value) => resource.template.find(value, 'AWS::ElastiCache::Snapshot'))
    .find((snapshot) => {
      const group = snapshot?.target('ReplicationGroupId', 'AWS::ElastiCache::ReplicationGroup');
      return group && hasDataTiering(group);
    });
}

/** Requires a parameter group of the family of the engine version. */
export function parameterFamilyRule(metadata: RuleMetadataFactory): CrossResourceRule {
  return crossResourceRule(
    metadata('ParameterFamily', 'CacheParameterGroupName', PAGES.parameterGroups),
    'CacheParameterGroupName must be a group of the family of the engine version',
    (resource) => {
      const group = resource.target('CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup');
      const family = group?.properties.text('CacheParameterGroupFamily');
      if (family === undefined || !Object.hasOwn(PARAMETER_FAMILIES, family)) {
        return undefined;
      }
      const engine = readEngine(resource.properties);
      const requiredFamily = engine && familyOf(engine.name, engine.version);
      if (engine && requiredFamily !== undefined) {
        return requiredFamily === family
          ? undefined
          : `'CacheParameterGroupName' must be a group of the family ${requiredFamily} for ${formatEngine(engine)}, got ${group} of ${family}`;
      }
      const [name, ...others] = readPossibleEngines(resource.properties);
      return name !== undefined && others.length === 0 && PARAMETER_FAMILIES[family].engine !== name
        ? `'CacheParameterGroupName' must be a group for ${ENGINE_NAMES[name]}, got ${group} of ${family}`
        : undefined;
    },
  );
}

/** Requires subnets with the addresses that the network type needs. */
export function subnetAddressRule(metadata: RuleMetadataFactory): CrossResourceRule {
  return crossResourceRule(
    metadata('SubnetsHaveAddresses', 'NetworkType', PAGES.networkType),
    'the subnets of CacheSubnetGroupName must have the addresses that the NetworkType needs',
    (resource) => {
      const group = resource.target('CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup');
      const networkType = resource.properties.has('NetworkType') ? resource.properties.text('NetworkType') : 'ipv4';
      return group && networkType !== undefined
        ? checkAddresses(networkType, findSubnets(group), 'CacheSubnetGroupName')
        : undefined;
    },
  );
}

/**
 * Recommends a reference instead of the name of a resource in the same template. CloudFormation orders resources by
 * their references.
 */
export function referenceRule(
  metadata: RuleMetadataFactory,
  property: string,
  targetType: string,
  prefix?: string,
): CrossResourceRule {
  return crossResourceRule(
    { ...metadata(`${property}ByReference`, property, DEPENDS_ON), severity: 'warning' },
    `${property} should refer to what is made in the same template, not name it: CloudFormation does not know otherwise what to make first`,
    (resource) => {
      const value = resource.properties.raw(property);
      const dependencies = [resource.attribute('DependsOn')].flat();
      const named = (Array.isArray(value) ? value : [value])
        .filter((element) => typeof element === 'string')
        .map((name) => resource.template.find(name, targetType, prefix))
        .filter((found) => found !== undefined && !dependencies.includes(found.logicalId))
        .join(', ');
      return named !== ''
        ? `'${property}' should refer to ${named} instead of naming it, so that CloudFormation makes it first; use Ref`
        : undefined;
    },
  );
}
