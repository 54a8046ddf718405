import * as iam from 'aws-cdk-lib/aws-iam';
import { AspectPriority, Aspects, Names } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { Dependable } from 'constructs';
import { getStage, isCreated } from './constructs';
import { getOrCreate } from './maps';
import { StackOrder } from './stack-order';
import { findReferencedConstructs } from './stacks';

/** A statement for an identity in another stack than the resource of the statement. */
export interface CrossStackStatement {
  readonly identity: iam.IIdentity;
  readonly resource: IConstruct;
  readonly statement: iam.PolicyStatement;
}

const STATEMENTS = new WeakMap<IConstruct, CrossStackStatements>();

/**
 * The policy statements of a stage for identities in other stacks than the resources of the statements.
 *
 * The statements are added to policies at synthesis, because the order of the stacks depends on constructs that the app
 * can create after a grant.
 */
export class CrossStackStatements {
  /** Returns the statements of the stage that contains a construct. */
  public static of(construct: IConstruct): CrossStackStatements {
    const stage = getStage(construct);
    return getOrCreate(STATEMENTS, stage, () => new CrossStackStatements(stage));
  }

  private readonly waiting: DependableStatement[] = [];
  private isSynthesis = false;

  private constructor(stage: IConstruct) {
    const addWaiting = () => this.addWaiting();
    if (!hasTreeMetadata(stage)) {
      // Other aspects, such as those of cdk-nag, also check the policies.
      const visit = (construct: IConstruct) => (construct === stage ? addWaiting() : undefined);
      Aspects.of(stage).add({ visit }, { priority: AspectPriority.MUTATING });
    }
    // Aspects must not add an aspect to constructs that are already visited. Dependencies are read after all aspects.
    Dependable.implement(this, {
      get dependencyRoots() {
        addWaiting();
        return [];
      },
    });
    stage.node.addDependency(this);
  }

  /** Adds a statement. Imported identities get it at once, because some of them ignore statements. */
  public add(statement: CrossStackStatement): iam.AddToPrincipalPolicyResult {
    if (this.isSynthesis || !isCreated(statement.identity)) {
      return addToPolicy(statement, new StackOrder());
    }
    const policyDependable = new DependableStatement(statement);
    this.waiting.push(policyDependable);
    return { statementAdded: true, policyDependable };
  }

  private addWaiting(): void {
    this.isSynthesis = true;
    const order = new StackOrder();
    this.waiting.splice(0).forEach((statement) => statement.addToPolicy(order));
  }
}

/** Whether the app contains the metadata that its synthesis adds before aspects. */
function hasTreeMetadata({ node }: IConstruct): boolean {
  return node.root.node.tryFindChild('Tree') !== undefined;
}

/** A statement on whose policy other constructs can depend. */
class DependableStatement {
  constructor(private readonly statement: CrossStackStatement) {
    Dependable.implement(this, { dependencyRoots: [] });
  }

  public addToPolicy(order: StackOrder): void {
    const { policyDependable } = addToPolicy(this.statement, order);
    Dependable.implement(this, Dependable.of(policyDependable!));
  }
}

/**
 * Adds a statement to the policy of an identity. If the resource requires the stack of the identity, adds the statement
 * to a policy in the stack of the resource.
 */
function addToPolicy(
  { identity, resource, statement }: CrossStackStatement,
  order: StackOrder,
): iam.AddToPrincipalPolicyResult {
  const isOtherPolicy = findReferencedConstructs(statement.resources, resource).some((construct) =>
    order.requiresStackOf(construct, identity),
  );
  const { grantPrincipal } = isOtherPolicy ? obtainPolicy(identity, resource) : identity;
  return grantPrincipal.addToPrincipalPolicy(statement);
}

/** Returns the policy of an identity for a resource. Identities whose policies must not change ignore it. */
function obtainPolicy(identity: iam.IIdentity, resource: IConstruct): iam.Policy {
  const id = `PolicyOf${Names.nodeUniqueId(identity.node)}`;
  const existing = resource.node.tryFindChild(id) as iam.Policy | undefined;
  if (existing) {
    return existing;
  }
  const policy = new iam.Policy(resource as Construct, id);
  identity.attachInlinePolicy(policy);
  return policy;
}
