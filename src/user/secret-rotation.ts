import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { throwValidationErrors } from '../private/errors';
import { isResolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';

/** How a password or an AUTH token is rotated. */
export interface RotationOptions {
  /**
   * How often a new one is made: 4 hours to 1000 days. A client must read the secret again within that time.
   *
   * @default Duration.days(30)
   */
  readonly automaticallyAfter?: Duration;

  /**
   * Whether the first rotation happens as soon as the rotation is deployed or changed, and not at the end of the first
   * period.
   *
   * @default false
   */
  readonly immediately?: boolean;

  /**
   * The length of the new password: 16 to 128 characters.
   *
   * @default 64
   */
  readonly passwordLength?: number;

  /**
   * Characters that the new password must not have, besides those that ElastiCache refuses.
   *
   * @default - all punctuation: the password has letters and digits only
   */
  readonly excludeCharacters?: string;

  /**
   * A VPC from which the cache is reached: then every new password is tried by a log-in before clients get it, where
   * the secret tells host and port. From there, the APIs of AWS Secrets Manager and ElastiCache must be reached, too.
   * Let the rotation in: `cache.connections.allowDefaultPortFrom(rotation)`.
   *
   * @default - none: a new password is taken for good when ElastiCache has set it
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the function.
   *
   * @default - private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the function.
   *
   * @default - a security group of its own
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The key that encrypts the environment of the function, which holds no secret.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * A policy that bounds what the role of the function may ever do.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The role of the function; it gets the permissions that it needs. Excludes `permissionsBoundary`.
   *
   * @default - a role of its own
   */
  readonly role?: iam.IRole;

  /**
   * Where the function logs. It never logs a password.
   *
   * @default - the log group that AWS Lambda makes, which keeps everything
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * The runtime of the function: a Node.js one.
   *
   * @default lambda.Runtime.NODEJS_22_X
   */
  readonly runtime?: lambda.Runtime;
}

/** What is rotated, and how ElastiCache is told. */
interface RotationSubject {
  readonly secret: secretsmanager.ISecret;
  /** The field of the secret that holds the password; undefined when the whole secret is the password. */
  readonly field?: string;
  /** The id of the user or the replication group, as a reference to it: the rotation begins when it is there. */
  readonly id: string;
  readonly arn: string;
  /** The name with which the new password is tried; undefined for an AUTH token. */
  readonly userName?: string;
  readonly code: string;
  readonly actions: string[];
  readonly description: string;
}

/**
 * The rotation of a password or an AUTH token: a function that AWS Secrets Manager calls, and when. Made by
 * `addRotation` of a password user and
 * `addAuthTokenRotation` of a replication group.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
 * @example
 * declare const user: elasticache.PasswordUser;
 * declare const cache: elasticache.ServerlessCache;
 *
 * const rotation = user.addRotation({ automaticallyAfter: Duration.days(7), vpc });
 * cache.connections.allowDefaultPortFrom(rotation); // where every new password is tried
 */
export class Rotation implements ec2.IConnectable {
  /** @internal */
  public static _of(owner: Construct, subject: RotationSubject, options: RotationOptions): Rotation {
    const faults = faultsOf(options);
    if (faults.length > 0) {
      throwValidationErrors(owner, faults);
    }
    return new Rotation(new Construct(owner, 'Rotation'), subject, options);
  }

  /** The function that rotates. */
  public readonly lambdaFunction: lambda.IFunction;

  /** The schedule of AWS Secrets Manager. */
  public readonly schedule: secretsmanager.RotationSchedule;

  private readonly inVpc: boolean;

  private constructor(scope: Construct, subject: RotationSubject, options: RotationOptions) {
    this.inVpc = options.vpc !== undefined;
    const rotator = new lambda.Function(scope, 'Function', {
      description: subject.description.slice(0, 256), // what AWS Lambda takes
      // Pinned: AWS ends runtimes, and a rotation must not change by itself.
      runtime: options.runtime ?? lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(subject.code),
      timeout: Duration.minutes(15), // a change of an AUTH token takes minutes
      environment: environmentOf(subject, options),
      environmentEncryption: options.encryptionKey,
      role: options.role,
      logGroup: options.logGroup,
      vpc: options.vpc,
      vpcSubnets: options.vpcSubnets,
      securityGroups: options.securityGroups,
    });
    if (options.permissionsBoundary) {
      iam.PermissionsBoundary.of(rotator).apply(options.permissionsBoundary);
    }
    const permission = iam.Grant.addToPrincipal({
      grantee: rotator,
      actions: subject.actions,
      resourceArns: [subject.arn],
    });

    this.lambdaFunction = rotator;
    this.schedule = new secretsmanager.RotationSchedule(scope, 'Schedule', {
      secret: subject.secret,
      rotationLambda: rotator,
      automaticallyAfter: options.automaticallyAfter ?? Duration.days(30),
      rotateImmediatelyOnUpdate: options.immediately ?? false,
    });
    permission.applyBefore(this.schedule);
  }

  /** Who reaches the function and whom it reaches, when it stands in a VPC; without one there is nothing to open. */
  public get connections(): ec2.Connections {
    return this.inVpc ? this.lambdaFunction.connections : new ec2.Connections();
  }
}

function environmentOf(subject: RotationSubject, options: RotationOptions): Record<string, string> {
  return {
    ID: subject.id,
    ...(subject.userName !== undefined && { NAME: subject.userName }),
    ...(subject.field !== undefined && { FIELD: subject.field }),
    LENGTH: String(options.passwordLength ?? 64),
    ...(options.excludeCharacters !== undefined && { EXCLUDE: REFUSED_CHARACTERS + options.excludeCharacters }),
    ...(options.vpc && { LOG_IN: 'true' }),
    WAIT: '5000', // milliseconds between looks at the status
  };
}

function faultsOf(options: RotationOptions): string[] {
  const { min, max } = LIMITS.passwordLength;
  const { passwordLength, automaticallyAfter } = options;
  const hours = automaticallyAfter?.isUnresolved() ? undefined : automaticallyAfter?.toHours({ integral: false });
  return [
    ...(isResolved(passwordLength) &&
    !(Number.isInteger(passwordLength) && passwordLength >= min && passwordLength <= max)
      ? [`'passwordLength' must be between ${min} and ${max} characters, got ${passwordLength}`]
      : []),
    ...(hours !== undefined && (hours < 4 || hours > 1000 * 24)
      ? [`'automaticallyAfter' must be between 4 hours and 1000 days, got ${automaticallyAfter!.toHumanString()}`]
      : []),
    ...(options.role && options.permissionsBoundary
      ? ["'permissionsBoundary' bounds the role that is made for the function, got a 'role' too; leave one of them out"]
      : []),
    ...(!options.vpc && (options.vpcSubnets || options.securityGroups)
      ? ["'vpcSubnets' and 'securityGroups' place the function in a VPC, got none; give 'vpc' too"]
      : []),
  ];
}

/**
 * The characters that a password or an AUTH token, which takes few kinds of punctuation, cannot have.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
const REFUSED_CHARACTERS = ',"/@ %\'()*+.:;=?[]\\_`{|}~';
