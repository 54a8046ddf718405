import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { MemcachedClusterBase } from './memcached-cluster-base';
import type { MemcachedClusterAttributes } from './memcached-cluster-props';
import type { EngineVersion, NodeType } from '../engine';
import { PORTS } from '../facts/ports';
import { Endpoint } from '../network';
import { identify } from '../private/arns';
import { failAt } from '../private/errors';

/** A Memcached cluster that exists already. */
export class ImportedMemcachedCluster extends MemcachedClusterBase {
  public readonly clusterName: string;
  public readonly clusterArn: string;
  public readonly engineVersion?: EngineVersion;
  public readonly nodeType?: NodeType;
  public readonly nodes?: number;
  public readonly vpc?: ec2.IVpc;
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly transitEncryption?: boolean;

  private readonly address?: string;
  private readonly port: number;
  private knownConnections?: ec2.Connections;

  /** @param securityGroupIds ids of security groups that were found, which become constructs below this one */
  constructor(scope: Construct, id: string, attrs: MemcachedClusterAttributes, securityGroupIds?: string[]) {
    const identity = identify(
      scope,
      'cluster',
      { name: 'clusterName', arn: 'clusterArn' },
      attrs.clusterName,
      attrs.clusterArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    this.clusterName = identity.name;
    this.clusterArn = identity.arn;
    this.engineVersion = attrs.engineVersion;
    this.nodeType = attrs.nodeType;
    this.nodes = attrs.nodes;
    this.vpc = attrs.vpc;
    this.securityGroups =
      securityGroupIds?.map((found) => ec2.SecurityGroup.fromSecurityGroupId(this, found, found)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.transitEncryption = attrs.transitEncryption;
    this.address = attrs.configurationEndpointAddress;
    this.port = attrs.port ?? PORTS.memcached.primary;
  }

  public get endpoint(): Endpoint {
    return this.address !== undefined
      ? new Endpoint(this.address, this.port)
      : failAt(this, [
          "'endpoint' of an imported cluster is unknown; give 'configurationEndpointAddress' to fromMemcachedClusterAttributes",
        ]);
  }

  public get connections(): ec2.Connections {
    if (!this.knownConnections) {
      this.knownConnections = new ec2.Connections({
        securityGroups: this.securityGroups,
        defaultPort: ec2.Port.tcp(this.port),
      });
      if (!this.securityGroups?.length) {
        Annotations.of(this).addWarningV2(
          'cdk-elasticache:MemcachedCluster.ImportWithoutSecurityGroups',
          "'connections' of an imported cluster opens nothing while its security groups are unknown; give 'securityGroups' to fromMemcachedClusterAttributes",
        );
      }
    }
    return this.knownConnections;
  }
}
