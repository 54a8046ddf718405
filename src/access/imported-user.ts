import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { UserAuthentication } from './user-authentication';
import type { IIamUser, IUser, UserBaseAttributes, UserLookupOptions } from './user-base';
import { UserBase } from './user-base';
import { UserEngine } from '../engine';
import { asStored, identify } from '../private/arns';
import { lookUp } from '../private/lookup';

/** A user that exists already; the class that imports it says how it authenticates. */
export class ImportedUser extends UserBase implements IIamUser {
  public readonly userId: string;
  public readonly engine?: UserEngine;
  public readonly userName?: string;
  public readonly userArn: string;

  constructor(
    scope: Construct,
    id: string,
    attrs: UserBaseAttributes,
    public readonly authentication?: UserAuthentication,
  ) {
    const identity = identify(scope, 'user', { name: 'userId', arn: 'userArn' }, attrs.userId, attrs.userArn);
    super(scope, id, { environmentFromArn: identity.arn });
    this.userId = identity.name;
    this.userArn = identity.arn;

    const isAccountsOwn = identity.name === DEFAULT_USER;
    this.engine = attrs.engine ?? (isAccountsOwn ? UserEngine.REDIS : undefined);
    this.userName =
      attrs.userName ?? (isAccountsOwn || authentication === UserAuthentication.IAM ? identity.name : undefined);
  }

  public grantConnect(grantee: iam.IGrantable): iam.Grant {
    return grantOn(this, grantee, 'elasticache:Connect');
  }

  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return grantOn(this, grantee, ...actions);
  }
}

/**
 * A user as AWS tells it: id, name, engine. How it authenticates stays with AWS; the class that looks it up says it.
 */
export function lookUpUser(
  scope: Construct,
  id: string,
  options: UserLookupOptions,
  authentication: UserAuthentication,
): IIamUser {
  const userId = asStored(options.userId);
  const found = lookUp(scope, {
    type: 'AWS::ElastiCache::User',
    prop: 'userId',
    identifier: userId,
    dummy: { UserName: '', Engine: 'redis' }, // as long as it is not known, it fits every group
  });
  return new ImportedUser(
    scope,
    id,
    { userId, userName: found.UserName || undefined, engine: UserEngine.of(found.Engine) },
    authentication,
  );
}

/** Allows a principal some actions on one user. */
export function grantOn(user: IUser, grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [user.userArn] });
}

/**
 * The id and the name of the user that ElastiCache makes in every account, and the name that every Redis OSS user group
 * needs once.
 */
export const DEFAULT_USER = 'default';
