import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';
import { createAppWithoutCfnValidation } from '../../stacks';
import { synthesizeInvalid } from '../../templates';
import { ElastiCacheRules } from 'cdk-elasticache';

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
  Record<string, { readonly Type?: string; readonly [attribute: string]: unknown }>
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

/** A security group in one VPC that allows connections from a security group in another VPC. */
export const FOREIGN_CLIENT: TemplateResources = {
  Caches: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'caches', VpcId: { Ref: 'Vpc' } } },
  Ingress: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: {
      GroupId: { Ref: 'Caches' },
      IpProtocol: 'tcp',
      FromPort: 6379,
      ToPort: 6379,
      SourceSecurityGroupId: { Ref: 'Clients' },
    },
  },
  Clients: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'clients', VpcId: { Ref: 'OtherVpc' } } },
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  OtherVpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.1.0.0/16' } },
};

/** Creates a security group in another VPC than the cache. */
export function createForeignClient({ stack }: CaseScope): ec2.SecurityGroup {
  const vpc = new ec2.Vpc(stack, 'OtherVpc', { natGateways: 0 });
  return new ec2.SecurityGroup(stack, 'Clients', { vpc });
}

/** A policy that allows ElastiCache to publish to a topic, with a condition key that ElastiCache does not support. */
export const SOURCE_ACCOUNT_POLICY: TemplateResources = {
  Topic: { Type: 'AWS::SNS::Topic' },
  Policy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: 'Topic' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: { Ref: 'Topic' },
            Condition: { StringEquals: { 'aws:SourceAccount': ENVIRONMENT.account } },
          },
        ],
      },
    },
  },
};

/** What the rules report about a template. */
export interface TemplateReport {
  readonly severity?: string;
  readonly message: string;
}

/** Validates the template of a case in its environment, as the plugin does, and returns what one rule reports. */
export function findInTemplate({ template, region = ENVIRONMENT.region }: RuleCase, ruleId: string): TemplateReport[] {
  const app = new App();
  const { templateFile } = new Stack(app, 'Stack', { env: { ...ENVIRONMENT, region } });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rule-cases-'));
  const templatePath = path.join(folder, templateFile);
  try {
    fs.writeFileSync(templatePath, JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: template }));
    return new ElastiCacheRules()
      .validate({ templatePaths: [templatePath], appConstruct: app })
      .violations.filter(({ ruleName }) => ruleName === ruleId)
      .map(({ severity, description }) => ({ severity, message: description }));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
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
  const reasons = acknowledged.map((ruleId) => [`cdk-elasticache::${ruleId}`, 'AWS accepts it now']);
  const app = createAppWithoutCfnValidation({ 'cdk-elasticache:acknowledgements': Object.fromEntries(reasons) });
  const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'], natGateways: 0 });
  try {
    program({ app, stack, vpc });
    synthesizeInvalid(stack);
  } catch (error) {
    return { errors: listErrors(error), warnings: [] };
  }
  const warnings = app
    .synth()
    .stacksRecursively.flatMap(({ messages }) => messages)
    .filter(({ level }) => level === 'warning')
    .map(({ entry }) => String(entry.data));
  return { errors: [], warnings };
}

/** Returns the ids of the rules in messages. */
export function listRuleIds(messages: readonly string[]): string[] {
  return messages.flatMap((message) => /\[(?:ack: )?cdk-elasticache::([\w.]+)\]$/.exec(message)?.[1] ?? []);
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
