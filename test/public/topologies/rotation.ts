import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PhysicalName } from 'aws-cdk-lib/core';
import type { Programs, Requirement } from './program';
import { key, passwordUser, replicationGroup, role, securityGroup, serverlessCache, userGroup } from './program';
import type { Scopes } from './topologies';
import { Authentication } from 'cdk-elasticache';
import type { CacheSecretRotationOptions } from 'cdk-elasticache';

const logGroup = ({ other }: Scopes) =>
  new logs.LogGroup(other, 'LogGroup', { logGroupName: PhysicalName.GENERATE_IF_NEEDED });

const managedPolicy = ({ other }: Scopes) =>
  new iam.ManagedPolicy(other, 'Boundary', {
    managedPolicyName: 'boundary',
    statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })],
  });

/** The options of a rotation that are constructs in another stack. */
const OPTIONS: Readonly<Record<string, (scopes: Scopes) => CacheSecretRotationOptions>> = {
  environmentEncryption: (scopes) => ({ environmentEncryption: key(scopes) }),
  logGroup: (scopes) => ({ logGroup: logGroup(scopes) }),
  permissionsBoundary: (scopes) => ({ permissionsBoundary: managedPolicy(scopes) }),
  role: ({ other }) => ({ role: role(other) }),
  securityGroups: (scopes) => ({
    vpc: scopes.cacheVpc,
    vpcSubnets: { subnets: scopes.cacheVpc.isolatedSubnets },
    securityGroups: [securityGroup(scopes)],
  }),
  vpc: ({ otherVpc }) => ({ vpc: otherVpc, vpcSubnets: { subnets: otherVpc.isolatedSubnets } }),
};

const OPTION_REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  environmentEncryption: 'key',
  logGroup: 'logDestination',
  permissionsBoundary: 'role',
  role: 'role',
  securityGroups: 'securityGroups',
  vpc: 'vpc',
};

export const ROTATION: Programs = {
  ...Object.fromEntries(
    Object.entries(OPTIONS).map(([option, createOptions]) => [
      `rotation option ${option}`,
      {
        covers: ['PasswordUser.addRotation()', `CacheSecretRotationOptions.${option}`],
        requires: { [OPTION_REQUIREMENTS[option]]: option },
        create: (scopes: Scopes) => passwordUser(scopes.cache).addRotation(createOptions(scopes)),
      },
    ]),
  ),
  'rotation in the stack of a user in another stack': {
    covers: ['CacheSecretRotation.connections'],
    requires: { namedResource: 'userGroup' },
    create: (scopes) => {
      const user = passwordUser(scopes.other);
      const cache = serverlessCache(scopes, { userGroup: userGroup(scopes.other, user) });
      const rotation = user.addRotation({
        vpc: scopes.otherVpc,
        vpcSubnets: { subnets: scopes.otherVpc.isolatedSubnets },
      });
      cache.connections.allowDefaultPortFrom(rotation);
    },
  },
  'rotation of an AUTH token with a log group in another stack': {
    covers: ['ReplicationGroup.addAuthTokenRotation()'],
    requires: { logDestination: 'logGroup' },
    create: (scopes) =>
      replicationGroup(scopes, { authentication: Authentication.generatedAuthToken() }).addAuthTokenRotation({
        logGroup: logGroup(scopes),
      }),
  },
};
