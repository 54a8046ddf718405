import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnServerlessCacheProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type * as events from 'aws-cdk-lib/aws-events';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { publicUserFaults } from './access-faults';
import { ConnectionType } from './connection-type';
import { defaultPort } from './default-port';
import { eventRule } from './event-rule';
import { ImportedServerlessCache, NO_READER_ENDPOINT } from './imported-serverless-cache';
import type { ServerlessCacheLookupOptions } from './lookup-options';
import { place, placementFaults } from './placement';
import { renderBackup, renderRestore } from './render-backup';
import { renderUsageLimits } from './render-usage-limits';
import type { IServerlessCache } from './serverless-cache-base';
import { ServerlessCacheBase } from './serverless-cache-base';
import type { OnServerlessCacheEventOptions } from './serverless-cache-event';
import type { ServerlessCacheAttributes, ServerlessCacheProps } from './serverless-cache-props';
import type { IUserGroup } from '../access';
import { UserGroup } from '../access';
import { userGroupFaults } from '../access/group-faults';
import { userGroupIdIn } from '../access/group-id';
import { CacheEngine } from '../engine';
import { LIMITS } from '../facts/limits';
import type { ServerlessCacheFacts, UsageLimits } from '../monitoring/serverless-cache-alarms';
import { Endpoint } from '../network';
import { arnComponents, asStored } from '../private/arns';
import { failAt } from '../private/errors';
import { keyIdentifier } from '../private/keys';
import { generatedName, nameOfStack } from '../private/names';
import { checkProperties } from '../rules/check-properties';

const SERVERLESS_CACHE = Symbol.for('cdk-elasticache.ServerlessCache');

/**
 * A serverless cache: Valkey, Redis OSS or Memcached without nodes to choose, patch or scale.
 *
 * It is always encrypted at rest and in transit and spreads over Availability Zones. You pay for the stored data and
 * the processed requests, with a minimum of stored data per engine.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html
 * @resource AWS::ElastiCache::ServerlessCache
 * @example
 * declare const fn: lambda.Function; // stands in the same VPC
 *
 * const cache = new elasticache.ServerlessCache(this, 'Cache', {
 *   engine: elasticache.CacheEngine.VALKEY_8,
 *   vpc,
 * });
 * cache.connections.allowDefaultPortFrom(fn);
 * fn.addEnvironment('CACHE_HOST', cache.endpoint.hostname);
 */
@propertyInjectable
export class ServerlessCache extends ServerlessCacheBase {
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ServerlessCache';

  /**
   * Whether something is a `ServerlessCache`.
   *
   * @param x anything
   */
  public static isServerlessCache(x: any): x is ServerlessCache {
    return x !== null && typeof x === 'object' && SERVERLESS_CACHE in x;
  }

  /**
   * Imports a serverless cache by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param serverlessCacheName the cache's name
   */
  public static fromServerlessCacheName(scope: Construct, id: string, serverlessCacheName: string): IServerlessCache {
    return new ImportedServerlessCache(scope, id, { serverlessCacheName });
  }

  /**
   * Imports a serverless cache by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param serverlessCacheArn the cache's ARN
   */
  public static fromServerlessCacheArn(scope: Construct, id: string, serverlessCacheArn: string): IServerlessCache {
    return new ImportedServerlessCache(scope, id, { serverlessCacheArn });
  }

  /**
   * Imports a serverless cache by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the cache
   */
  public static fromServerlessCacheAttributes(
    scope: Construct,
    id: string,
    attrs: ServerlessCacheAttributes,
  ): IServerlessCache {
    return new ImportedServerlessCache(scope, id, attrs);
  }

  /**
   * Looks a serverless cache up in AWS while the app is synthesised: engine, endpoint, subnets and security groups. The
   * CDK CLI asks once and keeps the answer in `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which cache
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: ServerlessCacheLookupOptions): IServerlessCache {
    return (require('./lookup') as typeof import('./lookup')).lookUpServerlessCache(scope, id, options);
  }

  /**
   * Makes a rule on what happens to any serverless cache and any of its snapshots in the account and region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options what the rule waits for, and what it does
   * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
   */
  public static ruleOnAnyCache(scope: Construct, id: string, options: OnServerlessCacheEventOptions = {}): events.Rule {
    return eventRule(scope, id, options);
  }

  public readonly engine?: CacheEngine;
  public readonly backupArnsToRestore?: string[];
  public readonly kmsKey?: kms.IKey;
  public readonly vpc?: ec2.IVpc;
  public readonly subnets?: ec2.ISubnet[];
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly userGroup?: IUserGroup;
  public readonly connections: ec2.Connections;

  private readonly resource: CfnServerlessCache;
  private readonly limits: UsageLimits;
  private name?: string;
  private arn?: string;

  constructor(scope: Construct, id: string, props: ServerlessCacheProps) {
    const name = props.serverlessCacheName ?? generatedName(scope, id, LIMITS.serverlessCacheName.maxLength);
    super(scope, id, { physicalName: name });

    const engine = props.engine ?? CacheEngine.VALKEY_LATEST;
    const faults = placementFaults(props).concat(userGroupFaults(engine.engineType, props.userGroup, 'userGroup'));
    const placement = props.vpc && place(this, { ...props, vpc: props.vpc }, faults);
    const backup = renderBackup(props.backup, faults);
    const snapshotArnsToRestore = renderRestore(this, props, faults);

    const properties: CfnServerlessCacheProps & { connectionType?: string } = {
      engine: engine.engineType,
      majorEngineVersion: engine.majorVersion,
      serverlessCacheName: name,
      description: props.description,
      cacheUsageLimits: renderUsageLimits(props.cacheUsageLimits, faults),
      dailySnapshotTime: backup.dailySnapshotTime,
      snapshotRetentionLimit: backup.snapshotRetentionLimit,
      finalSnapshotName: props.backup?.backupNameBeforeDeletion,
      snapshotArnsToRestore,
      kmsKeyId: props.kmsKey && keyIdentifier(this, props.kmsKey),
      subnetIds: placement?.subnetIds,
      securityGroupIds: placement?.securityGroups.map((group) => group.securityGroupId),
      userGroupId: props.userGroup && userGroupIdIn(this.stack, props.userGroup),
      networkType: props.networkType,
      connectionType: props.connectionType,
    };
    const names = {
      ...PROP_NAMES,
      SnapshotArnsToRestore: props.restoreFrom ? 'restoreFrom' : 'backup.backupArnsToRestore',
    };
    checkProperties(this, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, properties, { names, faults });
    this.resource = new CfnServerlessCache(this, 'Resource', properties);
    if (props.connectionType) {
      this.resource.addPropertyOverride('ConnectionType', props.connectionType);
    } // not in every L1 that we support

    this.engine = engine;
    this.kmsKey = props.kmsKey;
    this.vpc = props.vpc;
    this.subnets = placement?.subnets;
    this.securityGroups = placement?.securityGroups;
    this.userGroup = props.userGroup;
    this.limits = (properties.cacheUsageLimits ?? {}) as UsageLimits;
    this.backupArnsToRestore = snapshotArnsToRestore && [...snapshotArnsToRestore];
    this.connections = new ec2.Connections({ securityGroups: this.securityGroups, defaultPort: defaultPort(engine) });

    Object.defineProperty(this, SERVERLESS_CACHE, { value: true });

    if (UserGroup.isUserGroup(props.userGroup)) {
      props.userGroup._meetCache(this, engine.engineType, engine.majorVersion);
    }
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
    if (props.connectionType === ConnectionType.PUBLIC) {
      this.node.addValidation({ validate: () => publicUserFaults(props.userGroup) });
    }
  }

  public get serverlessCacheName(): string {
    // A name that AWS stores differently from how it was given cannot be had from CloudFormation's Ref.
    const stored = asStored(this.physicalName);
    return (this.name ??= stored === this.physicalName ? this.getResourceNameAttribute(this.resource.ref) : stored);
  }

  public get serverlessCacheArn(): string {
    return (this.arn ??= this.getResourceArnAttribute(
      this.resource.attrArn,
      arnComponents('serverlesscache', this.physicalName),
    ));
  }

  /**
   * The host name where clients read and write.
   *
   * @attribute
   */
  public get serverlessCacheEndpointAddress(): string {
    return this.resource.attrEndpointAddress;
  }

  /**
   * The port where clients read and write.
   *
   * @attribute
   */
  public get serverlessCacheEndpointPort(): string {
    return this.resource.attrEndpointPort;
  }

  /**
   * The status of the cache when it was deployed: CREATING, AVAILABLE, DELETING, CREATE-FAILED, MODIFYING.
   *
   * @attribute
   */
  public get serverlessCacheStatus(): string {
    return this.resource.attrStatus;
  }

  /**
   * The full version of the engine, for example 8.1.
   *
   * @attribute
   */
  public get serverlessCacheFullEngineVersion(): string {
    return this.resource.attrFullEngineVersion;
  }

  /**
   * When the cache was created.
   *
   * @attribute
   */
  public get serverlessCacheCreateTime(): string {
    return this.resource.attrCreateTime;
  }

  public get endpoint(): Endpoint {
    return new Endpoint(this.serverlessCacheEndpointAddress, Token.asNumber(this.serverlessCacheEndpointPort));
  }

  public get readerEndpoint(): Endpoint {
    return new Endpoint(
      this.serverlessCacheReaderEndpointAddress,
      Token.asNumber(this.serverlessCacheReaderEndpointPort),
    );
  }

  /**
   * The host name where clients read from replicas. Memcached has none: it throws.
   *
   * @attribute
   */
  public get serverlessCacheReaderEndpointAddress(): string {
    return this.withReader().attrReaderEndpointAddress;
  }

  /**
   * The port where clients read from replicas. Memcached has none: it throws.
   *
   * @attribute
   */
  public get serverlessCacheReaderEndpointPort(): string {
    return this.withReader().attrReaderEndpointPort;
  }

  /**
   * Says what becomes of the cache when it leaves the stack. With `RemovalPolicy.SNAPSHOT` it takes a last backup
   * before it is deleted: CloudFormation knows no such deletion policy for serverless caches, so it is said by the name
   * of the last backup.
   *
   * @param policy what becomes of the cache
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    if (policy !== RemovalPolicy.SNAPSHOT) {
      return super.applyRemovalPolicy(policy);
    }
    super.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.resource.finalSnapshotName ??= nameOfStack(this.physicalName, 'final');
  }

  /** @internal */
  protected _facts(): ServerlessCacheFacts {
    return { hasUsers: this.userGroup !== undefined, limits: this.limits };
  }

  /** @internal */
  protected _connected() {
    return { ...super._connected(), isPublic: this.securityGroups === undefined };
  }

  private withReader(): CfnServerlessCache {
    return this.engine!.supportsReaderEndpoint ? this.resource : failAt(this, [NO_READER_ENDPOINT]);
  }
}

/** The props by the names of the properties that they become. */
const PROP_NAMES = {
  Engine: 'engine',
  MajorEngineVersion: 'engine',
  ServerlessCacheName: 'serverlessCacheName',
  Description: 'description',
  'CacheUsageLimits.DataStorage.Minimum': 'cacheUsageLimits.dataStorageMinimumSize',
  'CacheUsageLimits.DataStorage.Maximum': 'cacheUsageLimits.dataStorageMaximumSize',
  'CacheUsageLimits.ECPUPerSecond.Minimum': 'cacheUsageLimits.requestRateLimitMinimum',
  'CacheUsageLimits.ECPUPerSecond.Maximum': 'cacheUsageLimits.requestRateLimitMaximum',
  DailySnapshotTime: 'backup.backupTime',
  SnapshotRetentionLimit: 'backup.backupRetentionLimit',
  FinalSnapshotName: 'backup.backupNameBeforeDeletion',
  KmsKeyId: 'kmsKey',
  SubnetIds: 'vpcSubnets',
  SecurityGroupIds: 'securityGroups',
  UserGroupId: 'userGroup',
  NetworkType: 'networkType',
  ConnectionType: 'connectionType',
};
