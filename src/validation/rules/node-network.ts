import { FILE_ARN_PATTERN, LIMITS, TOPIC_ARN_PATTERN } from '../../service-data/limits';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { each, excludes, forTemplates, ids, integer, isOneOf, oneOf, rule, formatValue, text } from '../rule-builders';
import { featureRule } from './node-engine';
import { suggestNodeType, listFamilies, supportsEngine, readNodeType } from './node-type';

const NETWORK = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html';
const SUBNETS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html';
const VPC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.html';
const SNS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html';
const OWNER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html';
const PROPERTY = 'NotificationTopicArn';
const SEEDING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html';

/**
 * What the rules of node-based caches demand of the network around them. `securityGroups` is what the type calls its
 * security groups.
 */
export function networkRules(metadata: RuleMetadataFactory, securityGroups: string): Rule[] {
  return [
    oneOf(metadata('NetworkTypeKnown', 'NetworkType', NETWORK), ['ipv4', 'ipv6', 'dual_stack']),
    oneOf(metadata('IpDiscoveryKnown', 'IpDiscovery', NETWORK), ['ipv4', 'ipv6']),
    rule(
      metadata('IpDiscoveryFits', 'IpDiscovery', NETWORK),
      'IpDiscovery must be an IP version that NetworkType has',
      (p) => {
        const [network, discovery] = [p.text('NetworkType'), p.text('IpDiscovery')];
        return isOneOf(p, 'NetworkType', 'ipv4', 'ipv6') &&
          isOneOf(p, 'IpDiscovery', 'ipv4', 'ipv6') &&
          network !== discovery
          ? `${p.name('IpDiscovery')} must be ${network} with ${p.name('NetworkType')} ${network}, got ${discovery}; leave it out, or choose ${p.name('NetworkType')} dual_stack`
          : undefined;
      },
    ),
    featureRule(
      metadata,
      'Ipv6NeedsVersion',
      'NetworkType',
      'ipv6DualStack',
      NETWORK,
      (p) => isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack'),
      'NetworkType with IPv6',
    ),
    rule(
      metadata('Ipv6NeedsNitro', 'NetworkType', NETWORK),
      'NetworkType with IPv6 needs nodes on the Nitro System',
      (p) => {
        const type = isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack') ? readNodeType(p) : undefined;
        return type && !type.fact.nitro
          ? `${p.name('NetworkType')} with IPv6 needs nodes on the Nitro System (${listFamilies((fact) => fact.nitro)}), got ${p.text('CacheNodeType')}; ` +
              suggestNodeType(p, p.text('CacheNodeType')!, (fact) => fact.nitro && supportsEngine(p, fact))
          : undefined;
      },
    ),
    integer(metadata('PortRange', 'Port', VPC), LIMITS.port),
    ids(metadata('SecurityGroupForm', securityGroups, VPC), 'sg'),
    rule(
      metadata('NoClassicSecurityGroups', 'CacheSecurityGroupNames', VPC),
      'CacheSecurityGroupNames must be left out: it belongs to EC2-Classic, which is no more',
      (p) =>
        p.has('CacheSecurityGroupNames') && p.list('CacheSecurityGroupNames')?.length !== 0
          ? `${p.name('CacheSecurityGroupNames')} must be left out, since it belongs to EC2-Classic, which is no more; use ${p.name(securityGroups)} and ${p.name('CacheSubnetGroupName')}`
          : undefined,
    ),
    rule(
      { ...metadata('SubnetGroupGiven', 'CacheSubnetGroupName', SUBNETS), severity: 'warning' },
      'CacheSubnetGroupName should be given',
      (p) =>
        p.has('CacheSubnetGroupName') || p.has('CacheSecurityGroupNames') || p.flag('TransitEncryptionEnabled') === true
          ? undefined
          : `${p.name('CacheSubnetGroupName')} is left out, so the nodes stand in the default VPC, where security groups of another one do not fit; give a subnet group`,
    ),
  ];
}

/** What the rules of node-based caches demand of the topic that is told of events. */
export function notificationRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    text(
      metadata('TopicForm', PROPERTY, SNS),
      { pattern: TOPIC_ARN_PATTERN },
      'must be the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:events',
    ),
    rule(
      metadata('TopicStandard', PROPERTY, SNS),
      'NotificationTopicArn must be that of a standard topic, not of a FIFO topic',
      (p) => {
        const arn = p.text(PROPERTY);
        return arn?.endsWith('.fifo')
          ? `${p.name(PROPERTY)} must be a standard topic, got the FIFO topic ${formatValue(arn)}; give another topic`
          : undefined;
      },
    ),
    forTemplates(
      rule(
        metadata('TopicInAccount', PROPERTY, OWNER),
        'NotificationTopicArn must be a topic of the account in which the cache stands',
        (p) => {
          // of constructs: topicFaults
          const [arn, account] = [p.text(PROPERTY), p.account];
          return arn !== undefined &&
            account !== undefined &&
            TOPIC_ARN_PATTERN.test(arn) &&
            arn.split(':')[4] !== account
            ? `${p.name(PROPERTY)} must be a topic of the account of the cache, ${account}, got ${formatValue(arn)}; give a topic of that account`
            : undefined;
        },
      ),
    ),
  ];
}

/** What the rules of node-based caches demand of the data with which a cache starts. */
export function restoreRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    each(
      metadata('FileArnForm', 'SnapshotArns', SEEDING),
      FILE_ARN_PATTERN,
      'must hold ARNs of files in Amazon S3, such as arn:aws:s3:::bucket/dump.rdb, without commas',
    ),
    excludes(
      metadata('OneSource', 'SnapshotName', SEEDING),
      'SnapshotArns',
      'leave one out, since a cache starts from one source',
    ),
  ];
}
