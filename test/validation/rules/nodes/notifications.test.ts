import { checkGroup } from '../replication-group/group';

test('accepts a standard topic', () => {
  expect(checkGroup({ NotificationTopicArn: 'arn:aws:sns:us-east-1:123456789012:events' })).toEqual([]);
});

test.each(['events', 'arn:aws:sqs:us-east-1:123456789012:events', 'arn:aws:sns:us-east-1:events'])(
  'fails with %s, which is not the ARN of a topic',
  (NotificationTopicArn) => {
    expect(checkGroup({ NotificationTopicArn })).toEqual([
      `'NotificationTopicArn' must be the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:events, got "${NotificationTopicArn}"`,
    ]);
  },
);

test('fails with a FIFO topic', () => {
  expect(checkGroup({ NotificationTopicArn: 'arn:aws:sns:us-east-1:123456789012:events.fifo' })).toEqual([
    "'NotificationTopicArn' must be a standard topic, got the FIFO topic arn:aws:sns:us-east-1:123456789012:events.fifo; ElastiCache does not send to it, so use another topic",
  ]);
});
