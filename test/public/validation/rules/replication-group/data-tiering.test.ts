import { GROUP, checkGroup } from './group';

describe('data tiering', () => {
  const TIERED = { ...GROUP, CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true };

  test('is enabled for nodes with an SSD', () => {
    expect([
      checkGroup({}, TIERED),
      checkGroup({ DataTieringEnabled: false }),
      checkGroup({ DataTieringEnabled: { Ref: 'Tiering' } }, TIERED),
    ]).toEqual([[], [], []]);
  });

  test.each([
    [false, ' but got false'],
    [undefined, ''],
  ])('fails when it is %s for nodes with an SSD', (DataTieringEnabled, value) => {
    expect(checkGroup({ DataTieringEnabled }, TIERED)).toEqual([
      `ReplicationGroup.DataTieringRequired: 'DataTieringEnabled'${value}`,
    ]);
  });

  test('fails when it is enabled for nodes without an SSD', () => {
    expect(checkGroup({ DataTieringEnabled: true })).toEqual([
      "ReplicationGroup.DataTieringUnsupportedByNodeType: 'DataTieringEnabled' but got cache.r7g.large",
    ]);
  });

  test('fails when the engine version does not support it', () => {
    expect(checkGroup({ Engine: 'redis', EngineVersion: '6.0' }, TIERED)).toEqual([
      "ReplicationGroup.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Redis OSS 6.0",
    ]);
    expect(checkGroup({ Engine: 'redis', EngineVersion: '6.0', CacheNodeType: { Ref: 'Type' } }, TIERED)).toEqual([
      "ReplicationGroup.DataTieringUnsupportedByVersion: 'DataTieringEnabled' but got Redis OSS 6.0",
    ]);
  });
});
