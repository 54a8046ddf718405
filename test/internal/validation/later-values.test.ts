import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { hasAttributeOverride, hasPropertyOverride } from '../../../src/validation/later-values';
import { emptyStack } from '../../public/stacks';

const createCache = () =>
  new CfnServerlessCache(emptyStack(), 'Cache', { engine: 'valkey', serverlessCacheName: 'carts' });

test('finds overrides of properties and attributes', () => {
  const cache = createCache();
  cache.addPropertyOverride('FinalSnapshotName', 'last');
  cache.addOverride('UpdatePolicy.UseOnlineResharding', true);

  expect(hasPropertyOverride(cache, 'FinalSnapshotName')).toBe(true);
  expect(hasPropertyOverride(cache, 'Description')).toBe(false);
  expect(hasAttributeOverride(cache, 'UpdatePolicy')).toBe(true);
  expect(hasAttributeOverride(cache, 'Condition')).toBe(false);
});

test('finds no overrides if a version of aws-cdk-lib stores them elsewhere', () => {
  const cache = createCache();
  delete (cache as unknown as { rawOverrides?: object }).rawOverrides;

  expect(hasPropertyOverride(cache, 'FinalSnapshotName')).toBe(false);
  expect(hasAttributeOverride(cache, 'UpdatePolicy')).toBe(false);
});
