import { MemcachedCluster, NodeType } from '../../src';
import { emptyStack, importVpc } from '../util';

test('alarms and widgets are those of the nodes', () => {
  const stack = emptyStack();
  const cluster = new MemcachedCluster(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.R7G_LARGE,
    nodes: 12,
  });

  expect(
    cluster
      .addRecommendedAlarms()
      .named('cpu')
      .map(({ node }) => node.id),
  ).toEqual(['cpu-0001', 'cpu-0011']);
  expect(cluster.widgets.all()).toHaveLength(4);
});
