import { propertyInjectable } from '../../../src/private/property-injection';
import { SubnetGroup } from 'cdk-elasticache';

test('the decorator keeps the name of the class, which errors contain', () => {
  class SessionStore extends SubnetGroup {}

  expect(propertyInjectable(SessionStore).name).toBe('SessionStore');
});
