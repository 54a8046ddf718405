import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Stack } from 'aws-cdk-lib/core';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { GROUP, groupIn } from './group';
import { annotationsOf, errorsOf } from '../messages';
import { emptyStack, emptyStackWithoutCfnValidation } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import { LogDelivery, LogDeliveryFormat } from 'cdk-elasticache';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

test('creates a log group for each log, under the prefix that shares a resource policy', () => {
  groupIn(stack, {
    replicationGroupId: 'Sessions',
    slowLog: LogDelivery.toNewLogGroup(),
    engineLog: LogDelivery.toNewLogGroup({ format: LogDeliveryFormat.TEXT }),
  });

  const template = synthesize(stack);
  const [slow, engine] = ['slow-log', 'engine-log'].map((log) =>
    template.findResources('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: `/aws/vendedlogs/elasticache/sessions/${log}` },
    }),
  );
  expect([slow, engine].map((found) => Object.values(found)[0])).toEqual(
    Array(2).fill(
      expect.objectContaining({
        DeletionPolicy: 'Delete',
        Properties: expect.objectContaining({ RetentionInDays: 30 }),
      }),
    ),
  );
  const destination = (logGroup: string) => ({
    DestinationType: 'cloudwatch-logs',
    DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: logGroup } } },
  });
  expect(propertiesOf(stack, GROUP).LogDeliveryConfigurations).toEqual([
    { ...destination(Object.keys(slow)[0]), LogFormat: 'json', LogType: 'slow-log' },
    { ...destination(Object.keys(engine)[0]), LogFormat: 'text', LogType: 'engine-log' },
  ]);
});

test('sets the retention, key, and removal policy of a new log group', () => {
  const encryptionKey = new kms.Key(stack, 'Key');
  groupIn(stack, {
    slowLog: LogDelivery.toNewLogGroup({
      retention: logs.RetentionDays.ONE_WEEK,
      encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
    }),
  });

  synthesize(stack).hasResource('AWS::Logs::LogGroup', {
    DeletionPolicy: 'Retain',
    Properties: { RetentionInDays: 7, KmsKeyId: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] } },
  });
});

test('allows CloudWatch Logs to use the key for the new log group only', () => {
  groupIn(stack, { slowLog: LogDelivery.toNewLogGroup({ encryptionKey: new kms.Key(stack, 'Key') }) });

  const [, statement] = propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy.Statement;
  expect(statement).toMatchObject({
    Effect: 'Allow',
    Principal: { Service: 'logs.amazonaws.com' },
    Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    Resource: '*',
  });
  expect(JSON.stringify(statement.Condition.ArnEquals['kms:EncryptionContext:aws:logs:arn'])).toMatch(
    /:log-group:\/aws\/vendedlogs\/elasticache\/[^/"]+\/slow-log"/,
  );
});

test('delivers logs to an existing log group or stream', () => {
  stack = emptyStackWithoutCfnValidation(); // The import of a stream adds a mapping that nothing refers to.
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Log', 'mine');
  const stream = firehose.DeliveryStream.fromDeliveryStreamArn(
    stack,
    'Stream',
    'arn:aws:firehose:us-east-1:123456789012:deliverystream/archive',
  );
  groupIn(stack, {
    slowLog: LogDelivery.toLogGroup(logGroup, LogDeliveryFormat.TEXT),
    engineLog: LogDelivery.toFirehose(stream),
  });

  expect(propertiesOf(stack, GROUP).LogDeliveryConfigurations).toEqual([
    {
      DestinationType: 'cloudwatch-logs',
      DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'mine' } },
      LogFormat: 'text',
      LogType: 'slow-log',
    },
    {
      DestinationType: 'kinesis-firehose',
      DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'archive' } },
      LogFormat: 'json',
      LogType: 'engine-log',
    },
  ]);
});

test('adds a warning for an imported key, whose policy cannot be changed', () => {
  const encryptionKey = kms.Key.fromKeyArn(
    stack,
    'Key',
    'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  );
  groupIn(stack, { slowLog: LogDelivery.toNewLogGroup({ encryptionKey }) });

  expect(annotationsOf(stack, 'warning')).toContainEqual(
    expect.stringMatching(
      /^'encryptionKey' of the log group .*\/slow-log is imported, .*allow the service principal logs\.amazonaws\.com to perform the actions/,
    ),
  );
});

test('allows CloudWatch Logs to use an L1 key', () => {
  const encryptionKey = new kms.CfnKey(stack, 'Key', { keyPolicy: { Version: '2012-10-17', Statement: [] } });
  groupIn(stack, { slowLog: LogDelivery.toNewLogGroup({ encryptionKey }) });

  expect(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy.Statement).toEqual([
    expect.objectContaining({ Principal: { Service: 'logs.amazonaws.com' } }),
  ]);
});

test.each([
  ['a policy', undefined],
  ['statements in its policy', {}],
  ['a list of statements', { Version: '2012-10-17', Statement: { Effect: 'Allow' } }],
])('does not replace the default policy of an L1 key without %s, but adds a warning', (_description, keyPolicy) => {
  stack = emptyStackWithoutCfnValidation();
  const encryptionKey = new kms.CfnKey(stack, 'Key', { keyPolicy });
  groupIn(stack, { slowLog: LogDelivery.toNewLogGroup({ encryptionKey }) });

  expect(encryptionKey.keyPolicy).toEqual(keyPolicy);
  expect(annotationsOf(stack, 'warning')).toContainEqual(
    expect.stringMatching(
      /^'encryptionKey' of the log group .*\/slow-log is an L1 construct without a list of statements in 'keyPolicy', .*allow the service principal logs\.amazonaws\.com to perform the actions .*\[ack: cdk-elasticache::LogDelivery\.KeyPolicyNotUpdated\]$/,
    ),
  );
});

test('adds a warning for a key without a policy in the app', () => {
  const encryptionKey = kms.CfnKey.fromKeyArn(
    stack,
    'Key',
    'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  );
  groupIn(stack, { slowLog: LogDelivery.toNewLogGroup({ encryptionKey }) });

  expect(annotationsOf(stack, 'warning')).toContainEqual(
    expect.stringContaining('[ack: cdk-elasticache::LogDelivery.KeyPolicyNotUpdated]'),
  );
});

test('fails with a removal policy that log groups do not have', () => {
  const log = LogDelivery.toNewLogGroup({ removalPolicy: RemovalPolicy.SNAPSHOT });

  expect(errorsOf(() => groupIn(stack, { slowLog: log, engineLog: log }))).toEqual(
    ['slowLog', 'engineLog'].map(
      (prop) =>
        `'${prop}' must not have the 'removalPolicy' RemovalPolicy.SNAPSHOT, because CloudFormation does not create snapshots of log groups. Set 'removalPolicy' to RemovalPolicy.RETAIN or RemovalPolicy.DESTROY.`,
    ),
  );
});
