import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IResource } from 'aws-cdk-lib/core';
import { Annotations, Aws, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import type * as autoScaling from './auto-scaling';
import type { ReplicaScalingProps, ShardScalingProps } from './auto-scaling-props';
import type * as rotation from '../rotation';
import { Authentication } from './authentication';
import { ClusterMode } from './cluster-mode';
import { CreatedReplicationGroup } from './created-replication-group';
import { iamUserFaults } from './iam-user-faults';
import { ImportedReplicationGroup } from './imported-replication-group';
import type { LogDelivery } from './log-delivery';
import type { ReplicationGroupLookupOptions } from './lookup-options';
import { place } from './placement';
import { propNames, TOLD_BY_NODE_TYPE } from './prop-names';
import type { LogType } from './rendered-log-delivery';
import type { IReplicationGroup } from './replication-group-base';
import type { ReplicationGroupAttributes, ReplicationGroupProps } from './replication-group-props';
import { TransitEncryption } from './transit-encryption';
import type { IUserGroup } from '../access';
import { UserGroup } from '../access';
import { userGroupFaults } from '../access/group-faults';
import { userGroupIdIn } from '../access/group-id';
import { SecretEndpoint } from '../access/secret-endpoint';
import type { NodeType } from '../engine';
import { EngineVersion } from '../engine';
import { LIMITS } from '../facts/limits';
import { PORTS } from '../facts/ports';
import type { ISubnetGroup } from '../network';
import { topicFaults } from '../network/notifications';
import type { IParameterGroup } from '../parameter-group';
import { ParameterGroup } from '../parameter-group';
import { bindParameterGroup } from '../parameter-group/bind';
import { asStored } from '../private/arns';
import { failAt } from '../private/errors';
import { keyIdentifier } from '../private/keys';
import { generatedName } from '../private/names';
import type * as handler from '../rotation/handler';
import { checkProperties } from '../rules/check-properties';

const REPLICATION_GROUP = Symbol.for('cdk-elasticache.ReplicationGroup');

/** HIPAA and NIST 800-53 ask for no less. */
const DEFAULT_RETENTION = Duration.days(15);

/**
 * A replication group: Valkey or Redis OSS on nodes of a chosen type, a primary with replicas, in one shard or many.
 *
 * It is encrypted at rest and in transit, spreads over Availability Zones and fails over by itself. You pay for the
 * nodes by the hour, and for snapshots beyond the newest one by their size.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
 * @resource AWS::ElastiCache::ReplicationGroup
 * @example
 * declare const fn: lambda.Function; // stands in the same VPC
 * declare const users: elasticache.UserGroup;
 *
 * const cache = new elasticache.ReplicationGroup(this, 'Cache', {
 *   vpc,
 *   nodeType: elasticache.NodeType.R7G_LARGE,
 *   authentication: elasticache.Authentication.userGroup(users),
 * });
 * cache.connections.allowDefaultPortFrom(fn);
 * fn.addEnvironment('CACHE_HOST', cache.endpoint.hostname);
 */
@propertyInjectable
export class ReplicationGroup extends CreatedReplicationGroup {
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ReplicationGroup';

  /**
   * Whether something is a `ReplicationGroup`.
   *
   * @param x anything
   */
  public static isReplicationGroup(x: any): x is ReplicationGroup {
    return x !== null && typeof x === 'object' && REPLICATION_GROUP in x;
  }

  /**
   * Imports a replication group by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param replicationGroupId the group's id
   */
  public static fromReplicationGroupId(scope: Construct, id: string, replicationGroupId: string): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, { replicationGroupId });
  }

  /**
   * Imports a replication group by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param replicationGroupArn the group's ARN
   */
  public static fromReplicationGroupArn(scope: Construct, id: string, replicationGroupArn: string): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, { replicationGroupArn });
  }

  /**
   * Imports a replication group by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the group
   */
  public static fromReplicationGroupAttributes(
    scope: Construct,
    id: string,
    attrs: ReplicationGroupAttributes,
  ): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, attrs);
  }

  /**
   * Looks a replication group up in AWS while the app is synthesised: engine version, node type, endpoints and security
   * groups. The CDK CLI asks once and keeps the answer in `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which group, and which endpoints it has
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: ReplicationGroupLookupOptions): IReplicationGroup {
    return (require('./lookup') as typeof import('./lookup')).lookUpReplicationGroup(scope, id, options);
  }

  public readonly engineVersion?: EngineVersion;
  public readonly nodeType?: NodeType;
  public readonly clusterMode?: ClusterMode;
  public readonly vpc?: ec2.IVpc;
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly port: number;
  public readonly transitEncryption?: TransitEncryption;
  public readonly userGroup?: IUserGroup;
  public readonly authTokenSecret?: secretsmanager.ISecret;
  public readonly kmsKey?: kms.IKey;
  public readonly connections: ec2.Connections;

  /** The subnets in which the nodes stand. */
  public readonly subnetGroup: ISubnetGroup;

  /** How the engine is tuned. */
  public readonly parameterGroup: IParameterGroup;

  private readonly companions: IResource[];
  private readonly tokenField?: string;
  private readonly durable: boolean;

  constructor(scope: Construct, id: string, props: ReplicationGroupProps) {
    const groupId = asStored(props.replicationGroupId ?? generatedName(scope, id, LIMITS.replicationGroupId.maxLength));
    super(scope, id, { physicalName: groupId });

    const engineVersion = props.engineVersion ?? EngineVersion.VALKEY_8_1;
    const clusterMode = props.clusterMode ?? ClusterMode.disabled();
    const hasReplicas = clusterMode._fewestReplicas !== 0;
    const automaticFailover = props.automaticFailover ?? (hasReplicas || clusterMode.speaksClusterProtocol);
    const multiAz = props.multiAz ?? (hasReplicas && automaticFailover);
    const transitEncryption = props.transitEncryption ?? TransitEncryption.REQUIRED;
    const isEncrypted = transitEncryption !== TransitEncryption.DISABLED;
    // Which old versions do not have, and are told so.
    const isPreferred = transitEncryption === TransitEncryption.PREFERRED;

    this.port = props.port ?? engineVersion.port ?? PORTS.valkey.primary;

    const faults: string[] = [];
    const placement = place(this, { ...props, clusterMode, multiAz }, faults);
    const parameterGroup =
      props.parameterGroup ??
      new ParameterGroup(this, 'ParameterGroup', { engineVersion, parameters: props.parameters });
    const credentials = (props.authentication ?? Authentication.none())._bind(this);
    const source = props.restoreFrom?._forNodes(this, 'restoreFrom', props.nodeType);
    faults.push(
      ...(source?.faults ?? []),
      ...userGroupFaults(engineVersion.engineType, credentials.userGroup, 'authentication', 'replication group'),
      ...topicFaults(this, props.notificationTopic),
    );

    const layout = clusterMode._render();

    const properties: CfnReplicationGroupProps = {
      atRestEncryptionEnabled: props.atRestEncryption ?? true,
      authToken: credentials.authToken?.unsafeUnwrap(),
      automaticFailoverEnabled: automaticFailover,
      autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? true,
      cacheNodeType: props.nodeType.cacheNodeType,
      cacheParameterGroupName: bindParameterGroup(
        parameterGroup,
        {
          engineVersion,
          clusterMode: clusterMode.speaksClusterProtocol,
          dataTiering: props.nodeType.supportsDataTiering,
        },
        faults,
      ),
      // Without one, its faults are told below.
      cacheSubnetGroupName: placement.subnetGroup?.subnetGroupName ?? Aws.NO_VALUE,
      clusterMode: layout.clusterMode,
      dataTieringEnabled: props.nodeType.supportsDataTiering || undefined,
      durability: props.durability,
      engine: engineVersion.engineType,
      engineVersion: engineVersion.version,
      ipDiscovery: props.ipDiscovery,
      kmsKeyId: props.kmsKey && keyIdentifier(this, props.kmsKey),
      logDeliveryConfigurations: this.logDeliveries(props, groupId),
      multiAzEnabled: multiAz,
      networkType: props.networkType,
      nodeGroupConfiguration: layout.nodeGroupConfiguration,
      notificationTopicArn: props.notificationTopic?.topicArn,
      numNodeGroups: layout.numNodeGroups,
      port: this.port,
      preferredMaintenanceWindow: props.maintenanceWindow?._render(),
      replicasPerNodeGroup: layout.replicasPerNodeGroup,
      replicationGroupDescription: props.description ?? this.node.path,
      replicationGroupId: groupId,
      securityGroupIds: placement.securityGroups.map((group) => group.securityGroupId),
      snapshotArns: source?.snapshotArns,
      snapshotName: source?.snapshotName,
      snapshotRetentionLimit: (props.snapshotRetention ?? DEFAULT_RETENTION).toDays(),
      snapshotWindow: props.snapshotWindow?._render(),
      transitEncryptionEnabled: isEncrypted,
      transitEncryptionMode:
        isEncrypted && (isPreferred || engineVersion.supportsTransitEncryptionChange !== false)
          ? transitEncryption
          : undefined,
      userGroupIds: credentials.userGroup && [userGroupIdIn(this.stack, credentials.userGroup)],
    };
    checkProperties(this, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME, properties, {
      names: propNames(props),
      faults,
      later: TOLD_BY_NODE_TYPE,
    });
    this._resource = new CfnReplicationGroup(this, 'Resource', properties);
    // Else CloudFormation replaces the group when the number of shards changes.
    this._resource.cfnOptions.updatePolicy = { useOnlineResharding: true };

    this.engineVersion = engineVersion;
    this.nodeType = props.nodeType;
    this.clusterMode = clusterMode;
    this.vpc = props.vpc;
    this.subnetGroup = placement.subnetGroup!;
    this.securityGroups = placement.securityGroups;
    this.parameterGroup = parameterGroup;
    this.transitEncryption = transitEncryption;
    this.userGroup = credentials.userGroup;
    this.authTokenSecret = credentials.secret;
    this.tokenField = credentials.tokenField;
    this.durable = props.durability !== undefined && DURABLE.includes(props.durability);
    this.kmsKey = props.kmsKey;
    this.connections = new ec2.Connections({
      securityGroups: placement.securityGroups,
      defaultPort: ec2.Port.tcp(this.port),
    });
    this.companions = [
      ...(props.subnetGroup ? [] : [this.subnetGroup]),
      ...(props.securityGroups?.length ? [] : placement.securityGroups),
      ...(props.parameterGroup ? [] : [parameterGroup]),
      ...(credentials.generated ? [credentials.generated] : []),
    ];

    Object.defineProperty(this, REPLICATION_GROUP, { value: true });

    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.SNAPSHOT);
    if (UserGroup.isUserGroup(credentials.userGroup)) {
      credentials.userGroup._meetCache(this, engineVersion.engineType, engineVersion.version);
    }
    if (credentials.generated) {
      new SecretEndpoint(this, credentials.generated).write(this.endpoint);
    }
    this.node.addValidation({ validate: () => iamUserFaults(engineVersion, credentials.userGroup) });
    if (!props.authentication) {
      Annotations.of(this).addWarningV2(
        'cdk-elasticache:ReplicationGroup.NoAuthentication',
        "'authentication' is left out, so whoever reaches the group over the network may do everything; give Authentication.userGroup(...), or say Authentication.none()",
      );
    }
  }

  /**
   * The durability that ElastiCache chose.
   *
   * @attribute
   */
  public get replicationGroupEffectiveDurability(): string {
    return this._resource.attrEffectiveDurability;
  }

  /** @internal */
  protected get _alarmFacts() {
    return { hasUsers: this.userGroup !== undefined, durable: this.durable };
  }

  /**
   * Lets the number of shards follow the load. The group needs cluster mode enabled, and an engine and a node type that
   * scale.
   *
   * @param props between how many shards
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
   */
  public autoScaleShards(props: ShardScalingProps): autoScaling.ShardScaling {
    const { ShardScaling } = require('./auto-scaling') as typeof autoScaling; // most groups are not scaled
    return ShardScaling._of(this, props);
  }

  /**
   * Lets the number of replicas of every shard follow the load. The group needs cluster mode enabled, and an engine and
   * a node type that scale.
   *
   * @param props between how many replicas
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
   */
  public autoScaleReplicas(props: ReplicaScalingProps): autoScaling.ReplicaScaling {
    const { ReplicaScaling } = require('./auto-scaling') as typeof autoScaling; // most groups are not scaled
    return ReplicaScaling._of(this, props);
  }

  /**
   * Rotates the AUTH token in its secret: ROTATE adds the new one to the current one; SET, when the next rotation
   * begins, leaves the current one alone. A client that reads the secret again within a period is never locked out.
   *
   * @param options how often, and where the function stands that rotates
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
   */
  public addAuthTokenRotation(options: rotation.RotationOptions = {}): rotation.Rotation {
    if (!this.authTokenSecret) {
      return failAt(this, [
        "'addAuthTokenRotation' needs an AUTH token in a secret, got none; use Authentication.generatedAuthToken() or authToken(secret), " +
          "and for the users of a group 'addRotation' of a PasswordUser",
      ]);
    }
    const { Rotation } = require('../rotation') as typeof rotation; // most groups have users
    const { TOKEN_ROTATION } = require('../rotation/handler') as typeof handler;
    return Rotation._of(
      this,
      {
        secret: this.authTokenSecret,
        field: this.tokenField,
        id: this.replicationGroupId,
        arn: this.replicationGroupArn,
        code: TOKEN_ROTATION,
        actions: ['elasticache:DescribeReplicationGroups', 'elasticache:ModifyReplicationGroup'],
        description: `Rotates the AUTH token of the ElastiCache replication group ${this.node.path}`,
      },
      options,
    );
  }

  /**
   * Says what becomes of the group when it leaves the stack. What was made for it stays where it stays.
   *
   * @param policy what becomes of the group
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    super.applyRemovalPolicy(policy);
    if (policy !== RemovalPolicy.SNAPSHOT) {
      for (const companion of this.companions) {
        companion.applyRemovalPolicy(policy);
      }
    }
  }

  private logDeliveries(props: ReplicationGroupProps, groupId: string) {
    const asked: [LogType, LogDelivery | undefined][] = [
      ['slow-log', props.slowLog],
      ['engine-log', props.engineLog],
    ];
    const deliveries = asked.flatMap(([type, delivery]) => (delivery ? [delivery._bind(this, groupId, type)] : []));
    return deliveries.length > 0 ? deliveries : undefined;
  }
}

/** The kinds of durability that keep writes in a log. */
const DURABLE: readonly string[] = ['sync', 'async'];
