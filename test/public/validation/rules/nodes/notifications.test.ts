import { checkGroup } from '../replication-group/group';

test('accepts a standard topic', () => {
  expect(checkGroup({ NotificationTopicArn: 'arn:aws:sns:us-east-1:123456789012:events' })).toEqual([]);
});

test.each(['events', 'arn:aws:sqs:us-east-1:123456789012:events', 'arn:aws:sns:us-east-1:events'])(
  'fails with %s, which is not the ARN of a topic',
  (NotificationTopicArn) => {
    expect(checkGroup({ NotificationTopicArn })).toEqual([
      `ReplicationGroup.TopicArnInvalid: 'NotificationTopicArn' but got "${NotificationTopicArn}"`,
    ]);
  },
);

test('fails with a FIFO topic', () => {
  expect(checkGroup({ NotificationTopicArn: 'arn:aws:sns:us-east-1:123456789012:events.fifo' })).toEqual([
    "ReplicationGroup.TopicIsFifo: 'NotificationTopicArn' but got arn:aws:sns:us-east-1:123456789012:events.fifo",
  ]);
});
