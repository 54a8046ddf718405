/** What a cluster mode becomes in CloudFormation. */
export interface RenderedClusterMode {
  readonly clusterMode: string;
  readonly numNodeGroups: number;
  readonly replicasPerNodeGroup?: number;
  readonly nodeGroupConfiguration?: {
    nodeGroupId: string;
    slots?: string;
    replicaCount: number;
    primaryAvailabilityZone?: string;
    replicaAvailabilityZones?: string[];
  }[];
}
