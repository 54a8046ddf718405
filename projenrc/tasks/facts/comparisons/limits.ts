import type { ValueConstraints } from '../../../../src/service-data/generated/resource-schemas';
import type { Comparison } from '../difference';
import { compareEntries } from '../difference';
import type { GeneratedTable } from '../generated-table';
import type { Sources } from '../source';

interface Limit {
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly quota?: number;
}

/** The values in the schemas that each limit applies to: resource type, path, and the constraints of the limit. */
const LIMITED_VALUES: readonly {
  readonly limit: string;
  readonly type: string;
  readonly path: string;
  readonly constraints: Partial<Record<Exclude<keyof Limit, 'quota'>, keyof ValueConstraints>>;
}[] = [
  {
    limit: 'globalDatastoreMembers',
    type: 'GlobalReplicationGroup',
    path: 'Members',
    constraints: { min: 'minItems' },
  },
  {
    limit: 'nodesWithoutShards',
    type: 'ReplicationGroup',
    path: 'NumCacheClusters',
    constraints: { min: 'minimum', max: 'maximum' },
  },
  {
    limit: 'replicasPerShard',
    type: 'ReplicationGroup',
    path: 'ReplicasPerNodeGroup',
    constraints: { min: 'minimum', max: 'maximum' },
  },
  { limit: 'passwords', type: 'User', path: 'Passwords', constraints: { min: 'minItems' } },
  { limit: 'passwords', type: 'User', path: 'AuthenticationMode.Passwords', constraints: { min: 'minItems' } },
  { limit: 'userId', type: 'User', path: 'UserId', constraints: { minLength: 'minLength' } },
  { limit: 'userName', type: 'User', path: 'UserName', constraints: { minLength: 'minLength' } },
  { limit: 'userId', type: 'UserGroup', path: 'UserIds.*', constraints: { minLength: 'minLength' } },
  { limit: 'userGroupId', type: 'ReplicationGroup', path: 'UserGroupIds.*', constraints: { minLength: 'minLength' } },
  {
    limit: 'snapshotName',
    type: 'ServerlessCacheSnapshot',
    path: 'ServerlessCacheSnapshotName',
    constraints: { minLength: 'minLength', maxLength: 'maxLength' },
  },
  {
    limit: 'keyId',
    type: 'ServerlessCacheSnapshot',
    path: 'KmsKeyId',
    constraints: { maxLength: 'maxLength' },
  },
  ...['GlobalReplicationGroup', 'User', 'UserGroup'].map((type) => ({
    limit: 'tags',
    type,
    path: 'Tags',
    constraints: { max: 'maxItems' } as const,
  })),
  ...['ServerlessCache', 'ServerlessCacheSnapshot', 'Snapshot', 'User', 'UserGroup'].flatMap((type) => [
    {
      limit: 'tagKey',
      type,
      path: 'Tags.*.Key',
      constraints: { minLength: 'minLength', maxLength: 'maxLength' } as const,
    },
    { limit: 'tagValue', type, path: 'Tags.*.Value', constraints: { maxLength: 'maxLength' } as const },
  ]),
];

/** Compares limits with the constraints of the values in the CloudFormation registry. */
export function compareLimits(
  limits: Readonly<Record<string, Limit>>,
  schemas: GeneratedTable,
  sources: Sources,
): Comparison {
  const registry = schemas.build(sources) as Readonly<Record<string, { values: Record<string, ValueConstraints> }>>;
  const limitedValues = LIMITED_VALUES.filter(({ type }) => Object.hasOwn(registry, `AWS::ElastiCache::${type}`));
  const rows = limitedValues.flatMap(({ limit, type, path, constraints }) =>
    Object.entries(constraints).map(([key, constraint]) => ({
      name: `${limit}.${key} of ${type}.${path}`,
      ours: limits[limit]?.[key as keyof Limit],
      theirs: registry[`AWS::ElastiCache::${type}`].values[path]?.[constraint],
    })),
  );
  return compareEntries({
    table: 'LIMITS',
    source: sources.cfnLint.package,
    ours: Object.fromEntries(rows.map(({ name, ours }) => [name, ours])),
    theirs: Object.fromEntries(rows.map(({ name, theirs }) => [name, theirs])),
  });
}
