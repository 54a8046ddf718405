import { NODE_FAMILIES, NODE_TYPES } from '../../../../../src/service-data/node-types';
import { suggestNodeType } from '../../../../../src/validation/rules/nodes/node-type';
import { checkGroup } from '../../../../public/validation/rules/replication-group/group';
import { createTemplateView } from '../../views';

const checkNodeType = (CacheNodeType: unknown, properties: object = {}) => checkGroup({ CacheNodeType, ...properties });

const creatable = Object.keys(NODE_TYPES).filter((name) => !NODE_FAMILIES[name.split('.')[1]].discontinued);

test.each(creatable)('accepts %s', (name) => {
  expect(checkNodeType(name, { DataTieringEnabled: name.includes('r6gd') })).toEqual([]);
});

test('suggests no node type when none is suitable', () => {
  expect(suggestNodeType(createTemplateView({}), 'cache.m5.large', () => false)).toBe('another node type');
});
