import { installedEngines, requiredEngines, startEngine } from '.';

test.each(requiredEngines())('%s is installed', (name) => {
  expect(installedEngines()).toContain(name);
});

test.each(installedEngines())('%s runs the version in its name, and stops', async (name) => {
  const engine = await startEngine(name, ['--maxmemory-policy', 'allkeys-lru']);

  expect(`${name.split('-')[0]}-${engine.version}`).toContain(name);
  expect(await engine.connection.call('CONFIG', 'GET', 'maxmemory-policy')).toEqual([
    'maxmemory-policy',
    'allkeys-lru',
  ]);

  await engine.stop();
  await expect(engine.connection.call('PING')).rejects.toThrow();
});
