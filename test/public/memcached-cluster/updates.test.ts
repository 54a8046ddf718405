import { emptyStack, importVpc } from '../stacks';
import { MemcachedCluster, NodeFamily, NodeSize, NodeType } from 'cdk-elasticache';

test('adds alarms and widgets for all nodes', () => {
  const stack = emptyStack();
  const cluster = new MemcachedCluster(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    nodeCount: 12,
  });

  const alarms = cluster.addRecommendedAlarms().named('cpu');

  expect(alarms.map(({ node }) => node.id)).toEqual(['cpu-0001', 'cpu-0011']);
  expect(cluster.widgets.all()).toHaveLength(4);
});
