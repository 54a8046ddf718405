import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Authentication } from './authentication';
import type { ClusterMode } from './cluster-mode';
import type { Durability } from './durability';
import type { LogDelivery } from './log-delivery';
import type { TransitEncryption } from './transit-encryption';
import type { IUserGroup } from '../access';
import type { EngineVersion, NodeType } from '../engine';
import type { IpDiscovery, ISubnetGroup, NetworkType } from '../network';
import type { IParameterGroup } from '../parameter-group';
import type { DailyWindow, MaintenanceWindow } from '../schedule';
import type { SnapshotSource } from '../snapshot';

/** What a replication group is made from. */
export interface ReplicationGroupProps {
  /** The VPC in which the nodes stand. */
  readonly vpc: ec2.IVpc;

  /**
   * The type of the nodes. It can be changed later without replacing the group, but not between r6gd and others.
   */
  readonly nodeType: NodeType;

  /**
   * The group's id: 1 to 40 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in lower
   * case, and so it is in everything that is derived from it. Another id is another group: CloudFormation replaces it.
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
   * The engine with its version. It can be raised later, also from Redis OSS to Valkey, without replacing the group;
   * there is no way back.
   *
   * @default EngineVersion.VALKEY_8_1
   */
  readonly engineVersion?: EngineVersion;

  /**
   * How the engine is tuned, by a group of one's own: of the family of the engine version, and for the cluster mode.
   *
   * @default - one is made, with `parameters`
   */
  readonly parameterGroup?: IParameterGroup;

  /**
   * Parameters of the group that is made, by their names, such as `maxmemory-policy`. `cluster-enabled` follows from
   * the cluster mode.
   *
   * @default - those of the engine version
   */
  readonly parameters?: { [name: string]: string };

  /**
   * Whether the data is spread over shards, and how many nodes there are.
   *
   * @default - ClusterMode.disabled({ replicas: 1 })
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Whether a replica becomes the primary when the primary fails. It needs a replica, and with cluster mode compatible
   * or enabled it is always on.
   *
   * @default - true where every shard has a replica, or the cluster mode is not disabled
   */
  readonly automaticFailover?: boolean;

  /**
   * Whether the nodes of a shard are spread over Availability Zones. It needs a replica in every shard, and automatic
   * failover.
   *
   * @default - true where every shard has a replica and there is automatic failover
   */
  readonly multiAz?: boolean;

  /**
   * When a write is safe. Choose it when the group is made.
   *
   * @default - what ElastiCache chooses for the engine version
   */
  readonly durability?: Durability;

  /**
   * The subnets in which the nodes stand, in at least two Availability Zones for Multi-AZ. Subnets can be added later.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The subnets in which the nodes stand, by a group of one's own. Another one needs another replication group: give
   * the construct another id with it.
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
   * Whether the security group that is made for the nodes lets traffic out. A cache opens no connections by itself.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The port on which the nodes listen. Another port needs another group: give the construct another id with it.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * The IP versions in which the nodes can be reached; IPv6 needs Redis OSS 6.2 and later or Valkey. Another one needs
   * another group: give the construct another id with it.
   *
   * @default - ElastiCache decides by the subnets, IPv4 as a rule
   */
  readonly networkType?: NetworkType;

  /**
   * The IP version of the addresses that the nodes tell their clients.
   *
   * @default - ElastiCache decides by the network type
   */
  readonly ipDiscovery?: IpDiscovery;

  /**
   * How clients prove who they are.
   *
   * @default - none, with a warning; `Authentication.none()` says so aloud
   */
  readonly authentication?: Authentication;

  /**
   * Whether clients talk TLS.
   *
   * @default TransitEncryption.REQUIRED
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * Whether the data is encrypted on disk and in backups. It cannot be changed later without replacing the group.
   *
   * @default true
   */
  readonly atRestEncryption?: boolean;

  /**
   * The key that encrypts the group at rest: a symmetric key of AWS KMS. It cannot be changed later without replacing
   * the group.
   *
   * @default - a key that AWS owns
   */
  readonly kmsKey?: kms.IKey;

  /**
   * The data with which the group starts. It is taken up when the group is created: another source later, or none,
   * fails the deployment.
   *
   * @default - the group starts empty
   */
  readonly restoreFrom?: SnapshotSource;

  /**
   * How long daily snapshots are kept: 0 to 35 days; 0 turns them off.
   *
   * @default Duration.days(15)
   */
  readonly snapshotRetention?: Duration;

  /**
   * When the daily snapshot is begun, in UTC: at least an hour, and not in the maintenance window.
   *
   * @default - ElastiCache chooses
   */
  readonly snapshotWindow?: DailyWindow;

  /**
   * When ElastiCache may maintain the nodes, in UTC: 1 to 24 hours a week.
   *
   * @default - ElastiCache chooses an hour of the night of the Region
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * Whether ElastiCache raises the minor version of the engine in the maintenance window.
   *
   * @default true
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * The topic that ElastiCache tells of events of the group: a standard topic without encryption, since ElastiCache
   * drops others without a word.
   *
   * @default - none
   */
  readonly notificationTopic?: sns.ITopic;

  /**
   * Where the slow log goes: Valkey, and Redis OSS 6.0 and later.
   *
   * @default - nowhere
   */
  readonly slowLog?: LogDelivery;

  /**
   * Where the log of the engine goes: Valkey, and Redis OSS 6.2 and later.
   *
   * @default - nowhere
   */
  readonly engineLog?: LogDelivery;

  /**
   * What becomes of the group when it leaves the stack. One that is retained keeps the subnet, parameter and security
   * group that were made for it.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What is known of a replication group that exists already. */
export interface ReplicationGroupAttributes {
  /**
   * The group's id. Exactly one of `replicationGroupId` and `replicationGroupArn` is given.
   *
   * @default - taken from replicationGroupArn
   */
  readonly replicationGroupId?: string;

  /**
   * The group's ARN. Exactly one of `replicationGroupId` and `replicationGroupArn` is given.
   *
   * @default - made from replicationGroupId, in the account and region of the stack
   */
  readonly replicationGroupArn?: string;

  /**
   * The engine with its version.
   *
   * @default - unknown
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The type of the nodes.
   *
   * @default - unknown
   */
  readonly nodeType?: NodeType;

  /**
   * The cluster mode with the number of shards and replicas; with it the ids of the nodes are known, and which
   * endpoints there are.
   *
   * @default - unknown: `memberClusterIds` and metrics throw
   */
  readonly clusterMode?: ClusterMode;

  /**
   * The VPC in which the nodes stand.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups of the nodes; without them `connections` opens nothing.
   *
   * @default - unknown
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The port of all endpoints.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * The host name of the primary endpoint.
   *
   * @default - unknown: `primaryEndpoint` throws
   */
  readonly primaryEndpointAddress?: string;

  /**
   * The host name of the reader endpoint.
   *
   * @default - unknown: `readerEndpoint` throws
   */
  readonly readerEndpointAddress?: string;

  /**
   * The host name of the configuration endpoint.
   *
   * @default - unknown: `configurationEndpoint` throws
   */
  readonly configurationEndpointAddress?: string;

  /**
   * Whether clients talk TLS.
   *
   * @default - unknown
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The users that may log in.
   *
   * @default - unknown
   */
  readonly userGroup?: IUserGroup;

  /**
   * The secret that holds the AUTH token.
   *
   * @default - unknown
   */
  readonly authTokenSecret?: secretsmanager.ISecret;

  /**
   * The key that encrypts the group at rest.
   *
   * @default - unknown
   */
  readonly kmsKey?: kms.IKey;
}
