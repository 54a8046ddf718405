import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CfnCacheCluster } from 'aws-cdk-lib/aws-elasticache';
import type { Programs } from './program';
import { role, securityGroup } from './program';
import { CacheWidgets, RecommendedAlarms, SingleNodeCluster, SingleNodeClusterMetrics } from 'cdk-elasticache';

/** Single Redis OSS nodes in another stack than the construct that uses them. */
export const SINGLE_NODES: Programs = {
  'grant of a single node': {
    covers: [
      'SingleNodeCluster.fromClusterName()',
      'SingleNodeCluster.fromCfnCacheCluster(cfnCacheCluster)',
      'SingleNodeCluster.fromCfnCacheCluster()',
      'ISingleNodeCluster.grant(grantee)',
    ],
    create: ({ cache, other }) => {
      const grantee = role(other);
      const cluster = new CfnCacheCluster(cache, 'Cluster', {
        clusterName: 'carts',
        engine: 'redis',
        cacheNodeType: 'cache.t4g.micro',
        numCacheNodes: 1,
      });
      SingleNodeCluster.fromCfnCacheCluster(cluster).grant(grantee, 'elasticache:ModifyCacheCluster');
      SingleNodeCluster.fromClusterName(cache, 'Imported', 'sessions').grant(grantee, 'elasticache:RebootCacheCluster');
    },
  },
  'recommended alarms of a single node': {
    covers: [
      'ISingleNodeCluster.addRecommendedAlarms()',
      'RecommendedAlarms.forSingleNodeCluster(cluster)',
      'RecommendedAlarms.forSingleNodeCluster()',
    ],
    requires: { alarm: 'RecommendedAlarms' },
    create: ({ cache, other }) => {
      const cluster = SingleNodeCluster.fromClusterName(cache, 'Cluster', 'carts');
      RecommendedAlarms.forSingleNodeCluster(other, 'Alarms', cluster);
      SingleNodeCluster.fromClusterName(other, 'Cluster2', 'sessions').addRecommendedAlarms();
    },
  },
  'dashboard of a single node': {
    covers: ['CacheWidgets.fromSingleNodeCluster(cluster)', 'SingleNodeClusterMetrics.fromCacheCluster(cluster)'],
    create: ({ cache, other }) => {
      const cluster = SingleNodeCluster.fromClusterName(cache, 'Cluster', 'carts');
      const left = [SingleNodeClusterMetrics.fromCacheCluster(cluster).evictions()];
      new cloudwatch.Dashboard(other, 'Dashboard', {
        widgets: [[...CacheWidgets.fromSingleNodeCluster(cluster).all(), new cloudwatch.GraphWidget({ left })]],
      });
    },
  },
  'single node that is imported with the VPC and a security group of another stack': {
    covers: [
      'SingleNodeCluster.fromSingleNodeClusterAttributes()',
      'SingleNodeClusterAttributes.securityGroups',
      'SingleNodeClusterAttributes.vpc',
    ],
    create: (scopes) =>
      SingleNodeCluster.fromSingleNodeClusterAttributes(scopes.cache, 'Cluster', {
        clusterName: 'carts',
        vpc: scopes.otherVpc,
        securityGroups: [securityGroup(scopes)],
      }),
  },
};
