import { Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Stack } from 'aws-cdk-lib/core';
import { synthesize } from '../templates';
import { AccessControl, PasswordUser, ServerlessCache, UserGroup } from 'cdk-elasticache';

test('the password and URL variables of a container have the prefix of its connection', () => {
  const stack = new Stack();
  const vpc = new Vpc(stack, 'Vpc');
  const user = new PasswordUser(stack, 'User', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) });
  const cache = new ServerlessCache(stack, 'Cache', {
    vpc,
    userGroup: new UserGroup(stack, 'Users', { users: [user] }),
  });
  const task = new FargateTaskDefinition(stack, 'Task');
  const container = task.addContainer('App', { image: ContainerImage.fromRegistry('app') });

  cache.connectAs(user, container, {
    connectable: new SecurityGroup(stack, 'Clients', { vpc }),
    environmentPrefix: 'CARTS',
  });

  synthesize(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      Match.objectLike({
        Secrets: [Match.objectLike({ Name: 'CARTS_PASSWORD' }), Match.objectLike({ Name: 'CARTS_URL' })],
      }),
    ],
  });
});
