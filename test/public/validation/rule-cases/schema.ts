import { replicationGroup } from './replication-group-2';
import type { RuleCases } from './rule-case';
import { excludedBy } from './rule-case';

const TYPED_PROPS = excludedBy('props, which have types');

/** Cases for the rules that all types have, which differ by the type in the id only. */
export const SCHEMA_CASES: RuleCases = {
  'ReplicationGroup.PropertyMisspelled': {
    template: replicationGroup({ MultiAzEnabled: true }),
    construct: TYPED_PROPS,
  },
  'ReplicationGroup.PropertyUnknown': {
    template: replicationGroup({ StorageClass: 'standard' }),
    construct: TYPED_PROPS,
  },
  'ReplicationGroup.PropertyTypeInvalid': {
    template: replicationGroup({ SecurityGroupIds: 'sg-0123456789abcdef0' }),
    construct: TYPED_PROPS,
  },
};
