import * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Program, RuleCases } from './rule-case';
import { ONE_ENVIRONMENT, ENVIRONMENT, excludedBy } from './rule-case';
import { tagCases } from './serverless-cache';
import type { ServerlessCacheSnapshotProps } from 'cdk-elasticache';
import { ServerlessCache, ServerlessCacheSnapshot } from 'cdk-elasticache';

const snapshot = (properties: object, attributes: object = {}) => ({
  Snapshot: {
    Type: 'AWS::ElastiCache::ServerlessCacheSnapshot',
    ...attributes,
    Properties: { ServerlessCacheSnapshotName: 'nightly', ServerlessCacheName: 'sessions', ...properties },
  },
});

const createSnapshot = (stack: Stack, props: Partial<ServerlessCacheSnapshotProps> = {}, id: string = 'Snapshot') =>
  new ServerlessCacheSnapshot(stack, id, {
    serverlessCache: ServerlessCache.fromServerlessCacheName(stack, `CacheOf${id}`, 'sessions'),
    ...props,
  });

const program =
  (props: Partial<ServerlessCacheSnapshotProps>): Program =>
  ({ stack }) =>
    createSnapshot(stack, props);

const programWithCache =
  (serverlessCacheArn: string): Program =>
  ({ stack }) =>
    createSnapshot(stack, {
      serverlessCache: ServerlessCache.fromServerlessCacheArn(stack, 'Cache', serverlessCacheArn),
    });

const programWithKey =
  (keyArn: string): Program =>
  ({ stack }) =>
    createSnapshot(stack, { kmsKey: kms.Key.fromKeyArn(stack, 'Key', keyArn) });

export const SERVERLESS_CACHE_SNAPSHOT_CASES: RuleCases = {
  'ServerlessCacheSnapshot.NameMissing': {
    template: snapshot({ ServerlessCacheSnapshotName: undefined }),
    construct: excludedBy('serverlessCacheSnapshotName?: string, which has a default'),
  },
  'ServerlessCacheSnapshot.NameInvalid': {
    template: snapshot({ ServerlessCacheSnapshotName: 'every_night' }),
    construct: program({ serverlessCacheSnapshotName: 'every_night' }),
  },
  'ServerlessCacheSnapshot.CacheMissing': {
    template: snapshot({ ServerlessCacheName: undefined }),
    construct: excludedBy('serverlessCache: IServerlessCacheRef, which is required and has a name'),
  },
  'ServerlessCacheSnapshot.CacheNameInvalid': {
    template: snapshot({ ServerlessCacheName: 'my_sessions' }),
    construct: ({ stack }) =>
      createSnapshot(stack, {
        serverlessCache: ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'my_sessions'),
      }),
  },
  'ServerlessCacheSnapshot.KeyInvalid': {
    template: snapshot({ KmsKeyId: 'my key' }),
    construct: programWithKey('arn:aws:kms:us-east-1:111122223333:key/my key'),
  },
  'ServerlessCacheSnapshot.KeyNotArn': {
    template: snapshot({ KmsKeyId: 'alias/sessions' }),
    construct: programWithKey('arn:aws:kms:us-east-1:111122223333:alias/sessions'),
  },
  ...tagCases('ServerlessCacheSnapshot', (tags) => snapshot({ Tags: tags }), program({})),
  'ServerlessCacheSnapshot.TypeUnavailableInRegion': {
    template: snapshot({}),
    region: 'eu-west-1',
    construct: ({ app }) => createSnapshot(new Stack(app, 'Ireland', { env: { ...ENVIRONMENT, region: 'eu-west-1' } })),
  },
  'ServerlessCacheSnapshot.DeletionPolicyUnsupported': {
    template: snapshot({}, { DeletionPolicy: 'Snapshot' }),
    construct: program({ removalPolicy: RemovalPolicy.SNAPSHOT }),
  },
  'ServerlessCacheSnapshot.NameNotUnique': {
    template: { ...snapshot({}), Other: snapshot({}).Snapshot },
    construct: ({ stack }) =>
      ['One', 'Other'].map((id) => createSnapshot(stack, { serverlessCacheSnapshotName: 'nightly' }, id)),
  },
  'ServerlessCacheSnapshot.KeyEmpty': {
    template: snapshot({ KmsKeyId: '' }),
    construct: excludedBy('kmsKey?: IKeyRef, which has an ARN'),
  },
  'ServerlessCacheSnapshot.KeyAsymmetric': {
    template: {
      ...snapshot({ KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
      Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' } },
    },
    construct: ({ stack }) =>
      createSnapshot(stack, { kmsKey: new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.RSA_2048 }) }),
  },
  'ServerlessCacheSnapshot.KeyInOtherRegion': {
    template: snapshot({ KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234' }),
    construct: programWithKey('arn:aws:kms:eu-west-1:111122223333:key/1234'),
  },
  'ServerlessCacheSnapshot.CacheInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: programWithCache('arn:aws:elasticache:eu-west-1:111122223333:serverlesscache:sessions'),
  },
  'ServerlessCacheSnapshot.CacheInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: programWithCache('arn:aws:elasticache:us-east-1:444455556666:serverlesscache:sessions'),
  },
  'ServerlessCacheSnapshot.ServerlessCacheNameNotReferenced': {
    template: {
      ...snapshot({}),
      Cache: {
        Type: 'AWS::ElastiCache::ServerlessCache',
        Properties: {
          ServerlessCacheName: 'sessions',
          Engine: 'valkey',
          MajorEngineVersion: '8',
          SubnetIds: ['subnet-1'],
        },
      },
    },
    construct: excludedBy('serverlessCache: IServerlessCacheRef, which is rendered as a reference'),
  },
  'ServerlessCacheSnapshot.TooManySnapshots': {
    template: Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [
        `Snapshot${index}`,
        snapshot({ ServerlessCacheSnapshotName: `nightly${index}` }).Snapshot,
      ]),
    ),
    construct: ({ stack }) => Array.from({ length: 25 }, (_, index) => createSnapshot(stack, {}, `Snapshot${index}`)),
  },
};
