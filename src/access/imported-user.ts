import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { UserAuthentication } from './user-authentication';
import type { IIamUser, IUser, UserBaseAttributes } from './user-base';
import { UserBase } from './user-base';
import { UserEngine } from '../engine';
import { identify } from '../private/arns';

/** A user that exists already; the class that imports it says how it authenticates. */
export class ImportedUser extends UserBase implements IIamUser {
  public readonly userId: string;
  public readonly engine?: UserEngine;
  public readonly userName?: string;
  public readonly userArn: string;

  constructor(scope: Construct, id: string, attrs: UserBaseAttributes, public readonly authentication?: UserAuthentication) {
    const identity = identify(scope, 'user', { name: 'userId', arn: 'userArn' }, attrs.userId, attrs.userArn);
    super(scope, id, { environmentFromArn: identity.arn });
    this.userId = identity.name;
    this.userArn = identity.arn;

    const isAccountsOwn = identity.name === DEFAULT_USER;
    this.engine = attrs.engine ?? (isAccountsOwn ? UserEngine.REDIS : undefined);
    this.userName = attrs.userName ?? (isAccountsOwn || authentication === UserAuthentication.IAM ? identity.name : undefined);
  }

  public grantConnect(grantee: iam.IGrantable): iam.Grant {
    return grantOn(this, grantee, 'elasticache:Connect');
  }

  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return grantOn(this, grantee, ...actions);
  }
}

/** Allows a principal some actions on one user. */
export function grantOn(user: IUser, grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [user.userArn] });
}

/** The id and the name of the user that ElastiCache makes in every account, and the name that every Redis OSS user group needs once. */
export const DEFAULT_USER = 'default';
