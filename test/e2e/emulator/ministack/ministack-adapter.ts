import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorContext } from '../emulator-context';
import { EngineValidator } from '../engines/engine-validator';
import { CacheClusters } from '../resources/cache-clusters';
import { ElastiCacheApi } from '../resources/elasticache-api';
import { GlobalReplicationGroups } from '../resources/global-replication-groups';
import { ParameterGroups } from '../resources/parameter-groups';
import { ReplicationGroups, ReplicationGroupSnapshots } from '../resources/replication-groups';
import type { ResourceProvider } from '../resources/resource-provider';
import { resolveUpdateStrategy, getPrimaryIdentifiers, findSchemaErrors } from '../resources/resource-schema';
import { ServerlessCaches, ServerlessCacheSnapshots } from '../resources/serverless-caches';
import { Snapshots } from '../resources/snapshots';
import { createStubProvider } from '../resources/stub-provider';
import { SubnetGroups } from '../resources/subnet-groups';
import { UserGroups } from '../resources/user-groups';
import { Users } from '../resources/users';

/** The operations that the stack deployments of MiniStack request. */
interface AdapterRequest {
  readonly operation: 'api' | 'validate' | 'compare' | 'identifiers' | 'import' | 'create' | 'update' | 'delete';
  readonly type: string;
  readonly region: string;
  readonly account: string;
  readonly properties: any;
  readonly oldProperties: any;
  readonly updatePolicy?: any;
  readonly physicalId: string;
  readonly logicalId: string;
  /** Whether a final snapshot is created on deletion. */
  readonly snapshot: boolean;
  /** The types whose identifiers are requested. */
  readonly types: string[];
  /** The body of a request to the ElastiCache API. */
  readonly query: string;
}

/** An HTTP server that provides the resources of ElastiCache to the stack deployments of MiniStack. */
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
    this.api = createApi({ users, serverlessCaches, replicationGroups, cacheClusters });
    this.server = createServer((request, response) => this.respond(request, response));
  }

  public async listen() {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  public close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** A GET request returns the logins by IAM, a POST request runs an operation. Errors are returned as `{ error }`. */
  private respond(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', () => {
        const result =
          request.method === 'GET'
            ? Promise.resolve(this.context.iamLogins)
            : this.handle(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        void result
          .catch((error) => ({ error: error instanceof Error ? error.message : String(error) }))
          .then((body) => {
            response.setHeader('content-type', 'application/json').end(JSON.stringify(body ?? {}));
          });
      });
  }

  private async handle(request: AdapterRequest): Promise<unknown> {
    const { operation, type, properties, oldProperties, physicalId, region, account } = request;
    const environment = { region, account };
    switch (operation) {
      case 'api':
        return this.api.handle(region, request.query);
      case 'validate':
        return validateProperties(type, properties);
      case 'compare':
        return {
          strategy: resolveUpdateStrategy(type, { properties, oldProperties, policy: request.updatePolicy }),
        };
      case 'identifiers':
        return getPrimaryIdentifiers(request.types);
      case 'import': {
        const provider = this.findProvider(type);
        if (!provider.import) {
          throw new Error(`imports of ${type} are not emulated`);
        }
        return provider.import(environment, physicalId, properties);
      }
      case 'create':
        return this.findProvider(type).create(environment, properties, request.logicalId);
      case 'update':
        return this.findProvider(type).update(environment, physicalId, properties, oldProperties);
      case 'delete':
        return this.findProvider(type).delete(environment, physicalId, properties, request.snapshot);
      default:
        throw new Error(`unknown operation ${operation}`);
    }
  }

  private findProvider(type: string): ResourceProvider {
    if (!this.providers[type] && /^AWS::ElastiCache::/.test(type)) {
      throw new Error(`Unrecognized resource types: [${type}]`);
    }
    return this.providers[type] ?? createStubProvider(type);
  }
}

function validateProperties(type: string, properties: any): object {
  const errors = findSchemaErrors(type, properties);
  if (errors.length > 0) {
    throw new Error(`Properties validation failed for resource with message: ${errors.join('; ')}`);
  }
  return {};
}

/** Creates the ElastiCache API over the resources that CloudFormation has created. */
function createApi(resources: {
  readonly users: Users;
  readonly serverlessCaches: ServerlessCaches;
  readonly replicationGroups: ReplicationGroups;
  readonly cacheClusters: CacheClusters;
}): ElastiCacheApi {
  const { users, serverlessCaches, replicationGroups, cacheClusters } = resources;
  return new ElastiCacheApi(
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
      ModifyUser: (environment, query) =>
        users.modify(environment, query.get('UserId')!, getListItems(query, 'Passwords')),
      RebootCacheCluster: (environment, query) =>
        cacheClusters.registry
          .get(environment, query.get('CacheClusterId')!)
          .reboot(getListItems(query, 'CacheNodeIdsToReboot')),
      ModifyReplicationGroup: (environment, query) =>
        replicationGroups.registry.get(environment, query.get('ReplicationGroupId')!).modify({
          authToken: query.get('AuthToken') ?? undefined,
          strategy: query.get('AuthTokenUpdateStrategy') ?? undefined,
          userGroupIds: getListItems(query, 'UserGroupIdsToAdd'),
        }),
    },
  );
}

/** Returns the items of a list parameter. */
function getListItems(query: URLSearchParams, name: string): string[] {
  return [...query].filter(([key]) => key.startsWith(`${name}.`)).map(([, value]) => value);
}
