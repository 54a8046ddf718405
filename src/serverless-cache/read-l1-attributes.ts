import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Token } from 'aws-cdk-lib/core';
import type { CacheAuthentication } from '../connection/login';
import { CacheEngine } from '../engine';
import type { IUserGroup } from '../user';
import { readL1UserGroup } from '../user/l1-user-group';
import { ConstructView } from '../validation/construct-view';
import { isMissingByCondition } from '../validation/property-reader';

/** The values of a serverless cache that determine how clients connect. Values that are unknown are undefined. */
export interface ClientAttributes extends Pick<CacheAuthentication, 'isAuthenticationUnknown'> {
  readonly engine?: CacheEngine;
  readonly userGroup?: IUserGroup;
}

/** Reads the values of an L1 construct that determine how clients connect. */
export function readL1ClientAttributes(cache: CfnServerlessCache): ClientAttributes {
  return {
    engine: readL1Engine(cache),
    userGroup: readL1UserGroup(cache, 'UserGroupId'),
    isAuthenticationUnknown: isMissingByCondition(cache.stack.resolve(findView(cache).raw('UserGroupId'))),
  };
}

/** Reads the engine of an L1 construct, which can be a token. */
export function readL1Engine(cache: CfnServerlessCache): CacheEngine | undefined {
  const view = findView(cache);
  const [engine, version] = [view.raw('Engine'), view.raw('MajorEngineVersion')];
  return engine === undefined
    ? undefined
    : CacheEngine.of(Token.asString(engine), version === undefined ? undefined : Token.asString(version));
}

/** Whether clients connect to the cache of an L1 construct from the internet. Such a cache has no security groups. */
export function isL1Public(cache: CfnServerlessCache): boolean {
  return findView(cache).text('ConnectionType')?.toLowerCase() === 'public';
}

function findView(cache: CfnServerlessCache): ConstructView {
  return ConstructView.find(cache, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME)!;
}
