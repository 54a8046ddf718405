import * as fs from 'fs';
import * as path from 'path';
import { renderDashboard } from './render-dashboard';
import { parseDashboardBody } from '../../public/monitoring/dashboard-body';
import { emptyStack, importVpc } from '../../public/stacks';
import {
  Authentication,
  CacheDashboard,
  ClusterMode,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ServerlessCache,
} from 'cdk-elasticache';

const PICTURE = path.join(__dirname, '..', '..', '..', 'docs', 'images', 'dashboard.svg');

test('the dashboard matches the picture in the docs', () => {
  const stack = emptyStack('Stack', { account: '123456789012', region: 'eu-west-1' });
  const carts = new ServerlessCache(stack, 'Carts', {
    vpc: importVpc(stack, 'CartsVpc'),
    serverlessCacheName: 'carts',
  });
  const sessions = new ReplicationGroup(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    authentication: Authentication.none(),
    clusterMode: ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 }),
  });
  new CacheDashboard(stack, 'Dashboard', { caches: [carts, sessions] });

  const picture = renderDashboard(parseDashboardBody(stack));
  if (process.env.UPDATE_PICTURES) {
    fs.writeFileSync(PICTURE, picture);
  }

  expect(fs.readFileSync(PICTURE, 'utf8')).toBe(picture);
});
