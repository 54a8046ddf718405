import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Tags } from 'aws-cdk-lib';
import { useBy } from './client-tests';
import { FOLDER } from './example-groups';
import { bootstrap, deployed, destroy } from '../driver/cdk';
import { CLIENTS } from '../driver/clients';
import type { DeployedCache } from '../driver/deployed-app';
import { DeployedApp } from '../driver/deployed-app';
import { setting } from '../driver/settings';

/** The app of an example, as it is or with a tag more on everything that can have tags. */
function appOf(example: string, release?: string): App {
  const app: App = jest.requireActual(join(FOLDER, example, 'app.ts')).app();
  if (release) {
    Tags.of(app).add('release', release);
  }
  return app;
}

/** What the templates say of an example before it is deployed. */
function promisesOf(example: string): { caches: number; readers: boolean; regions: boolean; shards: boolean } {
  const resources = appOf(example)
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

/** The life of each example: deployed, used, updated, destroyed. */
export function deployExamples(examples: readonly string[]) {
  describe.each(examples)('%s', (example) => {
    const promised = promisesOf(example);
    let caches: DeployedCache[];

    test('is deployed', async () => {
      const regions = new Set(
        appOf(example)
          .synth()
          .stacks.map(({ environment: { region } }) => region)
          .filter((region) => !/unknown/.test(region)),
      );
      for (const region of regions) {
        if (region !== setting.region) {
          await bootstrap(region);
        }
      }
      await expect(deployed(appOf(example))).resolves.toBeDefined();

      caches = await (await DeployedApp.of(appOf(example))).caches();
      expect(caches).toHaveLength(promised.caches);
    });

    if (promised.caches > 0) {
      useBy(CLIENTS, () => caches, promised);
    }

    test('is updated without being replaced', async () => {
      await expect(deployed(appOf(example, '2'))).resolves.toBeDefined();

      expect(await (await DeployedApp.of(appOf(example))).caches()).toEqual(caches);
    });

    test('is destroyed', async () => {
      await expect(destroy(appOf(example))).resolves.toBeUndefined();
    });
  });
}
