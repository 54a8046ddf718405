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
    [false, 'false'],
    [undefined, 'nothing'],
  ])('fails when it is %s for nodes with an SSD', (DataTieringEnabled, got) => {
    expect(checkGroup({ DataTieringEnabled }, TIERED)).toEqual([
      `'DataTieringEnabled' must be true for cache.r6gd.xlarge, got ${got}; turn it on, or choose for example cache.r8g.xlarge`,
    ]);
  });

  test('fails when it is enabled for nodes without an SSD', () => {
    expect(checkGroup({ DataTieringEnabled: true })).toEqual([
      "'DataTieringEnabled' needs nodes of r6gd, got cache.r7g.large; choose for example cache.r6gd.xlarge",
    ]);
  });

  test('fails when the engine version does not support it', () => {
    expect(checkGroup({ Engine: 'redis', EngineVersion: '6.0' }, TIERED)).toEqual([
      "'CacheNodeType' cache.r6gd.xlarge needs Redis OSS 6.2 or later, got 6.0; raise 'EngineVersion', or choose for example cache.r6g.xlarge",
    ]);
    expect(checkGroup({ Engine: 'redis', EngineVersion: '6.0', CacheNodeType: { Ref: 'Type' } }, TIERED)).toEqual([
      "'DataTieringEnabled' needs Valkey 7.2 or Redis OSS 6.2 or later, got Redis OSS 6.0; raise 'EngineVersion', or leave 'DataTieringEnabled' out",
    ]);
  });
});
