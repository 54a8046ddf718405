import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { BackupSettings } from './backup-settings';
import type { ConnectionType } from './connection-type';
import type { CacheUsageLimitsProperty } from './usage-limits';
import type { IUserGroup } from '../access';
import type { CacheEngine } from '../engine';
import type { NetworkType } from '../network';
import type { SnapshotSource } from '../snapshot';

/** What a serverless cache is made from. */
export interface ServerlessCacheProps {
  /**
   * The engine with its major version. Pin the version of a new cache: `CacheEngine.VALKEY_8`.
   *
   * @default CacheEngine.VALKEY_LATEST
   */
  readonly engine?: CacheEngine;

  /**
   * The cache's name: 1 to 40 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in
   * lower case, and so it is in everything that is derived from it. Another name is another cache: CloudFormation
   * replaces it.
   *
   * @default - generated from the construct's path, in lower case
   */
  readonly serverlessCacheName?: string;

  /**
   * A description, at most 255 characters, without `<` and `>`.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How far the cache scales.
   *
   * @default - no limits: the cache grows with its load, up to what the service allows
   */
  readonly cacheUsageLimits?: CacheUsageLimitsProperty;

  /**
   * Automatic backups, the last one, and the backup from which the cache starts.
   *
   * @default - no backups
   */
  readonly backup?: BackupSettings;

  /**
   * The snapshot with whose data the cache starts, of a serverless or of a node-based cache. It is taken up when the
   * cache is created: another one later, or none, fails the deployment. Excludes `backup.backupArnsToRestore`.
   *
   * @default - the cache starts empty
   */
  readonly restoreFrom?: SnapshotSource;

  /**
   * The key that encrypts the cache at rest: a symmetric key of AWS KMS. It cannot be changed later without replacing
   * the cache.
   *
   * @default - a key that AWS owns
   */
  readonly kmsKey?: kms.IKey;

  /**
   * The VPC from which the cache is reached. Needed unless `connectionType` is `ConnectionType.PUBLIC`.
   *
   * @default - none, for a public cache only
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets in which the cache has its endpoints, each in an Availability Zone of its own. Other subnets need
   * another cache: give the construct another id with them.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the cache, at most 5.
   *
   * @default - one of its own, which lets nothing in and nothing out until `connections` opens it
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that is made for the cache lets traffic out. A cache opens no connections by itself.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The users that may log in. A Redis OSS cache takes a Redis OSS group, a Valkey cache takes both kinds, Memcached
   * none.
   *
   * @default - none: whoever reaches the cache over the network may do everything
   */
  readonly userGroup?: IUserGroup;

  /**
   * The IP versions in which the cache can be reached. It cannot be changed later without replacing the cache.
   *
   * @default - ElastiCache decides by the subnets, IPv4 as a rule
   */
  readonly networkType?: NetworkType;

  /**
   * From where the cache can be reached: from the VPC, or from everywhere with IAM authentication (Valkey 9 and later,
   * without VPC).
   *
   * @default ConnectionType.VPC
   */
  readonly connectionType?: ConnectionType;

  /**
   * What becomes of the cache when it leaves the stack. With `RemovalPolicy.SNAPSHOT` it takes a last backup before it
   * is deleted, under the name
   * `backup.backupNameBeforeDeletion` or one made from the names of cache and stack.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What is known of a serverless cache that exists already. */
export interface ServerlessCacheAttributes {
  /**
   * The engine; with it the ports are known.
   *
   * @default - unknown, the ports are taken for those of Valkey and Redis OSS
   */
  readonly engine?: CacheEngine;

  /**
   * The cache's name. Exactly one of `serverlessCacheName` and `serverlessCacheArn` is given.
   *
   * @default - taken from serverlessCacheArn
   */
  readonly serverlessCacheName?: string;

  /**
   * The cache's ARN. Exactly one of `serverlessCacheName` and `serverlessCacheArn` is given.
   *
   * @default - made from serverlessCacheName, in the account and region of the stack
   */
  readonly serverlessCacheArn?: string;

  /**
   * The ARNs of the backups with whose data the cache started.
   *
   * @default - unknown
   */
  readonly backupArnsToRestore?: string[];

  /**
   * The key that encrypts the cache at rest.
   *
   * @default - unknown
   */
  readonly kmsKey?: kms.IKey;

  /**
   * The VPC in which the cache stands.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets in which the cache has its endpoints.
   *
   * @default - unknown
   */
  readonly subnets?: ec2.ISubnet[];

  /**
   * The security groups of the cache; without them `connections` opens nothing.
   *
   * @default - unknown
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The users that may log in.
   *
   * @default - unknown
   */
  readonly userGroup?: IUserGroup;

  /**
   * The host name of the endpoint.
   *
   * @default - unknown: `endpoint` throws
   */
  readonly endpointAddress?: string;

  /**
   * The port of the endpoint.
   *
   * @default - the engine's
   */
  readonly endpointPort?: number;

  /**
   * The host name of the endpoint for reads from replicas.
   *
   * @default - endpointAddress
   */
  readonly readerEndpointAddress?: string;

  /**
   * The port of the endpoint for reads from replicas.
   *
   * @default - the engine's
   */
  readonly readerEndpointPort?: number;
}
