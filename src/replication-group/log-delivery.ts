import { aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { toStoredName } from '../private/arns';
import { validateKeyRegion } from '../private/environments';
import { resolveRequiredName } from '../private/names';
import { ignoreSnapshotPolicy } from '../private/removal-policies';
import { formatList } from '../private/text';
import { isUnresolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';
import { addConstructWarning, addGeneratedNameWarning } from '../validation/construct-warnings';

/** The logs that ElastiCache delivers. */
type LogType = 'slow-log' | 'engine-log';

/** An entry of `LogDeliveryConfigurations`. */
interface RenderedLogDelivery extends LogDestination {
  readonly logFormat: string;
  readonly logType: LogType;
}

/** The part of an entry that identifies the destination. */
interface LogDestination {
  readonly destinationType: string;
  readonly destinationDetails: {
    readonly cloudWatchLogsDetails?: { readonly logGroup: string };
    readonly kinesisFirehoseDetails?: { readonly deliveryStream: string };
  };
}

/** The paths of the destinations in `DestinationDetails`. */
const LOG_GROUP_PATH = 'CloudWatchLogsDetails.LogGroup';
const DELIVERY_STREAM_PATH = 'KinesisFirehoseDetails.DeliveryStream';

/** The ids of the log groups that a replication group creates. */
const LOG_GROUP_IDS: Readonly<Record<LogType, string>> = { 'slow-log': 'SlowLogGroup', 'engine-log': 'EngineLogGroup' };

/** The format of the entries of a log. */
export enum LogDeliveryFormat {
  /** Each entry is a JSON object. */
  JSON = 'json',

  /** Each entry is a line of text. */
  TEXT = 'text',
}

/** Options for the log group that a replication group creates for a log. */
export interface LogDeliveryLogGroupOptions {
  /**
   * The format of the entries.
   *
   * @default LogDeliveryFormat.JSON
   */
  readonly format?: LogDeliveryFormat;

  /**
   * How long CloudWatch Logs retains the entries.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly retention?: logs.RetentionDays;

  /**
   * The key that encrypts the log group.
   *
   * The key policy is updated to allow CloudWatch Logs to use the key for this log group. A warning is added if the
   * policy cannot be updated, for example for imported keys.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - an AWS owned key
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * The removal policy of the log group.
   *
   * This policy does not depend on the removal policy of the replication group. The name of the
   * log group contains the id of the replication group or, if no id is specified, its construct path. Delete a retained
   * log group before you deploy another replication group with this id or path. Otherwise, the deployment fails.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The destination and the format of the slow log or the engine log of a replication group.
 *
 * The deployment role needs permissions for log delivery, such as `logs:CreateLogDelivery`. For log groups, it also
 * needs `logs:PutResourcePolicy`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
 * @example
 * elasticache.LogDelivery.toNewLogGroup({ retention: logs.RetentionDays.ONE_WEEK });
 */
export class LogDelivery {
  /**
   * Delivers the log to a new log group with the name `/aws/vendedlogs/elasticache/<replication group>/<log>`.
   *
   * If `replicationGroupId` is specified, the name contains it. Otherwise, the name contains an id that is generated
   * from the path of the replication group.
   *
   * All log groups with the prefix `/aws/vendedlogs/` share one resource policy in CloudWatch Logs. An account can have
   * at most ten resource policies in CloudWatch Logs.
   *
   * @param options the format of the log, and options for the log group
   */
  public static toNewLogGroup(options: LogDeliveryLogGroupOptions = {}): LogDelivery {
    return new LogDelivery(
      options.format,
      (scope, groupId, logType) => renderLogGroup(createLogGroup(scope, groupId, logType, options)),
      {},
      (prop, scope) => validateLogGroupOptions(prop, scope, options),
    );
  }

  /**
   * Delivers the log to an existing log group.
   *
   * @param logGroup the log group, which must be in the account and Region of the replication group
   * @param format the format of the entries. The default is JSON.
   */
  public static toLogGroup(logGroup: logs.ILogGroupRef, format?: LogDeliveryFormat): LogDelivery {
    return new LogDelivery(format, () => renderLogGroup(logGroup), { [LOG_GROUP_PATH]: logGroup });
  }

  /**
   * Delivers the log to a delivery stream of Amazon Data Firehose.
   *
   * @param stream the delivery stream, which must be in the account and Region of the replication group
   * @param format the format of the entries. The default is JSON.
   */
  public static toFirehose(stream: firehose.IDeliveryStreamRef, format?: LogDeliveryFormat): LogDelivery {
    const destination: LogDestination = {
      destinationType: 'kinesis-firehose',
      destinationDetails: { kinesisFirehoseDetails: { deliveryStream: stream.deliveryStreamRef.deliveryStreamName } },
    };
    return new LogDelivery(format, () => destination, { [DELIVERY_STREAM_PATH]: stream });
  }

  private constructor(
    private readonly format: LogDeliveryFormat = LogDeliveryFormat.JSON,
    private readonly bindDestination: (
      scope: Construct,
      groupId: string | undefined,
      logType: LogType,
    ) => LogDestination,
    /**
     * The existing destination, by its path in the rendered delivery.
     *
     * @internal
     */
    public readonly _destinations: Readonly<Record<string, IConstruct>>,
    /**
     * Validates the delivery as a prop of a replication group, and returns the errors.
     *
     * @internal
     */
    public readonly _validate: (prop: string, scope: Construct) => string[] = () => [],
  ) {}

  /**
   * Renders the delivery of a log.
   *
   * @param scope the replication group
   * @param groupId the specified id of the replication group
   * @internal
   */
  public _bind(scope: Construct, groupId: string | undefined, logType: LogType): RenderedLogDelivery {
    return { ...this.bindDestination(scope, groupId, logType), logFormat: this.format, logType };
  }
}

/** Renders the deliveries of both logs, and creates their log groups in the scope of the replication group. */
export function bindLogDeliveries(
  scope: Construct,
  props: { readonly replicationGroupId?: string; readonly slowLog?: LogDelivery; readonly engineLog?: LogDelivery },
): RenderedLogDelivery[] | undefined {
  const { replicationGroupId, slowLog, engineLog } = props;
  const deliveries = [
    slowLog?._bind(scope, replicationGroupId, 'slow-log'),
    engineLog?._bind(scope, replicationGroupId, 'engine-log'),
  ].filter((delivery) => delivery !== undefined);
  return deliveries.length > 0 ? deliveries : undefined;
}

/** Removes the log group that `LogDelivery.toNewLogGroup` created for a log, if any. */
export function removeLogGroup(scope: Construct, logType: LogType): void {
  scope.node.tryRemoveChild(LOG_GROUP_IDS[logType]);
}

/** Returns the errors of both logs with the names of their props. */
export function validateLogDeliveries(
  scope: Construct,
  { slowLog, engineLog }: { readonly slowLog?: LogDelivery; readonly engineLog?: LogDelivery },
): string[] {
  return Object.entries({ slowLog, engineLog }).flatMap(([prop, log]) => log?._validate(prop, scope) ?? []);
}

/** Finds the existing destinations of both logs, by their paths in the rendered property. */
export function findLogDestinations({
  slowLog,
  engineLog,
}: {
  readonly slowLog?: LogDelivery;
  readonly engineLog?: LogDelivery;
}): Record<string, IConstruct> {
  const deliveries = [slowLog, engineLog].filter((delivery) => delivery !== undefined);
  return Object.fromEntries(
    deliveries.flatMap(({ _destinations }, index) =>
      Object.entries(_destinations).map(([path, destination]) => [
        `LogDeliveryConfigurations.${index}.DestinationDetails.${path}`,
        destination,
      ]),
    ),
  );
}

/** Lists the prop of each rendered delivery, by its index. */
export function listLogProps({
  slowLog,
  engineLog,
}: {
  readonly slowLog?: LogDelivery;
  readonly engineLog?: LogDelivery;
}): Record<string, 'slowLog' | 'engineLog'> {
  const props = [slowLog && ('slowLog' as const), engineLog && ('engineLog' as const)].filter(
    (prop) => prop !== undefined,
  );
  return Object.fromEntries(props.map((prop, index) => [index, prop]));
}

function validateLogGroupOptions(
  prop: string,
  scope: Construct,
  { encryptionKey, removalPolicy }: LogDeliveryLogGroupOptions,
): string[] {
  const errors = encryptionKey
    ? validateKeyRegion(prop, encryptionKey, scope, 'CloudWatch Logs requires a key in the Region of the log group')
    : [];
  if (removalPolicy === RemovalPolicy.SNAPSHOT) {
    errors.push(
      `'${prop}' must not have the 'removalPolicy' RemovalPolicy.SNAPSHOT, because CloudFormation does not create snapshots of log groups. Set 'removalPolicy' to RemovalPolicy.RETAIN or RemovalPolicy.DESTROY.`,
    );
  }
  return errors;
}

function renderLogGroup(logGroup: logs.ILogGroupRef): LogDestination {
  return {
    destinationType: 'cloudwatch-logs',
    destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroup.logGroupRef.logGroupName } },
  };
}

function createLogGroup(
  scope: Construct,
  groupId: string | undefined,
  logType: LogType,
  options: LogDeliveryLogGroupOptions,
): logs.ILogGroupRef {
  addGeneratedNameWarning(
    scope,
    'LogDelivery.NameGeneratedInProduct',
    'replicationGroupId',
    groupId,
    `'${logType === 'slow-log' ? 'slowLog' : 'engineLog'}' of '${scope.node.path}' has a log group whose name`,
  );
  // The replication group refers to the log group, so the name of the log group cannot refer to a generated id.
  const { scope: parent, id } = scope.node;
  const groupName = toStoredName(resolveRequiredName(parent!, id, groupId, LIMITS.replicationGroupId));
  const logGroupName = `/aws/vendedlogs/elasticache/${groupName}/${logType}`;
  if (options.encryptionKey) {
    allowLogsToUseKey(scope, options.encryptionKey, logGroupName);
  }
  const logGroup = new logs.LogGroup(scope, LOG_GROUP_IDS[logType], {
    logGroupName,
    retention: options.retention ?? logs.RetentionDays.ONE_MONTH,
    encryptionKey: options.encryptionKey,
    removalPolicy: options.removalPolicy ?? RemovalPolicy.DESTROY,
  });
  ignoreSnapshotPolicy(logGroup);
  return logGroup;
}

const KEY_ACTIONS = ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];

/**
 * Allows CloudWatch Logs to use a key for one log group, or adds a warning if the key policy is not updated. CloudWatch
 * Logs requires the permission in the key policy.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function allowLogsToUseKey(scope: Construct, key: kms.IKeyRef, logGroupName: string): void {
  const logGroupArn = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroupName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const statement = new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('logs.amazonaws.com')],
    actions: [...KEY_ACTIONS],
    resources: ['*'],
    conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
  });
  const hasDefaultPolicy = isKeyWithoutStatements(key);
  const result = hasDefaultPolicy ? undefined : iam.ResourceWithPolicies.of(key)?.addToResourcePolicy(statement);
  if (!result?.statementAdded) {
    const problem = hasDefaultPolicy ? "is an L1 construct without a list of statements in 'keyPolicy'" : 'is imported';
    addConstructWarning(
      scope,
      'LogDelivery.KeyPolicyNotUpdated',
      `'encryptionKey' of the log group ${logGroupName} ${problem}, so the key policy is not updated. ` +
        'The deployment fails if CloudWatch Logs cannot use the key. ' +
        `In the key policy, allow the service principal logs.amazonaws.com to perform the actions ${formatList(KEY_ACTIONS)} for this log group.`,
    );
  }
}

/**
 * Whether a key is an L1 construct without policy statements. AWS KMS adds a default policy with full access for the
 * account. A policy with only a statement for CloudWatch Logs would replace the default policy.
 */
function isKeyWithoutStatements(key: kms.IKeyRef): boolean {
  return kms.CfnKey.isCfnKey(key) && !isUnresolved(key.keyPolicy) && !Array.isArray(key.keyPolicy?.Statement);
}
