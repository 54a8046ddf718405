import * as fs from 'fs';
import * as path from 'path';
import type { RuleFinding } from '../../src/validation';
import { ElastiCacheRules } from '../../src/validation';

/** What AWS enforces, by example: a collection from its documentation, API models, issues and other tools. */
export interface Case {
  readonly id: string;
  /** The resource type without its service; AccessString means users. */
  readonly resource: string;
  readonly rule: string;
  /** CloudFormation properties, and with `$` before their names what stands around the resource. */
  readonly invalid: Example;
  /** The nearest that AWS takes. */
  readonly valid: Example;
  readonly source: string;
  readonly confidence: 'certain' | 'likely' | 'unsure';
  /** What has to be looked at: only `resource` and `cross-resource` can be decided from a template alone. */
  readonly scope: 'resource' | 'cross-resource' | 'environment' | 'update' | 'quota';
  /** The answer of AWS, where it was seen. */
  readonly expectedError?: string;
}

export interface Example {
  readonly [property: string]: any;
  /** Other resources of the template, as far as the rule speaks of them. */
  readonly $related?: { readonly Type: string; readonly Properties: Record<string, any> }[];
  /** The contents of the parameter group in use. */
  readonly $parameters?: Record<string, string>;
  /** Facts that no template shows. */
  readonly $environment?: object;
}

export const CASES: readonly Case[] = JSON.parse(fs.readFileSync(path.join(__dirname, 'corpus.json'), 'utf8'));

/** Cases whose example is disputed, or cannot be decided from a template, each with the evidence. */
export const DISPUTED_CASES: Readonly<Record<string, string>> = {
  'EC-159':
    'AWS documents NumCacheClusters: "If AutomaticFailoverEnabled is false you can omit this parameter (it will default to 1)", so a size is derivable',
  'EC-109':
    'the id of a user that is defined elsewhere does not contain its name: app may be the id of a user named default, so the rule for its group is a warning',
};

/** The entries that a template decides. */
export const DECIDABLE_CASES = CASES.filter(
  ({ scope, invalid }) => scope === 'resource' || (scope === 'cross-resource' && !invalid.$environment),
);

/** The resource that an example is about. */
export const SUBJECT = 'Subject';

/** An example as a template. What stands around it is completed, so that only the rule of the entry is at stake. */
export function createTemplate(entry: Case, example: Example): { Resources: Record<string, any> } {
  const { $related: related = [], $parameters: parameters } = example;
  const properties: Record<string, any> = Object.fromEntries(
    Object.entries(example).filter(([name]) => !name.startsWith('$')),
  );
  const resources: Record<string, any> = {
    [SUBJECT]: {
      Type: `AWS::ElastiCache::${entry.resource === 'AccessString' ? 'User' : entry.resource}`,
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
    if (Type === 'AWS::ElastiCache::ParameterGroup') {
      properties.CacheParameterGroupName = { Ref: `Related${index}` };
    } // it has no name of its own
    if (entry.resource === 'ParameterGroup') {
      Object.assign(resources[`Related${index}`].Properties, {
        Engine: 'memcached',
        CacheParameterGroupName: { Ref: SUBJECT },
      });
    }
    if (Type.startsWith('AWS::ApplicationAutoScaling')) {
      properties.ReplicationGroupId = 'rg';
    } // so they call it
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

/** What is found in an example. */
export function checkExample(entry: Case, example: Example): RuleFinding[] {
  return ElastiCacheRules.checkTemplate(createTemplate(entry, example));
}

/** Whether an example is refused. */
export function isRejected(entry: Case, example: Example): boolean {
  return checkExample(entry, example).some(({ severity }) => severity === 'error');
}

/** What resources need besides what an entry says of them. */
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
