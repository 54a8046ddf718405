import * as fs from 'fs';
import * as path from 'path';
import type { RuleFinding } from 'cdk-elasticache';
import { ElastiCacheRules } from 'cdk-elasticache';

/** A constraint that AWS enforces, with an invalid and a valid example. */
export interface Case {
  readonly id: string;
  /** The resource type without its service; AccessString stands for users. */
  readonly resource: string;
  readonly rule: string;
  /** CloudFormation properties. Names that begin with `$` describe the environment of the resource. */
  readonly invalid: Example;
  /** The example that AWS accepts, as similar as possible to the invalid one. */
  readonly valid: Example;
  /** AWS documentation, an API model, an issue, or another tool. */
  readonly source: string;
  readonly confidence: 'certain' | 'likely' | 'unsure';
  /** What must be known to decide the case. A template alone decides `resource` and `cross-resource`. */
  readonly scope: 'resource' | 'cross-resource' | 'environment' | 'update' | 'quota';
  /** The error message of AWS, if it was observed. */
  readonly expectedError?: string;
}

export interface Example {
  readonly [property: string]: any;
  /** Other resources of the template that the rule refers to. */
  readonly $related?: { readonly Type: string; readonly Properties: Record<string, any> }[];
  /** The contents of the parameter group in use. */
  readonly $parameters?: Record<string, string>;
  /** Facts that are not in any template. */
  readonly $environment?: object;
}

export const CASES: readonly Case[] = JSON.parse(fs.readFileSync(path.join(__dirname, 'corpus.json'), 'utf8'));

/** Cases that cannot be decided from the resource and the template alone. */
export function dependsOnEnvironment({ scope, invalid }: Case): boolean {
  const needsEnvironment = scope === 'cross-resource' && invalid.$environment !== undefined;
  return scope === 'environment' || needsEnvironment;
}

/** The cases that a template decides. */
export const DECIDABLE_CASES = CASES.filter(
  (testCase) => ['resource', 'cross-resource'].includes(testCase.scope) && !dependsOnEnvironment(testCase),
);

/** Cases whose example is disputed, or cannot be decided from a template, each with the evidence. */
export const DISPUTED_CASES: Readonly<Record<string, string>> = {
  'EC-159':
    'AWS documents NumCacheClusters: "If AutomaticFailoverEnabled is false you can omit this parameter (it will default to 1)", so a size is derivable',
  'EC-109':
    'the id of a user that is defined elsewhere does not contain its name: app may be the id of a user named default, so the rule for its group is a warning',
  'EC-031': 'public configurations specify a snapshot time without a retention, and no rejection is known: a warning',
  'EC-102':
    'the pattern of the schema is not anchored, and AWS accepts capitals (TestAccElastiCacheUser_mixedCase): a warning',
  'EC-115': 'AWS raises the quota on request (general/latest/gr/elasticache-service.html): a warning',
  'EC-458': 'AWS raises the quota on request (general/latest/gr/elasticache-service.html): a warning',
  'EC-179': 'AWS created such a group, and enabled automatic failover (go-to-k/cdk-real-drift#1500)',
  'EC-223': 'AWS accepts TLS in the default VPC (testAccReplicationGroupConfig_user): a warning',
  'EC-238': 'AWS accepts an empty list (aws-cloudformation/cfn-lint#4540)',
  'EC-306':
    'durability enables encryption at rest, whatever the template specifies (Durability.Limitations): a warning',
  'EC-315':
    'AWS accepts secondaries of one node (TestAccElastiCacheGlobalReplicationGroup_multipleSecondaries), unless the primary has automatic failover',
  'EC-319': 'no AWS page documents a rejection: a warning',
  'EC-380': 'the page has no such sentence about subnet groups, and a default VPC has subnets: a warning',
  'EC-500': 'CloudFormation accepts the alias, and reports drift: a warning',
  'EC-502': 'ElastiCache accepts the topic, and sets its status to inactive: a warning',
};

/** Cases with properties, values, commands, and categories that can be newer than this library, by the warning rule. */
export const UNKNOWN_NAME_CASES: Readonly<Record<string, string>> = {
  'EC-052': 'ServerlessCache.PropertyUnknown',
  'EC-053': 'ServerlessCache.PropertyUnknown',
  'EC-138': 'User.CommandUnknown',
  'EC-297': 'ReplicationGroup.DurabilityUnknown',
  'EC-383': 'CacheCluster.PropertyUnknown',
  'EC-384': 'CacheCluster.PropertyUnknown',
};

/** The logical id of the resource that a case is about. */
export const SUBJECT = 'Subject';

/** Properties that related resources need in addition to those of the example, so that no other rule fails. */
const DEFAULT_PROPERTIES: Record<string, object> = {
  'AWS::ElastiCache::User': {
    AccessString: 'on ~* +@all',
    AuthenticationMode: { Type: 'password', Passwords: ['0123456789abcdef'] },
  },
  'AWS::ElastiCache::UserGroup': { UserIds: ['default-user'] },
  'AWS::ElastiCache::ParameterGroup': { Description: 'parameters' },
  'AWS::ElastiCache::ReplicationGroup': {
    ReplicationGroupDescription: 'a group',
    Engine: 'valkey',
    EngineVersion: '8.0',
    CacheNodeType: 'cache.m5.large',
    NumCacheClusters: 2,
    AutomaticFailoverEnabled: true,
    TransitEncryptionEnabled: true,
    CacheSubnetGroupName: 'subnets',
  },
  'AWS::ElastiCache::CacheCluster': {
    Engine: 'memcached',
    CacheNodeType: 'cache.m5.large',
    NumCacheNodes: 1,
    CacheSubnetGroupName: 'subnets',
  },
};

/** Creates a template for an example. Related resources are completed, so that only the rule of the case can fail. */
export function createTemplate(testCase: Case, example: Example): { Resources: Record<string, any> } {
  const { $related: related = [], $parameters: parameters } = example;
  const properties: Record<string, any> = Object.fromEntries(
    Object.entries(example).filter(([name]) => !name.startsWith('$')),
  );
  const resources: Record<string, any> = {
    [SUBJECT]: {
      Type: `AWS::ElastiCache::${testCase.resource === 'AccessString' ? 'User' : testCase.resource}`,
      Properties: properties,
    },
  };
  related.forEach(({ Type, Properties }, index) => {
    resources[`Related${index}`] = {
      Type,
      Properties: {
        ...DEFAULT_PROPERTIES[Type],
        ...(Type === 'AWS::ElastiCache::User' && { UserName: Properties.UserId }),
        ...Properties,
      },
    };
    // Connects the subject with related resources that the example does not name.
    if (Type === 'AWS::ElastiCache::ParameterGroup') {
      properties.CacheParameterGroupName = { Ref: `Related${index}` };
    }
    if (testCase.resource === 'ParameterGroup') {
      Object.assign(resources[`Related${index}`].Properties, {
        Engine: 'memcached',
        CacheParameterGroupName: { Ref: SUBJECT },
      });
    }
    if (Type.startsWith('AWS::ApplicationAutoScaling')) {
      properties.ReplicationGroupId = 'rg';
    }
  });
  if (parameters) {
    const family = /^default\.(\w+)\.cluster\.on$/.exec(properties.CacheParameterGroupName)![1];
    properties.CacheParameterGroupName = { Ref: 'Parameters' };
    resources.Parameters = {
      Type: 'AWS::ElastiCache::ParameterGroup',
      Properties: {
        Description: 'parameters',
        CacheParameterGroupFamily: family,
        Properties: { 'cluster-enabled': 'yes', ...parameters },
      },
    };
  }
  return { Resources: resources };
}

/** Checks an example with all rules. */
export function checkExample(testCase: Case, example: Example): RuleFinding[] {
  return ElastiCacheRules.checkTemplate(createTemplate(testCase, example));
}

/** Whether an example has errors. */
export function isRejected(testCase: Case, example: Example): boolean {
  return checkExample(testCase, example).some(({ severity }) => severity === 'error');
}
