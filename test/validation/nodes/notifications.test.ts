import { groupFaults } from '../replication-group/group';

test('a standard topic is told of events', () => {
  expect(groupFaults({ NotificationTopicArn: 'arn:aws:sns:us-east-1:123456789012:events' })).toEqual([]);
});

test.each(['events', 'arn:aws:sqs:us-east-1:123456789012:events', 'arn:aws:sns:us-east-1:events'])(
  'fails with what is no topic: %s',
  (NotificationTopicArn) => {
    expect(groupFaults({ NotificationTopicArn })).toEqual([
      `'NotificationTopicArn' must be the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:events, got "${NotificationTopicArn}"`,
    ]);
  },
);

test('fails with a FIFO topic', () => {
  expect(groupFaults({ NotificationTopicArn: 'arn:aws:sns:us-east-1:123456789012:events.fifo' })).toEqual([
    '\'NotificationTopicArn\' must be a standard topic, got the FIFO topic "arn:aws:sns:us-east-1:123456789012:events.fifo"; give another topic',
  ]);
});
