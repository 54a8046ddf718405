import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { addUniqueRules } from './unique-rules';
import { findDefaultChild } from '../private/constructs';
import { throwMethodErrors } from '../private/errors';
import { findRequiredResources, findSeparateStack, isInStack } from '../private/stacks';
import { areDifferent } from '../private/tokens';

export interface CacheConnectionsProps extends ec2.ConnectionsProps {
  /**
   * The attribute of the cache with the first port of `defaultPort`.
   *
   * @default - none. All rules contain the ports as numbers.
   */
  readonly portAttribute?: string;
}

/**
 * The connections of a cache.
 *
 * If a client is in another stack, its security group rules are created in the stack of the client. Clients refer to
 * the endpoint of the cache, so rules in the stack of the cache would cause a dependency cycle. The rules are created
 * in the stack of the cache only if the cache requires resources in the stack of the client, such as the VPC.
 *
 * The stack depends on the references that exist when a rule is added, because the rule is created at that time. A
 * reference that is added later does not move the rule.
 */
export class CacheConnections extends ec2.Connections {
  /** Whether this object has passed a call to the client, and how often the client has called it back. */
  private isDelegating = false;
  private callCount = 0;

  constructor(
    private readonly cache: IConstruct & IEnvironmentAware,
    private readonly props: CacheConnectionsProps,
  ) {
    super(props);
  }

  public allowFrom(other: ec2.IConnectable, portRange: ec2.Port, description?: string): void {
    this.addRules(
      other,
      portRange,
      'allowFrom',
      (isInClientStack) => super.allowFrom(other, this.toRulePort(portRange, isInClientStack), description),
      () => withoutIgnoredRules(other, () => other.connections.allowTo(this, portRange, description)),
    );
  }

  public allowTo(other: ec2.IConnectable, portRange: ec2.Port, description?: string): void {
    this.addRules(
      other,
      portRange,
      'allowTo',
      () => super.allowTo(other, portRange, description),
      () => other.connections.allowFrom(this, portRange, description),
    );
  }

  /** Adds rules in the stack of the cache or of the client, unless the stack contains equal rules. */
  private addRules(
    other: ec2.IConnectable,
    portRange: ec2.Port,
    method: string,
    addHere: (isInClientStack: boolean) => void,
    addToClient: () => void,
  ): void {
    this.callCount++;
    const isInClientStack = this.isDelegating || this.belongsToClient(other, method);
    const groups = [...this.securityGroups, ...other.connections.securityGroups];
    addUniqueRules(groups, portRange, () => this.addRulesToStack(isInClientStack, addHere, addToClient));
  }

  /**
   * Adds rules in the given stack.
   *
   * Both methods of `Connections` call the opposite method of the other side, which does nothing if it is already
   * running. If the client does not call back, its method has called this one, and has already chosen the stack.
   */
  private addRulesToStack(
    isInClientStack: boolean,
    addHere: (isInClientStack: boolean) => void,
    addToClient: () => void,
  ): void {
    if (isInClientStack && !this.isDelegating) {
      const { callCount } = this;
      this.isDelegating = true;
      try {
        addToClient();
      } finally {
        this.isDelegating = false;
      }
      if (this.callCount > callCount) {
        return;
      }
    }
    addHere(isInClientStack);
  }

  /**
   * Returns the ports of a rule. The default port of a rule in the stack of the client refers to the port of the cache.
   *
   * The rules of the alpha package contain this reference, too. Without it, the stack of the cache would no longer
   * export the port, and CloudFormation rejects the removal of an export that the stack of the client still imports.
   */
  private toRulePort(portRange: ec2.Port, isInClientStack: boolean): ec2.Port {
    const { portAttribute } = this.props;
    const isDefaultPort = this.defaultPort !== undefined && haveSamePorts(portRange, this.defaultPort);
    if (!isInClientStack || !portAttribute || !isDefaultPort || !this.createsSecurityGroup()) {
      return portRange;
    }
    return new ec2.Port({
      protocol: ec2.Protocol.TCP,
      fromPort: Token.asNumber(portAttribute),
      toPort: portRange.toRuleJson().toPort,
      // The logical ids of rules contain this text.
      stringRepresentation: portRange.toString(),
    });
  }

  /** Whether a stack with a rule already depends on the stack of the cache, because the rule refers to its group. */
  private createsSecurityGroup(): boolean {
    return this.securityGroups.some(
      (group) => Stack.of(group) === Stack.of(this.cache) && findDefaultChild(group) !== undefined,
    );
  }

  private belongsToClient(client: ec2.IConnectable, method: string): boolean {
    const { cache, securityGroups } = this;
    if (securityGroups.length === 0) {
      return false;
    }
    const errors = validateSecurityGroupReferences('other', cache, this, client);
    if (errors.length > 0) {
      throwMethodErrors(cache, method, errors);
    }

    const isInOtherStack = (group: ec2.ISecurityGroup) =>
      securityGroups.some((cacheGroup) => Stack.of(cacheGroup) !== Stack.of(group));
    const clientGroups = client.connections.securityGroups.filter(isInOtherStack);
    return clientGroups.length > 0 && !clientGroups.some((group) => isRequired(group, [cache, ...securityGroups]));
  }
}

function haveSamePorts(a: ec2.Port, b: ec2.Port): boolean {
  return JSON.stringify(a.toRuleJson()) === JSON.stringify(b.toRuleJson());
}

/**
 * Adds egress rules to a client, except to its security groups that already allow all outbound traffic. They would
 * ignore the rules with a warning, which is intended for users who add such rules themselves.
 *
 * `addEgressRule` has a parameter that prevents the warning, but `Connections` sets it only for the side that it calls
 * back, which is the cache here. A direct call of `addEgressRule` for the current groups would leave out the security
 * groups that are added to the client later, because only `Connections` itself is notified of them.
 */
function withoutIgnoredRules({ connections }: ec2.IConnectable, addRules: () => void): void {
  const groups: Partial<ec2.ISecurityGroup>[] = connections.securityGroups.filter(
    (group) => group.allowAllOutbound && !Object.hasOwn(group, 'addEgressRule'),
  );
  groups.forEach((group) => (group.addEgressRule = () => undefined));
  try {
    addRules();
  } finally {
    groups.forEach((group) => delete group.addEgressRule);
  }
}

/** Whether resources of a cache require resources in the stack of a client's security group. */
function isRequired(clientGroup: ec2.ISecurityGroup, resources: readonly IConstruct[]): boolean {
  const [cache] = resources;
  const clientStack = findSeparateStack(clientGroup, cache);
  return (
    clientStack !== undefined &&
    [...findRequiredResources(resources)].some((resource) => isInStack(resource, clientStack))
  );
}

/**
 * Rejects clients whose security groups a rule cannot refer to.
 *
 * @param prop the parameter with the client
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
 */
export function validateSecurityGroupReferences(
  prop: string,
  cache: IEnvironmentAware,
  { securityGroups: [cacheGroup] }: ec2.Connections,
  client: ec2.IConnectable,
): string[] {
  const clientGroups = client.connections.securityGroups;
  const { region } = cache.env;
  const otherRegion = clientGroups.map(({ env }) => env.region).find((value) => areDifferent(value, region));
  if (otherRegion !== undefined) {
    return [
      `'${prop}' must be in the Region of the cache (${region}), because security group rules cannot refer to security groups in other Regions, but got ${otherRegion}. Use a client in ${region}.`,
    ];
  }
  const { account } = cacheGroup.env;
  const otherAccount = clientGroups.map(({ env }) => env.account).find((value) => areDifferent(value, account));
  return otherAccount === undefined
    ? []
    : [
        `'${prop}' must be in the account of the cache (${account}), because a stack can only change the security groups of its account, but got ${otherAccount}. Use a client in ${account}, or connect the VPCs, and add a rule in each account with ec2.Peer.securityGroupId().`,
      ];
}
