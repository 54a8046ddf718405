import { validateTemplate } from '../../../src/validation/validate-template';
import { emptyStack } from '../../public/stacks';
import { GROUP } from '../../public/validation/rules/replication-group/group';

const createStack = (region: string) => emptyStack('Stack', { account: '111122223333', region });

test.each([
  ['a topic of the account', 'arn:aws:sns:us-east-1:111122223333:events', []],
  ['a value that is not the ARN of a topic', 'events', ['ReplicationGroup.TopicArnInvalid']],
])('does not reject the account of %s', (_title, topicArn, ruleIds) => {
  const stack = createStack('us-east-1');
  const template = {
    Resources: {
      Group: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: { ...GROUP, NotificationTopicArn: topicArn },
      },
    },
  };

  expect(validateTemplate(template, stack).map(({ ruleId }) => ruleId)).toEqual(ruleIds);
});
