import {
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import type { App } from 'aws-cdk-lib';
import { sendQueryRequest, getSecretValue } from './aws';
import { settings } from './settings';

/** A user of a deployed cache. */
export interface DeployedUser {
  readonly id: string;
  readonly name: string;
  readonly mode: 'iam' | 'password' | 'no-password-required';
  readonly accessString: string;
  /** The password from the secret of the user. */
  readonly password?: string;
  /** The role that can connect as this IAM user, undefined when there is none. */
  readonly role?: string;
}

/** A deployed cache and its users. */
export interface DeployedCache {
  readonly kind: 'serverlesscache' | 'replicationgroup';
  readonly name: string;
  readonly region: string;
  /** The engine and version, such as `valkey 8.0`, or `valkey 8` for a serverless cache. */
  readonly engine: string;
  readonly host: string;
  readonly port: number;
  /** The reader endpoint, which groups in cluster mode do not have. */
  readonly reader?: { readonly host: string; readonly port: number };
  readonly cluster: boolean;
  readonly shards: number;
  /** The number of replicas per shard. */
  readonly replicas: number;
  /** Whether the cache is a read-only secondary of a global datastore. */
  readonly secondary: boolean;
  readonly tls: boolean;
  /** The users, undefined without a user group. */
  readonly users?: readonly DeployedUser[];
  /** The AUTH token, undefined without one. */
  readonly token?: string;
}

interface Resource {
  readonly type: string;
  readonly region: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly properties: any;
}

/** The resources of a deployed app, from its templates and from AWS. */
export class DeployedApp {
  public static async load(app: App): Promise<DeployedApp> {
    const stacks = await Promise.all(
      app.synth().stacks.map(async ({ stackName, template, environment }) => {
        const region = /unknown/.test(environment.region) ? settings.region : environment.region;
        const answer = await sendQueryRequest(
          'cloudformation',
          '2010-05-15',
          { Action: 'DescribeStackResources', StackName: stackName },
          region,
        );
        const ids = new Map(
          [...answer.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member]) => {
            const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(member)?.[1] ?? '';
            return [field('LogicalResourceId'), field('PhysicalResourceId')];
          }),
        );
        return Object.entries<any>(template.Resources ?? {})
          .filter(([id]) => ids.has(id))
          .map(([logicalId, { Type, Properties }]) => ({
            type: Type as string,
            region,
            logicalId,
            physicalId: ids.get(logicalId)!,
            properties: resolveReferences(Properties ?? {}, ids),
          }));
      }),
    );
    return new DeployedApp(stacks.flat());
  }

  private constructor(public readonly resources: readonly Resource[]) {}

  public findResources(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Returns the caches for Valkey and Redis OSS. */
  public async findCaches(): Promise<DeployedCache[]> {
    const api = (region: string) => new ElastiCacheClient({ region });
    const serverless = this.findResources('AWS::ElastiCache::ServerlessCache').map(
      async ({ physicalId: name, properties, region }): Promise<DeployedCache> => {
        const { ServerlessCaches } = await api(region).send(
          new DescribeServerlessCachesCommand({ ServerlessCacheName: name }),
        );
        const { Endpoint, ReaderEndpoint } = ServerlessCaches![0];
        return {
          kind: 'serverlesscache',
          name,
          region,
          engine: `${properties.Engine} ${properties.MajorEngineVersion}`,
          ...toAddress(Endpoint),
          reader: toAddress(ReaderEndpoint),
          cluster: true,
          shards: 1,
          replicas: 1,
          secondary: false,
          tls: true,
          users: await this.findUsers(properties.UserGroupId),
        };
      },
    );
    const groups = this.findResources('AWS::ElastiCache::ReplicationGroup').map(
      async ({ physicalId: name, properties, region }): Promise<DeployedCache> => {
        const { ReplicationGroups } = await api(region).send(
          new DescribeReplicationGroupsCommand({ ReplicationGroupId: name }),
        );
        const { ClusterEnabled, ConfigurationEndpoint, NodeGroups, TransitEncryptionEnabled } = ReplicationGroups![0];
        const [{ PrimaryEndpoint, ReaderEndpoint }] = NodeGroups!;
        const {
          Engine = this.findPrimary(properties).Engine,
          EngineVersion = this.findPrimary(properties).EngineVersion,
        } = properties;
        return {
          kind: 'replicationgroup',
          name,
          region,
          engine: `${Engine} ${EngineVersion}`,
          ...toAddress(PrimaryEndpoint ?? ConfigurationEndpoint),
          ...(ReaderEndpoint ? { reader: toAddress(ReaderEndpoint) } : {}),
          cluster: ClusterEnabled!,
          shards: NodeGroups!.length,
          replicas: properties.ReplicasPerNodeGroup ?? properties.NumCacheClusters - 1,
          secondary: properties.GlobalReplicationGroupId !== undefined,
          tls: TransitEncryptionEnabled!,
          users: await this.findUsers(properties.UserGroupIds?.[0]),
          token: await resolveSecretReference(properties.AuthToken),
        };
      },
    );
    return Promise.all([...serverless, ...groups]);
  }

  /** Returns the properties of the primary of a secondary replication group. */
  private findPrimary(secondary: any): any {
    return this.findResources('AWS::ElastiCache::ReplicationGroup')
      .map(({ properties }) => properties)
      .find((properties) => properties !== secondary && properties.Engine);
  }

  /** Returns the role whose policy allows connecting as a user. */
  private findRole({ logicalId, region }: Resource): string | undefined {
    const connects = (document: any) =>
      [document.Statement]
        .flat()
        .some(
          ({ Action, Resource: resource }) =>
            [Action].flat().includes('elasticache:Connect') &&
            [resource].flat().some((reference) => reference['Fn::GetAtt']?.[0] === logicalId),
        );
    return this.findResources('AWS::IAM::Policy').find(
      (policy) => policy.region === region && connects(policy.properties.PolicyDocument),
    )?.properties.Roles[0];
  }

  private async findUsers(groupId: string | undefined): Promise<DeployedUser[] | undefined> {
    const group = this.findResources('AWS::ElastiCache::UserGroup').find(({ physicalId }) => physicalId === groupId);
    if (!group) {
      return undefined;
    }
    const users = (group.properties.UserIds as string[]).flatMap((id) =>
      this.findResources('AWS::ElastiCache::User').filter(({ physicalId }) => physicalId === id),
    );
    return Promise.all(
      users.map(async (user) => {
        const {
          AuthenticationMode: { Type: mode, Passwords = [] },
          UserName: name,
          AccessString: accessString,
        } = user.properties;
        return {
          id: user.physicalId,
          name,
          mode,
          accessString,
          password: await resolveSecretReference(Passwords[0]),
          role: this.findRole(user),
        };
      }),
    );
  }
}

function toAddress(endpoint: { readonly Address?: string; readonly Port?: number } | undefined): {
  host: string;
  port: number;
} {
  return { host: endpoint!.Address!, port: endpoint!.Port! };
}

/** Resolves a dynamic reference to a secret. */
async function resolveSecretReference(reference: string | undefined): Promise<string | undefined> {
  const [, secret, field] = /resolve:secretsmanager:(.*?):SecretString:([^:}]*)/.exec(reference ?? '') ?? [];
  if (!secret) {
    return undefined;
  }
  const value = await getSecretValue(secret);
  return field ? JSON.parse(value)[field] : value;
}

/** Resolves references within the stack. Other intrinsic functions stay unresolved. */
function resolveReferences(value: any, ids: Map<string, string>): any {
  if (Array.isArray(value)) {
    return value.map((item) => resolveReferences(item, ids));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (ids.has(value.Ref)) {
    return ids.get(value.Ref);
  }
  if (value['Fn::Join']) {
    const [separator, parts] = value['Fn::Join'];
    const resolved = resolveReferences(parts, ids);
    return Array.isArray(resolved) && resolved.every((part) => typeof part === 'string')
      ? resolved.join(separator)
      : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item, ids)]));
}
