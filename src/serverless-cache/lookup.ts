import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ConnectionType } from './connection-type';
import { ImportedServerlessCache } from './imported-serverless-cache';
import type { ServerlessCacheLookupOptions } from './lookup-options';
import { CacheEngine } from '../engine';
import { arnComponents, asStored } from '../private/arns';
import { lookUp } from '../private/lookup';

/** A serverless cache as AWS tells it: engine, endpoint, subnets, security groups. */
export function lookUpServerlessCache(
  scope: Construct,
  id: string,
  options: ServerlessCacheLookupOptions,
): ImportedServerlessCache {
  const name = asStored(options.serverlessCacheName);
  const inVpc = options.connectionType !== ConnectionType.PUBLIC;
  const found = lookUp(scope, {
    type: 'AWS::ElastiCache::ServerlessCache',
    prop: 'serverlessCacheName',
    identifier: name,
    dummy: {
      ARN: Stack.of(scope).formatArn({ ...arnComponents('serverlesscache', name), partition: 'aws' }),
      Engine: 'valkey',
      MajorEngineVersion: '8',
      'Endpoint.Address': 'dummy.serverless.cache.amazonaws.com',
      'Endpoint.Port': '6379',
      ...(inVpc && { SubnetIds: ['subnet-12345678', 'subnet-87654321'], SecurityGroupIds: ['sg-12345678'] }),
    },
  });
  return new ImportedServerlessCache(
    scope,
    id,
    {
      serverlessCacheArn: found.ARN,
      engine: CacheEngine.of(found.Engine, found.MajorEngineVersion),
      endpointAddress: found['Endpoint.Address'],
      endpointPort: Number(found['Endpoint.Port']),
    },
    inVpc ? { subnetIds: found.SubnetIds, securityGroupIds: found.SecurityGroupIds } : undefined,
  );
}
