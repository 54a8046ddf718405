import { Annotations, Match, Template as TemplateAssertions } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { App } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { ACKNOWLEDGEMENTS_CONTEXT_KEY, qualifyRuleId } from '../../../src/validation/acknowledgements';
import type { RuleFinding, RuleSet } from '../../../src/validation/rule';
import * as ruleSets from '../../../src/validation/rule-sets';
import { validateTemplate } from '../../../src/validation/validate-template';
import { createAppWithoutCfnValidation } from '../../util';

/** The account and Region of all cases. */
export const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };

/** What a rule rejects, or warns about, in a template and in a construct. */
export interface RuleCase {
  /** The resources of a template by logical id, or what makes such a template impossible. */
  readonly template: TemplateResources | Exclusion;

  /** The Region of the template, by default that of `ENVIRONMENT`. */
  readonly region?: string;

  /** A program that uses nothing but props and methods of L2 constructs, or what makes such a program impossible. */
  readonly construct: Program | Exclusion;

  /** Other rules that report the construct, because they read the same value. */
  readonly alsoReportedBy?: readonly string[];
}

/** Cases by rule id. */
export type RuleCases = Readonly<Record<string, RuleCase>>;

export type TemplateResources = Readonly<
  Record<string, { readonly Type: string; readonly [attribute: string]: unknown }>
>;

export type Program = (scope: CaseScope) => void;

/** Where a program creates its constructs. */
export interface CaseScope {
  readonly app: App;
  readonly stack: Stack;
  /** A VPC of the stack with private subnets in us-east-1a and us-east-1b. */
  readonly vpc: ec2.IVpc;
}

/** The reason why no program can trigger a rule. */
export interface Exclusion {
  readonly excludedBy: string;
}

/** @param prop the prop with its type, or the property that the construct always renders correctly */
export function excludedBy(prop: string): Exclusion {
  return { excludedBy: prop };
}

/** For rules that compare accounts or Regions of resources by their references. */
export const ONE_ENVIRONMENT = excludedBy('a template, whose resources are in one account and Region');

export function isExclusion(of: Program | TemplateResources | Exclusion): of is Exclusion {
  return typeof of !== 'function' && typeof of.excludedBy === 'string';
}

/** Checks the template of a case, and returns the findings of one rule. */
export function findInTemplate({ template, region = ENVIRONMENT.region }: RuleCase, ruleId: string): RuleFinding[] {
  return validateTemplate({ Resources: template }, { ...ENVIRONMENT, region }).filter(
    (finding) => finding.ruleId === ruleId,
  );
}

/** What a program reports when it is run and synthesized. */
export interface ProgramReport {
  /** The errors, each with the id of its rule at the end. */
  readonly errors: readonly string[];
  /** The warnings of constructs, each with the id that acknowledges it at the end. */
  readonly warnings: readonly string[];
}

/**
 * Runs a program and synthesizes its app.
 *
 * @param acknowledged the rules that are acknowledged
 */
export function runProgram(program: Program, acknowledged: readonly string[] = []): ProgramReport {
  const reasons = acknowledged.map((ruleId) => [qualifyRuleId(ruleId), 'AWS accepts it now']);
  const app = createAppWithoutCfnValidation({ [ACKNOWLEDGEMENTS_CONTEXT_KEY]: Object.fromEntries(reasons) });
  const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'], natGateways: 0 });
  try {
    program({ app, stack, vpc });
    TemplateAssertions.fromStack(stack);
  } catch (error) {
    return { errors: listErrors(error), warnings: [] };
  }
  const warnings = app.node
    .findAll()
    .filter((construct) => Stack.isStack(construct))
    .flatMap((each) => Annotations.fromStack(each).findWarning('*', Match.anyValue()))
    .map(({ entry }) => String(entry.data));
  return { errors: [], warnings };
}

/** Returns the ids of the rules in messages. */
export function listRuleIds(messages: readonly string[]): string[] {
  return messages.flatMap((message) => /\[(?:ack: )?cdk-elasticache::([\w.]+)\]$/.exec(message)?.[1] ?? []);
}

/** Calls a function while one rule does not exist. */
export function withoutRule<T>(ruleId: string, call: () => T): T {
  return withRules((rules) => rules.filter(({ id }) => id !== ruleId), call);
}

/** Calls a function while other rules replace those of each resource type. */
export function withRules<T>(replace: (rules: RuleSet) => RuleSet, call: () => T): T {
  const { getRuleSet } = ruleSets;
  const replaceable = ruleSets as { getRuleSet: typeof getRuleSet };
  replaceable.getRuleSet = (type) => replace(getRuleSet(type));
  try {
    return call();
  } finally {
    replaceable.getRuleSet = getRuleSet;
  }
}

/** Lists the errors of an exception: those of a constructor, or those of the synthesis. */
function listErrors(error: unknown): string[] {
  const { errors, message } = error as Error & { readonly errors?: readonly string[] };
  const reported = errors ?? message.split('\n  ').slice(1);
  if (reported.length === 0) {
    throw error;
  }
  return [...reported];
}
