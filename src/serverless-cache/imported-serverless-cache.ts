import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { defaultPort } from './default-port';
import { ServerlessCacheBase } from './serverless-cache-base';
import type { ServerlessCacheAttributes } from './serverless-cache-props';
import type { IUserGroup } from '../access';
import type { CacheEngine } from '../engine';
import type { ServerlessCacheFacts } from '../monitoring/serverless-cache-alarms';
import { Endpoint } from '../network';
import { identify } from '../private/arns';
import { failAt } from '../private/errors';

/** Where a cache stands, as a lookup tells it. */
export interface FoundPlacement {
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
}

/** A serverless cache that exists already. */
export class ImportedServerlessCache extends ServerlessCacheBase {
  public readonly engine?: CacheEngine;
  public readonly serverlessCacheName: string;
  public readonly serverlessCacheArn: string;
  public readonly backupArnsToRestore?: string[];
  public readonly kmsKey?: kms.IKey;
  public readonly vpc?: ec2.IVpc;
  public readonly subnets?: ec2.ISubnet[];
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly userGroup?: IUserGroup;

  private readonly attrs: ServerlessCacheAttributes;
  private knownConnections?: ec2.Connections;

  /** @param placement ids of subnets and security groups that were found, which become constructs below this one */
  constructor(scope: Construct, id: string, attrs: ServerlessCacheAttributes, placement?: FoundPlacement) {
    const identity = identify(
      scope,
      'serverlesscache',
      { name: 'serverlessCacheName', arn: 'serverlessCacheArn' },
      attrs.serverlessCacheName,
      attrs.serverlessCacheArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    this.attrs = attrs;
    this.serverlessCacheName = identity.name;
    this.serverlessCacheArn = identity.arn;
    this.engine = attrs.engine;
    this.backupArnsToRestore = attrs.backupArnsToRestore && [...attrs.backupArnsToRestore];
    this.kmsKey = attrs.kmsKey;
    this.vpc = attrs.vpc;
    this.subnets =
      placement?.subnetIds.map((found) => ec2.Subnet.fromSubnetId(this, found, found)) ??
      (attrs.subnets && [...attrs.subnets]);
    this.securityGroups =
      placement?.securityGroupIds.map((found) => ec2.SecurityGroup.fromSecurityGroupId(this, found, found)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.userGroup = attrs.userGroup;
  }

  public get endpoint(): Endpoint {
    const { endpointAddress, endpointPort } = this.attrs;
    const port = endpointPort ?? this.engine?.port;
    if (endpointAddress === undefined || port === undefined) {
      return failAt(this, [
        "'endpoint' of an imported cache is unknown; give 'endpointAddress' and 'endpointPort' (or 'engine') to fromServerlessCacheAttributes",
      ]);
    }
    return new Endpoint(endpointAddress, port);
  }

  public get readerEndpoint(): Endpoint {
    const { endpointAddress, readerEndpointAddress, readerEndpointPort } = this.attrs;
    const address = readerEndpointAddress ?? endpointAddress;
    const port = readerEndpointPort ?? this.engine?.readerPort;
    if (this.engine?.supportsReaderEndpoint === false) {
      return failAt(this, [NO_READER_ENDPOINT]);
    }
    if (address === undefined || port === undefined) {
      return failAt(this, [
        "'readerEndpoint' of an imported cache is unknown; give 'readerEndpointAddress' and 'readerEndpointPort' (or 'endpointAddress' and 'engine') " +
          'to fromServerlessCacheAttributes',
      ]);
    }
    return new Endpoint(address, port);
  }

  public get connections(): ec2.Connections {
    if (!this.knownConnections) {
      this.knownConnections = new ec2.Connections({
        securityGroups: this.securityGroups,
        defaultPort: defaultPort(this.engine),
      });
      if (!this.securityGroups?.length) {
        Annotations.of(this).addWarningV2(
          'cdk-elasticache:ServerlessCache.ImportWithoutSecurityGroups',
          "'connections' of an imported cache opens nothing while its security groups are unknown; give 'securityGroups' to fromServerlessCacheAttributes",
        );
      }
    }
    return this.knownConnections;
  }

  /** @internal */
  protected _facts(): ServerlessCacheFacts {
    return { hasUsers: this.userGroup ? true : undefined };
  }
}

/** Why a Memcached cache has none. */
export const NO_READER_ENDPOINT =
  "'readerEndpoint' works with Valkey and Redis OSS, got a Memcached cache; use 'endpoint'";
