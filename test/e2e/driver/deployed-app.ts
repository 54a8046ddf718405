import { DescribeReplicationGroupsCommand, DescribeServerlessCachesCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { App } from 'aws-cdk-lib';
import { query, secretValue } from './aws';
import { setting } from './settings';

/** A user of a cache, and how it logs in. */
export interface DeployedUser {
  readonly id: string;
  readonly name: string;
  readonly mode: 'iam' | 'password' | 'no-password-required';
  readonly accessString: string;
  /** The password of a user with a generated or given secret. */
  readonly password?: string;
}

/** A cache as it stands, with who may log in. */
export interface DeployedCache {
  readonly kind: 'serverlesscache' | 'replicationgroup';
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly cluster: boolean;
  readonly tls: boolean;
  /** Undefined when the cache has no user group. */
  readonly users?: readonly DeployedUser[];
}

interface Resource {
  readonly type: string;
  readonly region: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly properties: any;
}

/** What an app has become: read from its templates, and from AWS what only AWS knows. */
export class DeployedApp {
  public static async of(app: App): Promise<DeployedApp> {
    const stacks = await Promise.all(app.synth().stacks.map(async ({ stackName, template, environment }) => {
      const region = /unknown/.test(environment.region) ? setting.region : environment.region;
      const answer = await query('cloudformation', '2010-05-15', { Action: 'DescribeStackResources', StackName: stackName }, region);
      const ids = new Map([...answer.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member]) => {
        const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(member)?.[1] ?? '';
        return [field('LogicalResourceId'), field('PhysicalResourceId')];
      }));
      return Object.entries<any>(template.Resources ?? {}).filter(([id]) => ids.has(id)).map(([logicalId, { Type, Properties }]) => ({
        type: Type as string, region, logicalId, physicalId: ids.get(logicalId)!, properties: resolve(Properties ?? {}, ids),
      }));
    }));
    return new DeployedApp(stacks.flat());
  }

  private constructor(public readonly resources: readonly Resource[]) {}

  public ofType(type: string): Resource[] {
    return this.resources.filter(resource => resource.type === type);
  }

  /** The caches for Valkey and Redis OSS. */
  public async caches(): Promise<DeployedCache[]> {
    const api = (region: string) => new ElastiCacheClient({ region });
    const serverless = this.ofType('AWS::ElastiCache::ServerlessCache').map(async ({ physicalId: name, properties, region }): Promise<DeployedCache> => {
      const { ServerlessCaches } = await api(region).send(new DescribeServerlessCachesCommand({ ServerlessCacheName: name }));
      const { Address, Port } = ServerlessCaches![0].Endpoint!;
      return { kind: 'serverlesscache', name, host: Address!, port: Port!, cluster: true, tls: true, users: await this.usersOf(properties.UserGroupId) };
    });
    const groups = this.ofType('AWS::ElastiCache::ReplicationGroup').map(async ({ physicalId: name, properties, region }): Promise<DeployedCache> => {
      const { ReplicationGroups } = await api(region).send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: name }));
      const { ClusterEnabled, ConfigurationEndpoint, NodeGroups, TransitEncryptionEnabled } = ReplicationGroups![0];
      const { Address, Port } = (NodeGroups![0].PrimaryEndpoint ?? ConfigurationEndpoint)!;
      const users = await this.usersOf(properties.UserGroupIds?.[0]);
      return { kind: 'replicationgroup', name, host: Address!, port: Port!, cluster: ClusterEnabled!, tls: TransitEncryptionEnabled!, users };
    });
    return Promise.all([...serverless, ...groups]);
  }

  /** The roles whose own policies let them log in to something. */
  public rolesThatMayConnect(): string[] {
    const mayConnect = (document: any) => [document.Statement].flat().some(({ Action }) => [Action].flat().includes('elasticache:Connect'));
    return [...new Set(this.ofType('AWS::IAM::Policy').filter(({ properties }) => mayConnect(properties.PolicyDocument)).flatMap(({ properties }) => properties.Roles as string[]))];
  }

  private async usersOf(groupId: string | undefined): Promise<DeployedUser[] | undefined> {
    const group = this.ofType('AWS::ElastiCache::UserGroup').find(({ physicalId }) => physicalId === groupId);
    if (!group) { return undefined; }
    const users = (group.properties.UserIds as string[]).flatMap(id => this.ofType('AWS::ElastiCache::User').filter(({ physicalId }) => physicalId === id));
    return Promise.all(users.map(async ({ physicalId: id, properties }) => {
      const { AuthenticationMode: { Type: mode, Passwords = [] }, UserName: name, AccessString: accessString } = properties;
      const [, secret, field] = /resolve:secretsmanager:(.*?):SecretString:([^:}]*)/.exec(Passwords[0] ?? '') ?? [];
      const value = secret ? await secretValue(secret) : undefined;
      return { id, name, mode, accessString, password: value && field ? JSON.parse(value)[field] : value };
    }));
  }
}

/** References within the stack become what they refer to; what only AWS knows stays as it is. */
function resolve(value: any, ids: Map<string, string>): any {
  if (Array.isArray(value)) { return value.map(item => resolve(item, ids)); }
  if (typeof value !== 'object' || value === null) { return value; }
  if (ids.has(value.Ref)) { return ids.get(value.Ref); }
  if (value['Fn::Join']) {
    const [separator, parts] = value['Fn::Join'];
    const resolved = resolve(parts, ids);
    return Array.isArray(resolved) && resolved.every(part => typeof part === 'string') ? resolved.join(separator) : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, ids)]));
}
