import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CacheClusters } from './cache-clusters';
import { ElastiCacheApi } from './elasticache-api';
import type { EmulatorContext } from './emulator-context';
import { EngineValidator } from './engine-validator';
import { GlobalReplicationGroups } from './global-replication-groups';
import { ParameterGroups } from './parameter-groups';
import { createRecordingProvider } from './recorded-resource';
import { ReplicationGroups, ReplicationGroupSnapshots } from './replication-groups';
import type { ResourceProvider } from './resource-provider';
import { resolveUpdateStrategy, getPrimaryIdentifiers, findSchemaErrors } from './resource-schema';
import { ServerlessCaches, ServerlessCacheSnapshots } from './serverless-caches';
import { Snapshots } from './snapshots';
import { SubnetGroups } from './subnet-groups';
import { UserGroups } from './user-groups';
import { Users } from './users';

/**
 * Answers what MiniStack's deployments ask: is this right, how does it change, make it, change it, delete it, take it
 * as it is.
 */
export class MiniStackAdapter {
  public url = '';
  private readonly server: Server;
  private readonly providers: Record<string, ResourceProvider>;
  private readonly api: ElastiCacheApi;

  constructor(private readonly context: EmulatorContext) {
    const validator = new EngineValidator(context);
    const users = new Users(validator);
    const userGroups = new UserGroups(users);
    const parameterGroups = new ParameterGroups(validator);
    const subnetGroups = new SubnetGroups();
    const snapshots = new Snapshots(context);
    const serverlessCaches = new ServerlessCaches(context, userGroups, snapshots);
    const replicationGroups = new ReplicationGroups({ context, userGroups, parameterGroups, subnetGroups, snapshots });
    const cacheClusters = new CacheClusters({ context, parameterGroups, subnetGroups });
    this.providers = {
      'AWS::ElastiCache::User': users,
      'AWS::ElastiCache::UserGroup': userGroups,
      'AWS::ElastiCache::ParameterGroup': parameterGroups,
      'AWS::ElastiCache::SubnetGroup': subnetGroups,
      'AWS::ElastiCache::ServerlessCache': serverlessCaches,
      'AWS::ElastiCache::ServerlessCacheSnapshot': new ServerlessCacheSnapshots(serverlessCaches, snapshots),
      'AWS::ElastiCache::ReplicationGroup': replicationGroups,
      'AWS::ElastiCache::Snapshot': new ReplicationGroupSnapshots(replicationGroups, snapshots),
      'AWS::ElastiCache::GlobalReplicationGroup': new GlobalReplicationGroups(replicationGroups),
      'AWS::ElastiCache::CacheCluster': cacheClusters,
    };
    this.api = new ElastiCacheApi(
      {
        DescribeServerlessCaches: { list: 'ServerlessCaches', member: 'member', registry: serverlessCaches.registry },
        DescribeReplicationGroups: {
          list: 'ReplicationGroups',
          member: 'ReplicationGroup',
          registry: replicationGroups.registry,
        },
        DescribeCacheClusters: { list: 'CacheClusters', member: 'CacheCluster', registry: cacheClusters.registry },
        DescribeUsers: {
          list: 'Users',
          member: 'member',
          registry: {
            list: () => [],
            find: (environment, id) => users.registry.find(environment, id) && { describe: () => users.describe(id) },
          },
        },
      },
      {
        ModifyUser: (environment, answer) =>
          users.modify(environment, answer.get('UserId')!, getListItems(answer, 'Passwords')),
        RebootCacheCluster: (environment, answer) =>
          cacheClusters.registry
            .get(environment, answer.get('CacheClusterId')!)
            .reboot(getListItems(answer, 'CacheNodeIdsToReboot')),
        ModifyReplicationGroup: (environment, answer) =>
          replicationGroups.registry.get(environment, answer.get('ReplicationGroupId')!).modify({
            authToken: answer.get('AuthToken') ?? undefined,
            strategy: answer.get('AuthTokenUpdateStrategy') ?? undefined,
            userGroupIds: getListItems(answer, 'UserGroupIdsToAdd'),
          }),
      },
    );
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk) => chunks.push(chunk))
        .on('end', () => {
          const answer =
            request.method === 'GET'
              ? Promise.resolve(this.context.iamLogins)
              : this.answer(JSON.parse(Buffer.concat(chunks).toString('utf8')));
          void answer
            .catch((error) => ({ error: error instanceof Error ? error.message : String(error) }))
            .then((handle) => {
              response.setHeader('content-type', 'application/json').end(JSON.stringify(handle ?? {}));
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
    const environment = { region, account };
    const provider = () => {
      if (!this.providers[type] && /^AWS::ElastiCache::/.test(type)) {
        throw new Error(`Unrecognized resource types: [${type}]`);
      }
      return this.providers[type] ?? createRecordingProvider(type);
    };
    switch (operation) {
      case 'api':
        return this.api.handle(region, message.query);
      case 'check': {
        const errors = findSchemaErrors(type, properties);
        if (errors.length > 0) {
          throw new Error(`Properties validation failed for resource with message: ${errors.join('; ')}`);
        }
        return {};
      }
      case 'compare':
        return { how: resolveUpdateStrategy(type, { properties, oldProperties, policy: message.policy }) };
      case 'identifiers':
        return getPrimaryIdentifiers(message.types);
      case 'adopt': {
        const importer = provider();
        if (!importer.import) {
          throw new Error(`imports of ${type} are not emulated`);
        }
        return importer.import(environment, physicalId, properties);
      }
      case 'create':
        return provider().create(environment, properties, logicalId);
      case 'update':
        return provider().update(environment, physicalId, properties, oldProperties);
      case 'delete':
        return provider().delete(environment, physicalId, properties, snapshot);
      default:
        throw new Error(`unknown operation ${operation}`);
    }
  }
}

/** The items of a list in a query. */
function getListItems(asked: URLSearchParams, name: string): string[] {
  return [...asked].filter(([key]) => key.startsWith(`${name}.`)).map(([, value]) => value);
}
