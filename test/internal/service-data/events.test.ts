import { SERVERLESS_EVENTS } from '../../../src/service-data/events';
import { ServerlessCacheEventType } from 'cdk-elasticache';

test('ServerlessCacheEventType contains all events of the service data', () => {
  expect(Object.values(ServerlessCacheEventType).map(String).sort()).toEqual(Object.keys(SERVERLESS_EVENTS).sort());
});
