import type { RelationSet } from './rule';

/** What AWS demands of a serverless cache and what stands beside it. */
export const SERVERLESS_CACHE_RELATIONS: RelationSet = [];
