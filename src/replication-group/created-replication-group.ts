import type { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Token } from 'aws-cdk-lib/core';
import type { EndpointKind } from './endpoint-kind';
import { ReplicationGroupBase } from './replication-group-base';
import { Endpoint } from '../network';
import { arnComponents } from '../private/arns';

/**
 * What a group that is made here takes from its resource, be it alone, the primary or a secondary of a global
 * datastore: name, ARN and endpoints.
 *
 * @internal
 */
export abstract class CreatedReplicationGroup extends ReplicationGroupBase {
  /** @internal */
  protected _resource!: CfnReplicationGroup;
  private name?: string;
  private arn?: string;

  public get replicationGroupId(): string {
    return (this.name ??= this.getResourceNameAttribute(this._resource.ref));
  }

  public get replicationGroupArn(): string {
    // CloudFormation has no attribute for it.
    return (this.arn ??= this.getResourceArnAttribute(
      this.stack.formatArn(arnComponents('replicationgroup', this.replicationGroupId)),
      arnComponents('replicationgroup', this.physicalName),
    ));
  }

  /**
   * The host name of the primary endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupPrimaryEndPointAddress(): string {
    return this.primaryEndpoint.hostname;
  }

  /**
   * The port of the primary endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupPrimaryEndPointPort(): string {
    return this.primaryEndpoint.portAsString();
  }

  /**
   * The host name of the reader endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupReaderEndPointAddress(): string {
    return this.readerEndpoint.hostname;
  }

  /**
   * The port of the reader endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupReaderEndPointPort(): string {
    return this.readerEndpoint.portAsString();
  }

  /**
   * The host name of the configuration endpoint. With cluster mode disabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupConfigurationEndPointAddress(): string {
    return this.configurationEndpoint.hostname;
  }

  /**
   * The port of the configuration endpoint. With cluster mode disabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupConfigurationEndPointPort(): string {
    return this.configurationEndpoint.portAsString();
  }

  /**
   * The host names of the nodes, in JSON: for reads from one of them. With cluster mode enabled there are none.
   *
   * @attribute
   */
  public get replicationGroupReadEndPointAddresses(): string {
    return this._resource.attrReadEndPointAddresses;
  }

  /**
   * The ports of the nodes, in JSON. With cluster mode enabled there are none.
   *
   * @attribute
   */
  public get replicationGroupReadEndPointPorts(): string {
    return this._resource.attrReadEndPointPorts;
  }

  /** @internal */
  protected _endpointOf(kind: EndpointKind): Endpoint {
    const resource = this._resource;
    const [address, port] = {
      primary: () => [resource.attrPrimaryEndPointAddress, resource.attrPrimaryEndPointPort],
      reader: () => [resource.attrReaderEndPointAddress, resource.attrReaderEndPointPort],
      configuration: () => [resource.attrConfigurationEndPointAddress, resource.attrConfigurationEndPointPort],
    }[kind]();
    return new Endpoint(address, Token.asNumber(port));
  }
}
