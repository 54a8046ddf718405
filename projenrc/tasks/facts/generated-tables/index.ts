import { apiEnums } from './api-enums';
import { nodeFamilyRegions } from './node-family-regions';
import { regions } from './regions';
import { resourceProperties } from './resource-properties';
import { resourceSchemas } from './resource-schemas';
import { resourceTypeRegions } from './resource-type-regions';
import type { GeneratedTable } from '../generated-table';

/** The tables that `npx projen facts:update` generates. */
export const GENERATED_TABLES: readonly GeneratedTable[] = [
  apiEnums,
  nodeFamilyRegions,
  regions,
  resourceProperties,
  resourceSchemas,
  resourceTypeRegions,
];
