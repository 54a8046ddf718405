import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import type { Stack } from 'aws-cdk-lib/core';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { AccessControl } from './access-control';
import type { BoundCredentials } from './bound-credentials';
import { UserAuthentication } from './user-authentication';
import type { UserBaseProps } from './user-base';
import { UserBase } from './user-base';
import type { UserEngine } from '../engine';
import { LIMITS } from '../facts/limits';
import { arnComponents } from '../private/arns';
import { generatedName } from '../private/names';
import { checkProperties } from '../rules/check-properties';

/** The parts of a user that its kind decides. */
export interface UserKind {
  readonly authentication: UserAuthentication;
  readonly defaultEngine: UserEngine;
  /** Makes or takes the passwords, once the user is there to hold what is made. */
  readonly credentials?: (user: Construct, userName: string) => BoundCredentials;
  /** Faults that only this kind can have. */
  readonly faults?: string[];
}

/**
 * What the three kinds of users that are created here share: the rendering of `AWS::ElastiCache::User`.
 *
 * @internal
 */
export abstract class CreatedUser extends UserBase {
  public readonly engine?: UserEngine;
  public readonly userName?: string;
  public readonly authentication?: UserAuthentication;

  /** The access string: which keys, channels and commands the user may use. */
  public readonly accessString: string;

  /** @internal */
  protected readonly _credentials?: BoundCredentials;

  private readonly accessControl: AccessControl;
  private readonly resource: CfnUser;
  private id?: string;
  private arn?: string;

  constructor(scope: Construct, id: string, props: UserBaseProps & { readonly userName?: string }, kind: UserKind) {
    const userId = props.userId ?? generatedName(scope, id, LIMITS.userId.maxLength);
    super(scope, id, { physicalName: userId });

    this.engine = props.engine ?? kind.defaultEngine;
    this.userName = props.userName ?? userId;
    this.accessControl = props.accessControl;
    this.accessString = props.accessControl.accessString;
    this.authentication = kind.authentication;
    this._credentials = kind.credentials?.(this, this.userName);

    const properties = {
      engine: this.engine.engineType,
      userId,
      userName: this.userName,
      accessString: this.accessString,
      authenticationMode: {
        Type: kind.authentication,
        ...(this._credentials && { Passwords: this._credentials.passwords.map((password) => password.unsafeUnwrap()) }),
      },
      noPasswordRequired: kind.authentication === UserAuthentication.NO_PASSWORD,
    };
    checkProperties(this, CfnUser.CFN_RESOURCE_TYPE_NAME, properties, {
      names: PROP_NAMES,
      faults: kind.faults,
      annotate: ['User.IdNotReserved'],
    });
    this.resource = new CfnUser(this, 'Resource', properties);
    for (const advice of this.accessControl._advice()) {
      Annotations.of(this).addWarningV2(`cdk-elasticache:${advice.id}`, `'accessControl' ${advice.text}`);
    }
  }

  public get userId(): string {
    return (this.id ??= this.getResourceNameAttribute(this.resource.ref));
  }

  public get userArn(): string {
    return (this.arn ??= this.getResourceArnAttribute(this.resource.attrArn, arnComponents('user', this.physicalName)));
  }

  /**
   * The user's status when it was deployed: active, modifying, deleting.
   *
   * @attribute
   */
  public get userStatus(): string {
    return this.resource.attrStatus;
  }

  /**
   * The id as a group's template writes it: in the user's own stack, where most groups stand, it costs no token of its
   * own.
   *
   * @internal
   */
  public _idIn(stack: Stack): string {
    return stack === this.stack ? this.resource.ref : this.userId;
  }

  /**
   * What a version of an engine does not understand of the user's access control.
   *
   * @internal
   */
  public _faultsFor(engine: string, version: string): string[] {
    return this.accessControl._faultsFor(engine, version).map((fault) => `${fault} (user '${this.node.path}')`);
  }
}

const PROP_NAMES = {
  Engine: 'engine',
  UserId: 'userId',
  UserName: 'userName',
  AccessString: 'accessControl',
  'AuthenticationMode.Passwords': 'passwords',
};
