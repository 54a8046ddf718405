import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CacheClusters } from './cache-clusters';
import { Api } from './elasticache-api';
import type { World } from './emulator-context';
import { Judge } from './engine-validator';
import { GlobalGroups } from './global-replication-groups';
import { ParameterGroups } from './parameter-groups';
import { recorded } from './recorded-resource';
import { ReplicationGroups, ReplicationGroupSnapshots } from './replication-groups';
import type { Provider } from './resource-provider';
import { howToUpdate, identifiersOf, schemaFaults } from './resource-schema';
import { ServerlessCaches, ServerlessCacheSnapshots } from './serverless-caches';
import { Snapshots } from './snapshots';
import { SubnetGroups } from './subnet-groups';
import { UserGroups } from './user-groups';
import { Users } from './users';

/**
 * Answers what MiniStack's deployments ask: is this right, how does it change, make it, change it, delete it, take it
 * as it is.
 */
export class Bridge {
  public url = '';
  private readonly server: Server;
  private readonly providers: Record<string, Provider>;
  private readonly api: Api;

  constructor(private readonly world: World) {
    const judge = new Judge(world);
    const users = new Users(judge);
    const groups = new UserGroups(users);
    const parameters = new ParameterGroups(judge);
    const subnets = new SubnetGroups();
    const snapshots = new Snapshots(world);
    const serverlessCaches = new ServerlessCaches(world, groups, snapshots);
    const replicationGroups = new ReplicationGroups({ world, groups, parameters, subnets, snapshots });
    const cacheClusters = new CacheClusters({ world, parameters, subnets });
    this.providers = {
      'AWS::ElastiCache::User': users,
      'AWS::ElastiCache::UserGroup': groups,
      'AWS::ElastiCache::ParameterGroup': parameters,
      'AWS::ElastiCache::SubnetGroup': subnets,
      'AWS::ElastiCache::ServerlessCache': serverlessCaches,
      'AWS::ElastiCache::ServerlessCacheSnapshot': new ServerlessCacheSnapshots(serverlessCaches, snapshots),
      'AWS::ElastiCache::ReplicationGroup': replicationGroups,
      'AWS::ElastiCache::Snapshot': new ReplicationGroupSnapshots(replicationGroups, snapshots),
      'AWS::ElastiCache::GlobalReplicationGroup': new GlobalGroups(replicationGroups),
      'AWS::ElastiCache::CacheCluster': cacheClusters,
    };
    this.api = new Api(
      {
        DescribeServerlessCaches: { list: 'ServerlessCaches', member: 'member', of: serverlessCaches.caches },
        DescribeReplicationGroups: {
          list: 'ReplicationGroups',
          member: 'ReplicationGroup',
          of: replicationGroups.known,
        },
        DescribeCacheClusters: { list: 'CacheClusters', member: 'CacheCluster', of: cacheClusters.known },
        DescribeUsers: {
          list: 'Users',
          member: 'member',
          of: {
            in: () => [],
            find: (place, id) => users.known.find(place, id) && { describe: () => users.describe(id) },
          },
        },
      },
      {
        ModifyUser: (place, asked) => users.modify(place, asked.get('UserId')!, listed(asked, 'Passwords')),
        RebootCacheCluster: (place, asked) =>
          cacheClusters.known.get(place, asked.get('CacheClusterId')!).reboot(listed(asked, 'CacheNodeIdsToReboot')),
        ModifyReplicationGroup: (place, asked) =>
          replicationGroups.known.get(place, asked.get('ReplicationGroupId')!).modify({
            authToken: asked.get('AuthToken') ?? undefined,
            strategy: asked.get('AuthTokenUpdateStrategy') ?? undefined,
            userGroupIds: listed(asked, 'UserGroupIdsToAdd'),
          }),
      },
    );
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk) => chunks.push(chunk))
        .on('end', () => {
          const asked =
            request.method === 'GET'
              ? Promise.resolve(this.world.logins)
              : this.answer(JSON.parse(Buffer.concat(chunks).toString('utf8')));
          void asked
            .catch((error) => ({ error: error instanceof Error ? error.message : String(error) }))
            .then((answer) => {
              response.setHeader('content-type', 'application/json').end(JSON.stringify(answer ?? {}));
            });
        });
    });
  }

  public async listen() {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  public close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(message: any): Promise<unknown> {
    const { operation, type, properties, oldProperties, physicalId, logicalId, snapshot, region, account } = message;
    const place = { region, account };
    const provider = () => {
      if (!this.providers[type] && /^AWS::ElastiCache::/.test(type)) {
        throw new Error(`Unrecognized resource types: [${type}]`);
      }
      return this.providers[type] ?? recorded(type);
    };
    switch (operation) {
      case 'api':
        return this.api.answer(region, message.query);
      case 'check': {
        const faults = schemaFaults(type, properties);
        if (faults.length > 0) {
          throw new Error(`Properties validation failed for resource with message: ${faults.join('; ')}`);
        }
        return {};
      }
      case 'compare':
        return { how: howToUpdate(type, { properties, oldProperties, policy: message.policy }) };
      case 'identifiers':
        return identifiersOf(message.types);
      case 'adopt': {
        const adopting = provider();
        if (!adopting.adopt) {
          throw new Error(`imports of ${type} are not emulated`);
        }
        return adopting.adopt(place, physicalId, properties);
      }
      case 'create':
        return provider().create(place, properties, logicalId);
      case 'update':
        return provider().update(place, physicalId, properties, oldProperties);
      case 'delete':
        return provider().delete(place, physicalId, properties, snapshot);
      default:
        throw new Error(`unknown operation ${operation}`);
    }
  }
}

/** The items of a list in a query. */
function listed(asked: URLSearchParams, name: string): string[] {
  return [...asked].filter(([key]) => key.startsWith(`${name}.`)).map(([, value]) => value);
}
