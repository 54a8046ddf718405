import type { RelationSet } from './rule';

/** What AWS demands of a user group and what stands beside it. */
export const USER_GROUP_RELATIONS: RelationSet = [];
