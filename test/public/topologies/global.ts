import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Programs, Requirement } from './program';
import { clientFunction, iamUser, key, replicationGroup, topic, userGroup } from './program';
import type { Scopes } from './topologies';
import type { SecondaryReplicationGroupOptions } from 'cdk-elasticache';
import {
  Authentication,
  EngineVersion,
  GlobalReplicationGroup,
  ParameterGroup,
  ReplicationGroup,
  SecondaryReplicationGroup,
  SubnetGroup,
} from 'cdk-elasticache';

const globalReplicationGroup = (scopes: Scopes) =>
  new GlobalReplicationGroup(scopes.cache, 'Global', {
    primary: replicationGroup(scopes),
    globalReplicationGroupIdPrefix: 'ldgnf',
  });

/** Creates a secondary of an existing global datastore, whose primary is in a Region without stacks. */
const secondary = ({ cache, cacheVpc }: Scopes, options: Partial<SecondaryReplicationGroupOptions>) =>
  new SecondaryReplicationGroup(cache, 'Cache', {
    globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupAttributes(cache, 'Global', {
      globalReplicationGroupId: 'ldgnf-carts',
      referenceMember: ReplicationGroup.fromReplicationGroupArn(
        cache,
        'Primary',
        'arn:aws:elasticache:us-west-2:111122223333:replicationgroup:carts',
      ),
    }),
    vpc: cacheVpc,
    authentication: Authentication.none(),
    ...options,
  });

/** The options of a secondary that are constructs in another stack. */
const OPTIONS: Readonly<Record<string, (scopes: Scopes) => Partial<SecondaryReplicationGroupOptions>>> = {
  vpc: ({ otherVpc }) => ({ vpc: otherVpc }),
  kmsKey: (scopes) => ({ kmsKey: key(scopes) }),
  notificationTopic: (scopes) => ({ notificationTopic: topic(scopes) }),
  securityGroups: ({ other, otherVpc }) => ({
    securityGroups: [new ec2.SecurityGroup(other, 'SecurityGroup', { vpc: otherVpc })],
  }),
  subnetGroup: ({ other, otherVpc, isForeign }) => ({
    subnetGroup: isForeign
      ? SubnetGroup.fromSubnetGroupName(other, 'Subnets', 'subnets')
      : new SubnetGroup(other, 'Subnets', { vpc: otherVpc }),
  }),
};

const OPTION_REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  vpc: 'vpc',
  kmsKey: 'key',
  notificationTopic: 'notificationTopic',
  securityGroups: 'securityGroups',
  subnetGroup: 'namedResource',
};

/** Global datastores with members in several stacks. */
export const GLOBAL: Programs = {
  'global datastore in another stack than the primary': {
    covers: ['GlobalReplicationGroupProps.primary'],
    requires: { primary: 'primary' },
    create: (scopes) => new GlobalReplicationGroup(scopes.other, 'Global', { primary: replicationGroup(scopes) }),
  },
  'parameter group of a global datastore': {
    covers: ['GlobalReplicationGroupProps.parameterGroup'],
    requires: { namedResource: 'parameterGroup' },
    create: (scopes) =>
      new GlobalReplicationGroup(scopes.cache, 'Global', {
        primary: replicationGroup(scopes),
        engineVersion: EngineVersion.VALKEY_9_0,
        parameterGroup: new ParameterGroup(scopes.other, 'Parameters', { engineVersion: EngineVersion.VALKEY_9_0 }),
      }),
  },
  'secondary in another stack': {
    covers: ['IGlobalReplicationGroup.addSecondary()', 'IGlobalReplicationGroup.addSecondary(scope)'],
    requires: { secondary: 'globalReplicationGroup' },
    create: (scopes) =>
      globalReplicationGroup(scopes).addSecondary(scopes.other, 'Secondary', {
        vpc: scopes.otherVpc,
        authentication: Authentication.none(),
      }),
  },
  'secondary of a global datastore in another stack': {
    covers: ['SecondaryReplicationGroupProps.globalReplicationGroup'],
    requires: { secondary: 'globalReplicationGroup' },
    create: (scopes) =>
      new SecondaryReplicationGroup(scopes.other, 'Secondary', {
        globalReplicationGroup: globalReplicationGroup(scopes),
        vpc: scopes.otherVpc,
        authentication: Authentication.none(),
      }),
  },
  'client of a secondary': {
    covers: [
      'IReplicationGroup.connectAs(target)',
      'SecondaryReplicationGroup.connections',
      'GlobalReplicationGroup.fromGlobalReplicationGroupAttributes()',
      'GlobalReplicationGroupAttributes.referenceMember',
    ],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => {
      const user = iamUser(scopes.cache);
      const group = secondary(scopes, { authentication: Authentication.userGroup(userGroup(scopes.cache, user)) });
      group.connectAs(user, clientFunction(scopes.other, scopes.otherVpc));
    },
  },
  ...Object.fromEntries(
    Object.entries(OPTIONS).map(([option, createOptions]) => [
      `${option} of a secondary`,
      {
        covers: [`SecondaryReplicationGroupOptions.${option}`],
        requires: { [OPTION_REQUIREMENTS[option]]: option },
        create: (scopes: Scopes) => secondary(scopes, createOptions(scopes)),
      },
    ]),
  ),
};
