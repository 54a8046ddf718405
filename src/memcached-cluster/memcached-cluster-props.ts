import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { EngineVersion, NodeType } from '../engine';
import type { IpDiscovery, ISubnetGroup, NetworkType } from '../network';
import type { IParameterGroup } from '../parameter-group';
import type { MaintenanceWindow } from '../schedule';

/** What a Memcached cluster is made from. */
export interface MemcachedClusterProps {
  /** The VPC in which the nodes stand. */
  readonly vpc: ec2.IVpc;

  /**
   * The type of the nodes. CloudFormation cannot change it on a cluster that exists: give the construct another id, and
   * it makes another cluster.
   */
  readonly nodeType: NodeType;

  /**
   * The cluster's name: 1 to 50 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in
   * lower case, and so it is in everything that is derived from it. Another name is another cluster: CloudFormation
   * replaces it.
   *
   * @default - generated from the construct's path, in lower case
   */
  readonly clusterName?: string;

  /**
   * The version of Memcached. It can be raised later without replacing the cluster, which empties it.
   *
   * @default EngineVersion.MEMCACHED_1_6_22
   */
  readonly engineVersion?: EngineVersion;

  /**
   * How many nodes there are: 1 to 60. Clients spread the keys over them; a node that is lost takes its part of the
   * keys with it. Nodes can be added and taken away later; the others keep their keys.
   *
   * @default 2
   */
  readonly nodes?: number;

  /**
   * The Availability Zones of the nodes, dealt one after the other until every node has one. Named zones are what lets
   * CloudFormation add nodes later: without them it would have to make another cluster of the same name, which fails.
   *
   * @default - those of the subnets
   */
  readonly availabilityZones?: string[];

  /**
   * How the engine is tuned, by a group of one's own, of the family of the engine version.
   *
   * @default - one is made, with `parameters`
   */
  readonly parameterGroup?: IParameterGroup;

  /**
   * Parameters of the group that is made, by their names, such as `max_item_size`. What is changed later is true for
   * nodes that are made from then on, and for those that are there once they are rebooted, which empties them; a
   * deployment reboots none.
   *
   * @default - those of the engine version
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The subnets in which the nodes stand. Subnets can be added later.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The subnets in which the nodes stand, by a group of one's own. Another one needs another cluster: give the
   * construct another id with it.
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
   * The port on which the nodes listen. Another port needs another cluster: give the construct another id with it.
   *
   * @default 11211
   */
  readonly port?: number;

  /**
   * The IP versions in which the nodes can be reached; IPv6 needs Memcached 1.6.6 and later. Another one needs another
   * cluster: give the construct another id with it.
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
   * Whether clients talk TLS: Memcached 1.6.12 and later. It is decided when the cluster is made; for another decision,
   * give the construct another id.
   *
   * @default - true where the engine version has it
   */
  readonly transitEncryption?: boolean;

  /**
   * When ElastiCache may maintain the nodes, in UTC: 1 to 24 hours a week.
   *
   * @default - ElastiCache chooses an hour of the night of the Region
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * The topic that ElastiCache tells of events of the cluster: a standard topic without encryption, since ElastiCache
   * drops others without a word.
   *
   * @default - none
   */
  readonly notificationTopic?: sns.ITopic;

  /**
   * What becomes of the cluster when it leaves the stack. Memcached has no snapshots. One that is retained keeps what
   * was made for it.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What is known of a Memcached cluster that exists already. */
export interface MemcachedClusterAttributes {
  /**
   * The cluster's name. Exactly one of `clusterName` and `clusterArn` is given.
   *
   * @default - taken from clusterArn
   */
  readonly clusterName?: string;

  /**
   * The cluster's ARN. Exactly one of `clusterName` and `clusterArn` is given.
   *
   * @default - made from clusterName, in the account and region of the stack
   */
  readonly clusterArn?: string;

  /**
   * The version of Memcached.
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
   * How many nodes there are; with it, there are metrics of each.
   *
   * @default - unknown
   */
  readonly nodes?: number;

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
   * The port on which the nodes listen.
   *
   * @default 11211
   */
  readonly port?: number;

  /**
   * The host name of the configuration endpoint.
   *
   * @default - unknown: `endpoint` throws
   */
  readonly configurationEndpointAddress?: string;

  /**
   * Whether clients talk TLS.
   *
   * @default - unknown
   */
  readonly transitEncryption?: boolean;
}
