/* The minimal construct library: it wraps every L1 construct in a Resource, and does nothing else. */
/* eslint-disable @typescript-eslint/no-require-imports */
import { GROUP_PROPS } from './group-props';

const [, , root] = process.argv as [string, string, string];
const requireFrom = (name: string): any => require(require.resolve(name, { paths: [root] }));
const { Lazy, RemovalPolicy, Resource } = requireFrom('aws-cdk-lib');
const { SecurityGroup } = requireFrom('aws-cdk-lib/aws-ec2');
const { CfnParameterGroup, CfnReplicationGroup, CfnServerlessCache, CfnSubnetGroup, CfnUser, CfnUserGroup } =
  requireFrom('aws-cdk-lib/aws-elasticache');

class WrapperResource extends Resource {
  public readonly resource: any;

  constructor(scope: any, id: string, Cfn: any, props: object, physicalName?: string) {
    super(scope, id, { physicalName });
    this.resource = new Cfn(this, 'Resource', props);
  }
}

export class IamUser extends WrapperResource {
  constructor(scope: any, id: string, { userId, engine, accessControl }: any) {
    super(
      scope,
      id,
      CfnUser,
      {
        engine,
        userId,
        userName: userId,
        accessString: accessControl,
        authenticationMode: { Type: 'iam' },
        noPasswordRequired: false,
      },
      userId,
    );
  }
}

export class UserGroup extends WrapperResource {
  private readonly users: WrapperResource[];

  constructor(scope: any, id: string, { users = [], userGroupName = id.toLowerCase(), engine = 'valkey' }: any) {
    const members: WrapperResource[] = [...users];
    const userIds = Lazy.list({ produce: () => members.map((user) => user.resource.ref) });
    super(scope, id, CfnUserGroup, { engine, userGroupId: userGroupName, userIds }, userGroupName);
    this.users = members;
  }

  public addUser(user: WrapperResource) {
    this.users.push(user);
  }
}

export class ServerlessCache extends Resource {
  constructor(scope: any, id: string, { vpc, userGroup, serverlessCacheName, engine }: any) {
    super(scope, id, { physicalName: serverlessCacheName });
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      allowAllOutbound: false,
      description: `Security group for ${id} cache.`,
    });
    new CfnServerlessCache(this, 'Resource', {
      engine: 'valkey',
      majorEngineVersion: engine,
      serverlessCacheName,
      userGroupId: userGroup.resource.ref,
      securityGroupIds: [securityGroup.securityGroupId],
      subnetIds: vpc.privateSubnets.map((subnet: any) => subnet.subnetId),
    });
  }
}

export class ReplicationGroup extends Resource {
  constructor(scope: any, id: string, { vpc, replicationGroupId }: any) {
    super(scope, id, { physicalName: replicationGroupId });
    const parameters = new WrapperResource(this, 'ParameterGroup', CfnParameterGroup, {
      cacheParameterGroupFamily: 'valkey8',
      description: `Parameters of ${id}`,
    });
    const subnetIds = vpc.privateSubnets.map((subnet: any) => subnet.subnetId);
    const subnets = new WrapperResource(this, 'SubnetGroup', CfnSubnetGroup, {
      description: `Subnets of ${id}`,
      subnetIds,
    });
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      allowAllOutbound: false,
      description: `Security group for ${id} cache.`,
    });
    const resource = new CfnReplicationGroup(this, 'Resource', {
      replicationGroupId,
      replicationGroupDescription: this.node.path,
      ...GROUP_PROPS,
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      cacheParameterGroupName: parameters.resource.ref,
      cacheSubnetGroupName: subnets.resource.ref,
      securityGroupIds: [securityGroup.securityGroupId],
    });
    resource.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
  }
}

export const AccessControl = { fromAccessString: (text: string) => text };
export const Authentication = { none: () => undefined };
export const CacheEngine = { VALKEY_8: '8' };
export const EngineVersion = {};
export const NodeFamily = {};
export const NodeSize = {};
export const NodeType = { of: () => undefined };
export const UserEngine = { VALKEY: 'valkey' };
