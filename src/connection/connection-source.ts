import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

/**
 * Validates that the security groups of a cache have a rule for a client.
 *
 * Runs at synthesis, because security groups can be added to a client until then. For example, an Amazon ECS cluster
 * has no security groups before it has capacity.
 *
 * @param name the option or parameter with the client
 */
export function requireSource(cache: IConstruct, name: string, client: ec2.IConnectable): void {
  const value = Construct.isConstruct(client) ? `'${client.node.path}', which has none` : 'connections without them';
  const error = `'${name}' must have security groups, because the cache accepts only connections from security groups, but got ${value}. Use a construct with security groups, such as the Amazon ECS service that runs the client.`;
  cache.node.addValidation({ validate: () => (hasSource(client) ? [] : [error]) });
}

function hasSource(client: ec2.IConnectable): boolean {
  return client.connections.securityGroups.length > 0 || hasPeer(client);
}

/** Whether rules for a client without security groups contain a peer, such as an IP address range or a prefix list. */
function hasPeer(client: ec2.IConnectable): boolean {
  let isRuleAdded = false;
  const observer: Partial<ec2.ISecurityGroup> = {
    addIngressRule: () => {
      isRuleAdded = true;
    },
  };
  new ec2.Connections({ securityGroups: [observer as ec2.ISecurityGroup] }).allowFrom(client, ec2.Port.allTraffic());
  return isRuleAdded;
}
