import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Tags } from 'aws-cdk-lib';
import { defineClientTests } from './client-tests';
import { EXAMPLES_FOLDER } from './example-groups';
import { bootstrap, deploy, destroy } from '../driver/cdk';
import { CLIENTS } from '../driver/clients';
import type { DeployedCache } from '../driver/deployed-app';
import { DeployedApp } from '../driver/deployed-app';
import { settings } from '../driver/settings';

/** Creates the app of an example, optionally with an additional tag on all resources. */
function createExampleApp(example: string, release?: string): App {
  const app: App = jest.requireActual(join(EXAMPLES_FOLDER, example, 'app.ts')).app();
  if (release) {
    Tags.of(app).add('release', release);
  }
  return app;
}

/** Returns what the templates of an example contain. */
function resolveFeatures(example: string): { caches: number; readers: boolean; regions: boolean; shards: boolean } {
  const resources = createExampleApp(example)
    .synth()
    .stacks.flatMap(({ template }) => Object.values<any>(template.Resources));
  const serverless = resources.filter(({ Type }) => Type === 'AWS::ElastiCache::ServerlessCache');
  const groups = resources.filter(({ Type }) => Type === 'AWS::ElastiCache::ReplicationGroup');
  const sharded = groups.filter(({ Properties }) => Properties.ClusterMode === 'enabled');
  return {
    caches: serverless.length + groups.length,
    readers: serverless.length + groups.length > sharded.length,
    regions: groups.some(({ Properties }) => Properties.GlobalReplicationGroupId),
    shards: sharded.length > 0,
  };
}

/** Defines tests that deploy, use, update, and destroy each example. */
export function defineExampleTests(examples: readonly string[]) {
  describe.each(examples)('%s', (example) => {
    const features = resolveFeatures(example);
    let caches: DeployedCache[];

    test('deploys all stacks', async () => {
      const regions = new Set(
        createExampleApp(example)
          .synth()
          .stacks.map(({ environment: { region } }) => region)
          .filter((region) => !/unknown/.test(region)),
      );
      for (const region of regions) {
        if (region !== settings.region) {
          await bootstrap(region);
        }
      }
      await expect(deploy(createExampleApp(example))).resolves.toBeDefined();

      caches = await (await DeployedApp.load(createExampleApp(example))).findCaches();
      expect(caches).toHaveLength(features.caches);
    });

    if (features.caches > 0) {
      defineClientTests(CLIENTS, () => caches, features);
    }

    test('updates without replacing the caches', async () => {
      await expect(deploy(createExampleApp(example, '2'))).resolves.toBeDefined();

      expect(await (await DeployedApp.load(createExampleApp(example))).findCaches()).toEqual(caches);
    });

    test('destroys all stacks', async () => {
      await expect(destroy(createExampleApp(example))).resolves.toBeUndefined();
    });
  });
}
