import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IPostProcessor, IResolvable, IResolveContext } from 'aws-cdk-lib/core';
import { CfnResource, DefaultTokenResolver, Reference, Stack, Tokenization } from 'aws-cdk-lib/core';
import { getOrCreate } from '../private/maps';

/** The contents of the security group rules of a stack, in security groups with rules for caches. */
const RULES = new WeakMap<Stack, Set<string>>();

/** The rules that have been compared with the other rules of their stack. */
const COMPARED_RULES = new WeakSet<CfnResource>();

/**
 * Adds rules to security groups, except for rules that the stack already contains.
 *
 * Several constructs can represent one security group, such as the imports for two L1 caches. The CDK creates a rule
 * for each construct, but Amazon EC2 rejects the second rule with the same contents. The first rule stays, instead of a
 * rule of a shared construct, because a new logical id would also create the rule twice during an update.
 *
 * @param groups the security groups of both sides
 * @param portRange the ports, which new rules can also contain as a reference to the port of a cache
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export function addUniqueRules(groups: readonly ec2.ISecurityGroup[], portRange: ec2.Port, addRules: () => void): void {
  // A method of the client adds the rules of the client before it calls the method of the cache.
  listNewRules(groups).forEach((rule) => removeDuplicate(rule));
  addRules();
  listNewRules(groups).forEach((rule) => removeDuplicate(rule, portRange));
}

function listNewRules(groups: readonly ec2.ISecurityGroup[]): CfnResource[] {
  return groups
    .flatMap(({ node }) => node.children)
    .filter(CfnResource.isCfnResource)
    .filter((child) => !COMPARED_RULES.has(child) && isRule(child));
}

function isRule(resource: CfnResource): boolean {
  return (
    ec2.CfnSecurityGroupIngress.isCfnSecurityGroupIngress(resource) ||
    ec2.CfnSecurityGroupEgress.isCfnSecurityGroupEgress(resource)
  );
}

/** Removes a rule if the stack contains an equal one. Otherwise, registers the rule. */
function removeDuplicate(rule: CfnResource, portRange?: ec2.Port): void {
  COMPARED_RULES.add(rule);
  const rules = getOrCreate(RULES, rule.stack, () => new Set<string>());
  const contents = renderContents(rule, portRange);
  if (contents === undefined) {
    return;
  }
  if (rules.has(contents)) {
    rule.node.scope!.node.tryRemoveChild(rule.node.id);
  } else {
    rules.add(contents);
  }
}

/** Renders what identifies a rule in Amazon EC2. Undefined if it can be resolved only at synthesis. */
function renderContents(rule: CfnResource, portRange?: ec2.Port): string | undefined {
  const ports = portRange?.toRuleJson();
  const value = [rule._toCloudFormation(), { FromPort: ports?.fromPort, ToPort: ports?.toPort }];
  try {
    const [{ Resources }, specifiedPorts] = Tokenization.resolve(value, {
      scope: rule,
      resolver: new ContentsResolver(),
      preparing: false,
    });
    const [{ Type, Condition, Properties }] = Object.values<Record<string, object>>(Resources);
    const { FromPort, ToPort, ...properties } = { ...Properties, ...specifiedPorts, Description: undefined };
    return JSON.stringify([Type, Condition, FromPort, ToPort, properties], (_key, part) => toRef(part));
  } catch {
    return undefined;
  }
}

/** Returns `Ref` for a reference to the id of a security group, which `Ref` and the attribute both return. */
function toRef(value: unknown): unknown {
  const attribute = (value as Record<string, unknown> | null)?.['Fn::GetAtt'];
  const parts = typeof attribute === 'string' ? attribute.split('.') : attribute;
  return Array.isArray(parts) && ['GroupId', 'Ref'].includes(parts[1]) ? { Ref: parts[0] } : value;
}

/** Joins the parts of a text, which can be functions. */
function join(left: unknown, right: unknown): unknown {
  return typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] };
}

/**
 * Resolves tokens to functions that can be compared. Resources in different stacks can have the same logical id, so
 * references to other stacks contain the address of the construct.
 */
class ContentsResolver extends DefaultTokenResolver {
  constructor() {
    super({ join });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token) && Stack.of(token.target) !== Stack.of(context.scope)
      ? { 'Fn::GetAtt': [token.target.node.addr, token.displayName] }
      : super.resolveToken(token, context, postProcessor);
  }
}
