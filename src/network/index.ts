export { Endpoint } from './endpoint';
export { IpDiscovery, NetworkType } from './network-type';
export { KmsKeyIdentifier } from './kms-key-identifier';
export type { ISubnetGroup, SubnetGroupProps } from './subnet-group';
export { SubnetGroup } from './subnet-group';
export { TransitEncryption } from './transit-encryption';
