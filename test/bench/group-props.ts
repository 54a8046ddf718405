/** The properties of the replication groups in all libraries. */
export const GROUP_PROPS = {
  engine: 'valkey',
  engineVersion: '8.1',
  cacheNodeType: 'cache.r7g.large',
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  transitEncryptionMode: 'required',
  autoMinorVersionUpgrade: true,
  snapshotRetentionLimit: 1,
};
