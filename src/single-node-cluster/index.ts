export type { ISingleNodeCluster, SingleNodeClusterAttributes } from './single-node-cluster';
export { SingleNodeCluster } from './single-node-cluster';
