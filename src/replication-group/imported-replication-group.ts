import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ClusterMode } from './cluster-mode';
import type { EndpointKind } from './endpoint-kind';
import { ReplicationGroupBase } from './replication-group-base';
import type { ReplicationGroupAttributes } from './replication-group-props';
import type { TransitEncryption } from './transit-encryption';
import type { IUserGroup } from '../access';
import type { EngineVersion, NodeType } from '../engine';
import { PORTS } from '../facts/ports';
import { Endpoint } from '../network';
import { identify } from '../private/arns';
import { failAt } from '../private/errors';

/** A replication group that exists already. */
export class ImportedReplicationGroup extends ReplicationGroupBase {
  public readonly replicationGroupId: string;
  public readonly replicationGroupArn: string;
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

  private readonly addresses: Record<EndpointKind, string | undefined>;
  private knownConnections?: ec2.Connections;

  /** @param securityGroupIds ids of security groups that were found, which become constructs below this one */
  constructor(scope: Construct, id: string, attrs: ReplicationGroupAttributes, securityGroupIds?: string[]) {
    const identity = identify(
      scope,
      'replicationgroup',
      { name: 'replicationGroupId', arn: 'replicationGroupArn' },
      attrs.replicationGroupId,
      attrs.replicationGroupArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    this.replicationGroupId = identity.name;
    this.replicationGroupArn = identity.arn;
    this.engineVersion = attrs.engineVersion;
    this.nodeType = attrs.nodeType;
    this.clusterMode = attrs.clusterMode;
    this.vpc = attrs.vpc;
    this.securityGroups =
      securityGroupIds?.map((found) => ec2.SecurityGroup.fromSecurityGroupId(this, found, found)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.port = attrs.port ?? PORTS.valkey.primary;
    this.transitEncryption = attrs.transitEncryption;
    this.userGroup = attrs.userGroup;
    this.authTokenSecret = attrs.authTokenSecret;
    this.kmsKey = attrs.kmsKey;
    this.addresses = {
      primary: attrs.primaryEndpointAddress,
      reader: attrs.readerEndpointAddress,
      configuration: attrs.configurationEndpointAddress,
    };
  }

  public get connections(): ec2.Connections {
    if (!this.knownConnections) {
      this.knownConnections = new ec2.Connections({
        securityGroups: this.securityGroups,
        defaultPort: ec2.Port.tcp(this.port),
      });
      if (!this.securityGroups?.length) {
        Annotations.of(this).addWarningV2(
          'cdk-elasticache:ReplicationGroup.ImportWithoutSecurityGroups',
          "'connections' of an imported group opens nothing while its security groups are unknown; give 'securityGroups' to fromReplicationGroupAttributes",
        );
      }
    }
    return this.knownConnections;
  }

  /** @internal */
  protected get _mainEndpoint(): EndpointKind {
    const onlyConfiguration = this.addresses.configuration !== undefined && this.addresses.primary === undefined;
    return this.clusterMode === undefined && onlyConfiguration ? 'configuration' : super._mainEndpoint;
  }

  /** @internal */
  protected _endpointOf(kind: EndpointKind): Endpoint {
    const address = this.addresses[kind];
    return address !== undefined
      ? new Endpoint(address, this.port)
      : failAt(this, [
          `'${kind}Endpoint' of an imported group is unknown; give '${kind}EndpointAddress' to fromReplicationGroupAttributes`,
        ]);
  }
}
