import type { IUserRef, UserReference } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IResource } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import type { AccessControl } from './access-control';
import type { UserAuthentication } from './user-authentication';
import type { UserEngine } from '../engine';

/** What every kind of user is made from. */
export interface UserBaseProps {
  /**
   * The engine that the user is made for. A Redis OSS user group takes users of Redis OSS only.
   *
   * @default UserEngine.REDIS for a NoPasswordUser, UserEngine.VALKEY for every other kind of user
   */
  readonly engine?: UserEngine;

  /**
   * The user's id, unique in account and region: 1 to 40 lower-case letters, digits and single hyphens, starting with a
   * letter. The id `default` belongs to the user that ElastiCache itself makes. Another id is another user:
   * CloudFormation replaces it.
   *
   * @default - generated from the construct's path
   */
  readonly userId?: string;

  /** Which keys, channels and commands the user may use. */
  readonly accessControl: AccessControl;
}

/** A user of ElastiCache, created here or imported. */
export interface IUser extends IResource, IUserRef {
  /**
   * The user's id.
   *
   * @attribute
   */
  readonly userId: string;

  /** The engine that the user is made for; unknown for some imports. */
  readonly engine?: UserEngine;

  /**
   * The name with which clients log in; unknown for some imports.
   *
   * @attribute
   */
  readonly userName?: string;

  /**
   * The user's ARN.
   *
   * @attribute
   */
  readonly userArn: string;

  /** How the user proves who it is; unknown for some imports. */
  readonly authentication?: UserAuthentication;
}

/** A user of ElastiCache with IAM authentication, created here or imported. */
export interface IIamUser extends IUser {
  /**
   * Allows a principal to connect as this user. It also needs the same on the cache: `cache.grantConnect(grantee)`,
   * or both in one call: `cache.grantConnectAs(user, grantee)`.
   */
  grantConnect(grantee: iam.IGrantable): iam.Grant;

  /** Allows a principal some actions on this user. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;
}

/** What is known of a user that exists already. */
export interface UserBaseAttributes {
  /**
   * The user's id. Exactly one of `userId` and `userArn` is given.
   *
   * @default - taken from userArn
   */
  readonly userId?: string;

  /**
   * The engine that the user is made for.
   *
   * @default - unknown, except for the user `default` that ElastiCache itself makes: UserEngine.REDIS
   */
  readonly engine?: UserEngine;

  /**
   * The name with which clients log in.
   *
   * @default - the id for an IAM user and for the user `default` that ElastiCache itself makes, else unknown
   */
  readonly userName?: string;

  /**
   * The user's ARN. Exactly one of `userId` and `userArn` is given.
   *
   * @default - made from userId, in the account and region of the stack
   */
  readonly userArn?: string;
}

/** Which user is looked up. */
export interface UserLookupOptions {
  /** The user's id. */
  readonly userId: string;
}

/** What all kinds of users share. */
export abstract class UserBase extends Resource implements IUser {
  public abstract readonly userId: string;
  public abstract readonly engine?: UserEngine;
  public abstract readonly userName?: string;
  public abstract readonly userArn: string;
  public abstract readonly authentication?: UserAuthentication;

  /** This user as aws-cdk-lib's own constructs know it. */
  public get userRef(): UserReference {
    return { userName: this.userId, userArn: this.userArn }; // CloudFormation's Ref of a user is its id
  }
}
