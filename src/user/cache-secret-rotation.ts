import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, Resource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { validateEnvironment } from '../private/environments';
import { throwMethodErrors } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { toRotatedSecret } from '../private/secrets';
import { UNKNOWN } from '../private/tokens';
import { ConstructView, registerImport } from '../validation/construct-view';
import { ROTATION_TYPE } from '../validation/rules/generated-secrets';
import { validateView } from '../validation/validate-construct';

/** Options for rotating a user's password or a replication group's AUTH token. */
export interface CacheSecretRotationOptions {
  /**
   * The time between two rotations: a whole number of hours, from 4 hours to 1,000 days.
   *
   * Clients must read the secret again at least once in each period.
   *
   * @default - 30 days
   */
  readonly automaticallyAfter?: Duration;

  /**
   * Whether each deployment that creates or changes the rotation also rotates the secret.
   *
   * If this is false, the first rotation takes place at the end of the first rotation interval. In aws-secretsmanager,
   * the default is true. In this library, it is false, because a rotation that starts during the deployment can run
   * before the host and port are in the secret.
   *
   * @default false
   */
  readonly rotateImmediatelyOnUpdate?: boolean;

  /**
   * The length of new passwords and AUTH tokens: 16 to 128 characters.
   *
   * @default 64
   */
  readonly passwordLength?: number;

  /**
   * The characters that new passwords and AUTH tokens must not contain, in addition to those that ElastiCache rejects.
   *
   * @default - all punctuation, so new passwords and AUTH tokens contain only letters and digits
   */
  readonly excludeCharacters?: string;

  /**
   * The VPC of the rotation function.
   *
   * If you set a VPC, the function tests each new password or AUTH token before clients can read it from the secret.
   * The function logs in to the cache with the new value. The test is skipped if the secret has no field `host`.
   *
   * To allow the connection, call `cache.connections.allowDefaultPortFrom(rotation)`. The subnets of the
   * function must have a route to the APIs of AWS Secrets Manager and ElastiCache, such as a NAT gateway.
   *
   * @default - no VPC. New passwords and AUTH tokens are not tested.
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the rotation function.
   *
   * @default - the default subnet selection of the VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the rotation function.
   *
   * @default - a new security group
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The key that encrypts the environment variables of the rotation function. The variables contain no passwords or
   * AUTH tokens.
   *
   * @default - the AWS managed key of AWS Lambda, `aws/lambda`
   */
  readonly environmentEncryption?: kms.IKeyRef;

  /**
   * The permissions boundary of the rotation function's role. Cannot be combined with `role`.
   *
   * @default - no permissions boundary
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The role of the rotation function. The construct adds the permissions that the rotation needs. Cannot be combined
   * with `permissionsBoundary`.
   *
   * @default - a new role
   */
  readonly role?: iam.IRole;

  /**
   * The log group of the rotation function. The logs contain no passwords or AUTH tokens.
   *
   * @default - a log group that AWS Lambda creates. Its log events never expire.
   */
  readonly logGroup?: logs.ILogGroupRef;

  /**
   * The Node.js runtime of the rotation function.
   *
   * @default lambda.Runtime.NODEJS_22_X
   */
  readonly runtime?: lambda.Runtime;
}

/** The L1 props with the generated passwords of a resource, by type. */
const GENERATED_PROPERTIES = {
  'AWS::ElastiCache::User': {
    values: { authenticationMode: { Passwords: [UNKNOWN] } },
    path: 'AuthenticationMode.Passwords',
    propPath: 'authenticationMode.passwords',
  },
  'AWS::ElastiCache::ReplicationGroup': { values: { authToken: UNKNOWN }, path: 'AuthToken', propPath: 'authToken' },
} as const;

/** The rules for the length of the passwords and tokens that the function generates. */
const LENGTH_RULES: readonly string[] = [
  'User.GeneratedPasswordLengthOutOfRange',
  'ReplicationGroup.GeneratedAuthTokenLengthOutOfRange',
];

const CACHE_SECRET_ROTATION = Symbol.for('cdk-elasticache.CacheSecretRotation');

/** Marks secrets that have a rotation. */
const ROTATED = Symbol.for('cdk-elasticache.RotatedSecret');

/** An option with its noun in messages, its resource, and the parts of the environment that must match. */
type OptionUse = [name: string, noun: string, resource: IConstruct | undefined, parts: ('region' | 'account')[]];

/** The secret that is rotated, and the ElastiCache resource that uses it. */
interface RotationTarget {
  readonly secret: secretsmanager.ISecret;
  /** The field of the secret that contains the password. Undefined if the whole secret is the password. */
  readonly field?: string;
  /** A reference to the id of the user or replication group, so that the rotation is created after it. */
  readonly id: string;
  readonly arn: string;
  /** The type of the ElastiCache resource. */
  readonly type: keyof typeof GENERATED_PROPERTIES;
  /** The user name with which the new password is tested. Undefined for an AUTH token. */
  readonly userName?: string;
  readonly code: string;
  readonly actions: string[];
  readonly description: string;
}

/**
 * The characters that ElastiCache rejects in passwords or AUTH tokens. AUTH tokens support little punctuation.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
const INVALID_CREDENTIAL_CHARACTERS = ',"/@ %\'()*+.:;=?[]\\_`{|}~';

/** The maximum length that AWS Lambda accepts. */
const MAX_FUNCTION_DESCRIPTION_LENGTH = 256;

/**
 * The rotation of a user's password or a replication group's AUTH token.
 *
 * The rotation consists of a Lambda function and a rotation schedule in AWS Secrets Manager. To create a rotation, call
 * `addRotation` of a `PasswordUser`, or `addAuthTokenRotation` of a `ReplicationGroup`.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
 * @example
 * declare const user: elasticache.PasswordUser;
 * declare const cache: elasticache.ServerlessCache;
 *
 * const rotation = user.addRotation({ automaticallyAfter: Duration.days(7), vpc });
 * // The function tests each new password by logging in.
 * cache.connections.allowDefaultPortFrom(rotation);
 */
export class CacheSecretRotation extends Construct implements ec2.IConnectable {
  /**
   * Returns whether the given object is a `CacheSecretRotation`.
   *
   * @param x the object to check
   */
  public static isCacheSecretRotation(x: any): x is CacheSecretRotation {
    return isMarked(x, CACHE_SECRET_ROTATION);
  }

  /** @internal */
  public static _of(
    owner: Construct,
    method: string,
    target: RotationTarget,
    options: CacheSecretRotationOptions,
  ): CacheSecretRotation {
    if (owner.node.tryFindChild('Rotation')) {
      throwMethodErrors(owner, method, [
        `'${method}' must be called only once, but '${owner.node.path}' already has a rotation. Specify all options in one call.`,
      ]);
    }
    return new CacheSecretRotation(owner, method, target, options);
  }

  /** The Lambda function that rotates the secret. */
  public readonly lambdaFunction: lambda.IFunction;

  /** The rotation schedule in AWS Secrets Manager. */
  public readonly schedule: secretsmanager.RotationSchedule;

  private readonly hasVpc: boolean;

  private constructor(owner: Construct, method: string, target: RotationTarget, options: CacheSecretRotationOptions) {
    super(owner, 'Rotation');
    mark(this, CACHE_SECRET_ROTATION);
    validateView(owner, createLengthView(owner, this, target, options), {
      errors: [
        ...validateOptions(options),
        ...validateOptionEnvironments(owner, options),
        ...validateSecret(target.secret),
      ],
      method,
      isSelected: ({ id }) => LENGTH_RULES.includes(id),
    });

    this.hasVpc = options.vpc !== undefined;
    mark(target.secret, ROTATED);

    const rotationFunction = new lambda.Function(this, 'Function', {
      description: target.description.slice(0, MAX_FUNCTION_DESCRIPTION_LENGTH),
      // Pinned, so that updates of aws-cdk-lib do not change the runtime of a deployed rotation.
      runtime: options.runtime ?? lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(target.code),
      // Changing an AUTH token takes minutes.
      timeout: Duration.minutes(15),
      environment: renderEnvironment(target, options),
      environmentEncryption: options.environmentEncryption,
      role: toRole(this, options.role),
      logGroup: toLogGroup(this, options.logGroup),
      vpc: options.vpc,
      vpcSubnets: options.vpcSubnets,
      securityGroups: options.securityGroups,
    });
    if (options.permissionsBoundary) {
      iam.PermissionsBoundary.of(rotationFunction).apply(options.permissionsBoundary);
    }

    const grant = iam.Grant.addToPrincipal({
      grantee: rotationFunction,
      actions: target.actions,
      resourceArns: [target.arn],
    });

    this.lambdaFunction = rotationFunction;
    this.schedule = new secretsmanager.RotationSchedule(this, 'Schedule', {
      secret: toRotatedSecret(this, target.secret, rotationFunction),
      rotationLambda: rotationFunction,
      automaticallyAfter: options.automaticallyAfter ?? Duration.days(30),
      rotateImmediatelyOnUpdate: options.rotateImmediatelyOnUpdate ?? false,
    });
    grant.applyBefore(this.schedule);
    limitToAccount(rotationFunction, target.secret.env.account);
  }

  /**
   * The network connections of the rotation function. If the function is not in a VPC, the connections have no security
   * groups.
   */
  public get connections(): ec2.Connections {
    return this.hasVpc ? this.lambdaFunction.connections : new ec2.Connections();
  }
}

/**
 * Returns the role for the function. Imports a role of another stack, because policies in that stack would require the
 * secret, and the function requires the role.
 */
function toRole(scope: Construct, role: iam.IRole | undefined): iam.IRole | undefined {
  return role && Stack.of(role) !== Stack.of(scope) ? iam.Role.fromRoleArn(scope, 'Role', role.roleArn) : role;
}

/** Returns the L2 construct of a log group. Functions reject L1 constructs, although their prop has this type. */
function toLogGroup(scope: Construct, logGroup: logs.ILogGroupRef | undefined): logs.ILogGroupRef | undefined {
  return logGroup && !('logGroupName' in logGroup && 'addStream' in logGroup)
    ? logs.LogGroup.fromLogGroupName(scope, 'LogGroup', logGroup.logGroupRef.logGroupName)
    : logGroup;
}

/**
 * Lets AWS Secrets Manager invoke the function only for secrets of an account.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
 */
function limitToAccount(rotationFunction: lambda.Function, account: string): void {
  for (const permission of rotationFunction.node.children.filter(lambda.CfnPermission.isCfnPermission)) {
    permission.sourceAccount = account;
  }
}

function renderEnvironment(target: RotationTarget, options: CacheSecretRotationOptions): Record<string, string> {
  const environment: Record<string, string> = { ID: target.id };
  if (target.userName !== undefined) {
    environment.NAME = target.userName;
  }
  if (target.field !== undefined) {
    environment.FIELD = target.field;
  }
  environment.LENGTH = String(options.passwordLength ?? 64);
  if (options.excludeCharacters !== undefined) {
    environment.EXCLUDE = INVALID_CREDENTIAL_CHARACTERS + options.excludeCharacters;
  }
  if (options.vpc) {
    environment.LOG_IN = 'true';
  }
  environment.WAIT = '5000'; // milliseconds between two status requests
  return environment;
}

/** Creates a view of the owner whose passwords come from the rotation. */
function createLengthView(
  owner: Construct,
  rotation: Construct,
  { type }: RotationTarget,
  { passwordLength = 64 }: CacheSecretRotationOptions,
): ConstructView {
  const { values, path, propPath } = GENERATED_PROPERTIES[type];
  registerImport(rotation, ROTATION_TYPE, { passwordLength });
  return new ConstructView(owner, type, {
    values,
    getPropNames: () => ({ [propPath]: 'passwordLength' }),
    getRelated: () => ({ [path]: type === 'AWS::ElastiCache::User' ? [rotation] : rotation }),
  });
}

function validateOptions(options: CacheSecretRotationOptions): string[] {
  const errors = [...validateRotationPeriod(options.automaticallyAfter), ...validateRuntime(options.runtime)];
  if (options.role && options.permissionsBoundary) {
    errors.push("'permissionsBoundary' cannot be combined with 'role'. Remove one of them.");
  }
  const vpcOptions = (['vpcSubnets', 'securityGroups'] as const).filter((option) => options[option]);
  if (!options.vpc) {
    errors.push(...vpcOptions.map((option) => `'${option}' requires 'vpc'. Set 'vpc', or remove '${option}'.`));
  }
  return errors;
}

/** Validates that the resources of the function are in an account and Region in which AWS Lambda can use them. */
function validateOptionEnvironments(owner: Construct, options: CacheSecretRotationOptions): string[] {
  const { vpc, environmentEncryption, logGroup, permissionsBoundary, role, securityGroups = [] } = options;
  const uses: readonly OptionUse[] = [
    ['vpc', 'VPC', vpc, ['region']],
    ['environmentEncryption', 'key', environmentEncryption, ['region']],
    ['logGroup', 'log group', logGroup, ['region', 'account']],
    ['permissionsBoundary', 'managed policy', permissionsBoundary, ['account']],
    ['role', 'role', role, ['account']],
    ...securityGroups.map(
      (group) => ['securityGroups', 'security group', group, ['region', 'account']] satisfies OptionUse,
    ),
  ];
  return uses.flatMap(([name, noun, resource, parts]) =>
    // AWS managed policies and L1 constructs have no environment.
    resource && Resource.isResource(resource)
      ? validateEnvironment(resource, owner, { name, noun, parts, reason: 'the rotation function requires it there' })
      : [],
  );
}

/** Schedule expressions of AWS Secrets Manager support only whole hours and whole days. */
function validateRotationPeriod(period: Duration | undefined): string[] {
  if (!period || period.isUnresolved()) {
    return [];
  }
  const hours = period.toHours({ integral: false });
  return Number.isInteger(hours) && hours >= 4 && hours <= 1000 * 24
    ? []
    : [
        `'automaticallyAfter' must be a whole number of hours from 4 hours to 1000 days, but got ${period.toHumanString()}. Use a period such as Duration.days(30).`,
      ];
}

function validateRuntime(runtime: lambda.Runtime | undefined): string[] {
  return runtime === undefined || runtime.family === lambda.RuntimeFamily.NODEJS
    ? []
    : [
        `'runtime' must be a Node.js runtime, but got ${runtime.name}. Use a runtime such as lambda.Runtime.NODEJS_22_X.`,
      ];
}

/** A secret with two rotations would contain the password or AUTH token of only one owner. */
function validateSecret(secret: secretsmanager.ISecret): string[] {
  return isMarked(secret, ROTATED)
    ? [
        `'secret' must not have another rotation, but '${secret.node.path}' already has one. Use a separate secret for each user and each replication group.`,
      ]
    : [];
}
