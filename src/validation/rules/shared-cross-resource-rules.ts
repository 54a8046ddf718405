import { formatList } from '../../private/text';
import { isResolved } from '../../private/tokens';
import type { ResourceView } from '../resource-view';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { advice, deferredRule, templateRule } from '../rule-builders';
import type { TemplateResource } from '../template-resource';
import { readLiteralText } from '../text-parts';
import { sameRegionRule } from './environment';
import { readNodeFamily } from './nodes/node-type';
import { PAGES } from './pages';

/** The key spec and key usage that ElastiCache supports, which are the defaults of AWS KMS. */
const SYMMETRIC = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' };

export const DEPENDS_ON =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html';

/** Requires a symmetric encryption key in the Region of the resource. */
export function keyRules(metadata: RuleMetadataFactory): Rule[] {
  const type = 'AWS::KMS::Key';
  return [
    advice(metadata('KeyEmpty', 'KmsKeyId', PAGES.atRestEncryption), 'KmsKeyId should not be empty', (resource) =>
      resource.text('KmsKeyId') === ''
        ? `${resource.name('KmsKeyId')} is empty. CloudFormation passes the empty string to ElastiCache, but AWS does not document what an empty string means. Remove ${resource.name('KmsKeyId')} to use an AWS owned key, or use AWS::NoValue in Fn::If.`
        : undefined,
    ),
    deferredRule(
      metadata('KeyAsymmetric', 'KmsKeyId', PAGES.atRestEncryption),
      'KmsKeyId must refer to a symmetric encryption key',
      (resource) => {
        const key = resource.target('KmsKeyId', type);
        const spec = key?.text('KeySpec') ?? SYMMETRIC.spec;
        const usage = key?.text('KeyUsage') ?? SYMMETRIC.usage;
        const isAsymmetric = spec !== SYMMETRIC.spec || usage !== SYMMETRIC.usage;
        return key && isAsymmetric
          ? `${resource.name('KmsKeyId')} must refer to a symmetric encryption key, but got ${key} with the key spec ${spec} and the key usage ${usage}. Use a key with the key spec ${SYMMETRIC.spec} and the key usage ${SYMMETRIC.usage}.`
          : undefined;
      },
    ),
    sameRegionRule(metadata, {
      property: 'KmsKeyId',
      types: [type],
      idPrefix: 'Key',
      thing: 'a key',
      holdsArns: true,
      see: PAGES.atRestEncryption,
    }),
  ];
}

/** Whether the nodes of a replication group use data tiering. */
export function hasDataTiering(group: ResourceView): boolean {
  return group.flag('DataTieringEnabled') === true || readNodeFamily(group)?.dataTiering === true;
}

/** Finds the first snapshot, at the given paths, of a replication group with data tiering. */
export function findTieredSnapshot(resource: ResourceView, paths: readonly string[]): ResourceView | undefined {
  return paths
    .filter((path) => !readLiteralText(resource.raw(path)).includes(':serverlesscachesnapshot:'))
    .map((path) => resource.target(path, 'AWS::ElastiCache::Snapshot'))
    .find((snapshot) => {
      const group = snapshot?.target('ReplicationGroupId', 'AWS::ElastiCache::ReplicationGroup');
      return group && hasDataTiering(group);
    });
}

/** Formats the recommendation to refer to resources of the same template with Ref instead of their literal names. */
export function formatReferenceFix(property: string, named: readonly ResourceView[]): string {
  return `'${property}' should refer to ${formatList(named.map(String))} with Ref instead of a literal value. Otherwise, CloudFormation can create the resources in the wrong order. Replace the ${named.length > 1 ? 'values' : 'value'} with Ref.`;
}

/** Lists the logical ids of the resources that CloudFormation creates first because of `DependsOn`. */
export function listDependencies(resource: TemplateResource): unknown[] {
  return [resource.attribute('DependsOn')].flat();
}

/**
 * Recommends a reference to a resource in the same template instead of a literal name. CloudFormation derives the order
 * of creation from references.
 */
export function referenceRule(
  metadata: RuleMetadataFactory,
  property: string,
  targetType: string,
  prefix?: string,
): Rule {
  return templateRule(
    { ...metadata(`${property}NotReferenced`, property, DEPENDS_ON), severity: 'warning' },
    `${property} should refer to a resource in the same template with Ref instead of a literal value, so that CloudFormation creates the resource first`,
    (resource) => {
      const value = resource.raw(property);
      const dependencies = listDependencies(resource);
      const named = (Array.isArray(value) ? value : [value])
        .filter((element) => typeof element === 'string' && isResolved(element))
        .map((name) => resource.template.findIntended(name, targetType, prefix))
        .filter((found) => found !== undefined)
        .filter(({ logicalId }) => !dependencies.includes(logicalId));
      return named.length > 0 ? formatReferenceFix(property, named) : undefined;
    },
  );
}
