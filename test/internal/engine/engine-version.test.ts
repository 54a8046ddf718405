import { ENGINE_VERSIONS, FEATURES_SINCE } from '../../../src/service-data/engine-versions';
import { formatMemberName } from '../../public/member-names';
import { EngineVersion } from 'cdk-elasticache';

const members = Object.entries(EngineVersion).filter(
  (entry): entry is [string, EngineVersion] => entry[1] instanceof EngineVersion,
);

const offered = Object.entries(ENGINE_VERSIONS).flatMap(([engine, versions]) =>
  Object.entries(versions).map(([version, { family }]) => ({ engine, version, family })),
);

test('has a member for every version that ElastiCache offers', () => {
  expect(
    members.map(([name, { engineType, version, parameterGroupFamily: family }]) => ({
      name,
      engine: engineType,
      version,
      family,
    })),
  ).toEqual(
    offered.map(({ engine, version, family }) => ({
      name: formatMemberName(engine, version),
      engine,
      version,
      family,
    })),
  );
});

const features = {
  supportsTransitEncryption: 'inTransitEncryption',
  supportsTransitEncryptionChange: 'tlsChangeInPlace',
  supportsAtRestEncryption: 'atRestEncryption',
  supportsAuthToken: 'authToken',
  supportsUserGroups: 'rbacUserGroups',
  supportsIamAuthentication: 'iamAuthentication',
  supportsClusterMode: 'clusterMode',
  supportsClusterModeChange: 'clusterModeChangeInPlace',
  supportsOnlineResharding: 'onlineResharding',
  supportsAutomaticFailover: 'multiAzAutomaticFailover',
  supportsGlobalDatastore: 'globalDatastore',
  supportsAutoScaling: 'autoScalingShardsReplicas',
  supportsAutoScalingWithDataTiering: 'autoScalingWithDataTiering',
  supportsDataTiering: 'dataTiering',
  supportsDurability: 'durability',
  supportsJson: 'json',
  supportsBloomFilters: 'bloomFilters',
  supportsVectorSearch: 'vectorSearch',
  supportsFullTextSearch: 'fullTextHybridSearch',
  supportsHashFieldExpiration: 'hashFieldExpiration',
  supportsDatabasesInClusterMode: 'multipleDatabasesInClusterMode',
  supportsDatabasePermissions: 'databasePermissions',
  supportsFunctions: 'functionsShardedPubSubAclV2',
  supportsSlowLog: 'slowLogDelivery',
  supportsEngineLog: 'engineLogDelivery',
  supportsIpv6: 'ipv6DualStack',
  supportsAutoMinorVersionUpgrade: 'autoMinorVersionUpgrade',
} as const;

test.each(Object.entries(features))('%s matches the table', (name, feature) => {
  const getter = name as keyof typeof features;

  expect(members.map(([, version]) => version[getter])).toEqual(
    members.map(([, version]) => version._supports(feature)),
  );
  expect(EngineVersion.of('future', '1.0')[getter]).toBeUndefined();
});

test('has a property for every feature of the table', () => {
  expect(new Set(Object.values(features))).toEqual(new Set(Object.keys(FEATURES_SINCE)));
});
