import { DISCONTINUED_NODE_FAMILIES, NODE_TYPES } from '../../../src/service-data/node-types';
import { NodeFamily, NodeSize, NodeType } from 'cdk-elasticache';

test.each(Object.keys(NODE_TYPES))('has members for the family and the size of %s', (name) => {
  const [, family, size] = name.split('.');

  const nodeType = NodeType.of(family as NodeFamily, size as NodeSize);

  expect(Object.values(NodeFamily)).toContain(family);
  expect(Object.values(NodeSize)).toContain(size);
  expect([nodeType.cacheNodeType, nodeType.toString(), nodeType.family, nodeType.size]).toEqual([
    name,
    name,
    family,
    size,
  ]);
});

test('has no members for families and sizes that no node type has', () => {
  const names = Object.keys(NODE_TYPES).map((name) => name.split('.'));

  expect(Object.values(NodeFamily)).toEqual([...new Set(names.map(([, family]) => family))]);
  expect(Object.values(NodeSize).sort()).toEqual([...new Set(names.map(([, , size]) => size))].sort());
});

test('discontinued families have no specifications', () => {
  expect(DISCONTINUED_NODE_FAMILIES.map((family) => NodeType.fromName(`cache.${family}.large`).memoryGib)).toEqual(
    DISCONTINUED_NODE_FAMILIES.map(() => undefined),
  );
});
