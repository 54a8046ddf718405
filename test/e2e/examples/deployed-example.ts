import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Tags } from 'aws-cdk-lib';
import { FOLDER } from './parts';
import { assumeRole } from '../driver/aws';
import { bootstrap, deployed, destroy } from '../driver/cdk';
import type { Client, Login } from '../driver/clients';
import { CLIENTS, login, NOT_LET_IN, refusal } from '../driver/clients';
import type { DeployedCache, DeployedUser } from '../driver/deployed-app';
import { DeployedApp } from '../driver/deployed-app';
import { setting } from '../driver/settings';

/** The app of an example, as it is or with a tag more on everything that can have tags. */
function appOf(example: string, release?: string): App {
  const app: App = jest.requireActual(join(FOLDER, example, 'app.ts')).app();
  if (release) { Tags.of(app).add('release', release); }
  return app;
}

/** The life of each example: deployed, used, updated, destroyed. */
export function deployExamples(examples: readonly string[]) {
  describe.each(examples)('%s', example => {
    let caches: DeployedCache[];
    let roles: string[];

    test('is deployed', async () => {
      const regions = new Set(appOf(example).synth().stacks.map(({ environment: { region } }) => region).filter(region => !/unknown/.test(region)));
      for (const region of regions) {
        if (region !== setting.region) { await bootstrap(region); }
      }
      await expect(deployed(appOf(example))).resolves.toBeDefined();

      const made = await DeployedApp.of(appOf(example));
      caches = await made.caches();
      roles = made.rolesThatMayConnect();
    });

    test('lets its users in, and nobody else', async () => {
      for (const cache of caches) {
        if (!cache.users) { continue; }
        for (const user of cache.users.filter(({ accessString, mode }) => /^on\b/.test(accessString) && (mode !== 'iam' || roles.length > 0))) {
          const client = await enter(cache, user, roles);
          client.close();
        }
        for (const name of CLIENTS) {
          const { host, port, tls } = cache;
          expect(await refusal(name, { host, port, tls, username: cache.users[0].name, password: 'not-the-password-0' })).toMatch(NOT_LET_IN);
        }
      }
    });

    test('is updated without being replaced', async () => {
      await expect(deployed(appOf(example, '2'))).resolves.toBeDefined();

      expect(await (await DeployedApp.of(appOf(example))).caches()).toEqual(caches);
    });

    test('is destroyed', async () => {
      await expect(destroy(appOf(example))).resolves.toBeUndefined();
    });
  });
}

/** Logs in as the user: with its password, or as one of the roles that may. */
async function enter(cache: DeployedCache, { name: username, mode, password }: DeployedUser, roles: readonly string[]): Promise<Client> {
  const to: Login = { host: cache.host, port: cache.port, tls: cache.tls, username };
  if (mode !== 'iam') { return login('ioredis', { ...to, password }); }
  const credentials = await assumeRole(roles[0]);
  return login('valkey-glide', { ...to, iam: { ...credentials, cacheName: cache.name } });
}
