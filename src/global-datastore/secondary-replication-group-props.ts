import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { IGlobalReplicationGroup } from './global-replication-group';
import type { ISubnetGroup } from '../network';
import type { Authentication, LogDelivery } from '../replication-group';
import type { DailyWindow, MaintenanceWindow } from '../schedule';

/**
 * What a secondary says for itself. What it takes over from the primary cannot be said: engine and version, node type,
 * parameters, cluster mode and number of shards, encryption, automatic failover, the data with which it starts.
 */
export interface SecondaryReplicationGroupOptions {
  /** The VPC in which the nodes stand. */
  readonly vpc: ec2.IVpc;

  /**
   * The group's id: 1 to 40 letters, digits and single hyphens, starting with a letter. Another id is another group:
   * CloudFormation replaces it.
   *
   * @default - generated from the construct's path, in lower case
   */
  readonly replicationGroupId?: string;

  /**
   * What the group is for.
   *
   * @default - the construct's path
   */
  readonly description?: string;

  /**
   * How many replicas each shard has in this region: 1 to 5. Each region has its own number.
   *
   * @default - as many as the primary group has, 1 where that is unknown or differs from shard to shard
   */
  readonly replicas?: number;

  /**
   * Whether the nodes of a shard are spread over Availability Zones.
   *
   * @default true
   */
  readonly multiAz?: boolean;

  /**
   * The subnets in which the nodes stand.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The subnets in which the nodes stand, by a group of one's own.
   *
   * @default - one is made, of `vpcSubnets`
   */
  readonly subnetGroup?: ISubnetGroup;

  /**
   * The security groups of the nodes.
   *
   * @default - one of its own, which lets nothing in and nothing out until `connections` opens it
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that is made for the nodes lets traffic out.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The port on which the nodes listen.
   *
   * @default - that of the primary group, 6379 where it is unknown
   */
  readonly port?: number;

  /**
   * How clients prove who they are. Users and user groups stand in one region: give a group of this region.
   *
   * @default - none, with a warning; `Authentication.none()` says so aloud
   */
  readonly authentication?: Authentication;

  /**
   * The key that encrypts the group at rest: a key of this region.
   *
   * @default - a key that AWS owns
   */
  readonly kmsKey?: kms.IKey;

  /**
   * How long daily snapshots of this region are kept: 0 to 35 days; 0 turns them off.
   *
   * @default Duration.days(15)
   */
  readonly snapshotRetention?: Duration;

  /**
   * When the daily snapshot is begun, in UTC.
   *
   * @default - ElastiCache chooses
   */
  readonly snapshotWindow?: DailyWindow;

  /**
   * When ElastiCache may maintain the nodes, in UTC.
   *
   * @default - ElastiCache chooses
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * The topic of this region that ElastiCache tells of events: a standard topic without encryption.
   *
   * @default - none
   */
  readonly notificationTopic?: sns.ITopic;

  /**
   * Where the slow log goes.
   *
   * @default - nowhere
   */
  readonly slowLog?: LogDelivery;

  /**
   * Where the log of the engine goes.
   *
   * @default - nowhere
   */
  readonly engineLog?: LogDelivery;

  /**
   * What becomes of the group when it leaves the stack.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What a secondary is made from. */
export interface SecondaryReplicationGroupProps extends SecondaryReplicationGroupOptions {
  /** The global datastore, whose primary stands in another region. */
  readonly globalReplicationGroup: IGlobalReplicationGroup;
}
