import { ALARM_CASES } from './alarm';
import { CACHE_CLUSTER_CASES } from './cache-cluster';
import { GLOBAL_REPLICATION_GROUP_CASES } from './global-replication-group';
import { PARAMETER_GROUP_CASES } from './parameter-group';
import { REPLICATION_GROUP_CASES } from './replication-group';
import type { RuleCases } from './rule-case';
import { SCALING_CASES } from './scaling';
import { KEY_CASES, REFERENCE_CASES, SCHEMA_CASES, TYPE_CASES } from './schema';
import { SERVERLESS_CACHE_CASES } from './serverless-cache';
import { SERVERLESS_CACHE_SNAPSHOT_CASES } from './serverless-cache-snapshot';
import { SNAPSHOT_CASES } from './snapshot';
import { SUBNET_GROUP_CASES } from './subnet-group';
import { USER_CASES } from './user';
import { USER_GROUP_CASES } from './user-group';

/** A case for every rule. */
export const RULE_CASES: RuleCases = {
  ...ALARM_CASES,
  ...CACHE_CLUSTER_CASES,
  ...GLOBAL_REPLICATION_GROUP_CASES,
  ...KEY_CASES,
  ...PARAMETER_GROUP_CASES,
  ...REFERENCE_CASES,
  ...REPLICATION_GROUP_CASES,
  ...SCALING_CASES,
  ...SCHEMA_CASES,
  ...SERVERLESS_CACHE_CASES,
  ...SERVERLESS_CACHE_SNAPSHOT_CASES,
  ...SNAPSHOT_CASES,
  ...SUBNET_GROUP_CASES,
  ...TYPE_CASES,
  ...USER_CASES,
  ...USER_GROUP_CASES,
};
