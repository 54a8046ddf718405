import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { ServerlessCache } from 'cdk-elasticache';

const describeGroup = (id: string) => {
  const stack = emptyStack();
  new ServerlessCache(stack, id, { vpc: importVpc(stack) });
  return propertiesOf(stack, 'AWS::EC2::SecurityGroup').GroupDescription;
};

test('the description of a created security group names the cache', () => {
  expect(describeGroup('Sessions')).toBe('Security group for Sessions cache.');
});

test('the description has only characters that Amazon EC2 accepts', () => {
  expect(describeGroup('Café ☕ (1)')).toBe('Security group for Caf  (1) cache.');
});

test('the description has at most 255 characters', () => {
  expect(describeGroup('x'.repeat(300))).toHaveLength(255);
});
