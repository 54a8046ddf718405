import * as path from 'path';
import { compareAttributes } from './comparisons/attributes';
import { compareCaseInsensitiveValues } from './comparisons/case-insensitive-values';
import { compareCommands } from './comparisons/commands';
import { compareEngineVersions } from './comparisons/engine-versions';
import { compareEvents } from './comparisons/events';
import { compareIamActions, findIamActions } from './comparisons/iam-actions';
import { compareLimits } from './comparisons/limits';
import { compareMetrics } from './comparisons/metrics';
import { compareNodeTypeRegions } from './comparisons/node-type-regions';
import { compareNodeTypes } from './comparisons/node-types';
import { compareParameterFamilies } from './comparisons/parameter-families';
import { comparePropEnums } from './comparisons/prop-enums';
import { compareRules } from './comparisons/rules';
import { compareSchemaProperties } from './comparisons/schema-properties';
import type { Comparison } from './difference';
import { compareGeneratedTable, ROOT } from './generated-table';
import { GENERATED_TABLES } from './generated-tables';
import { resourceSchemas } from './generated-tables/resource-schemas';
import type { Sources } from './source';
import { IpDiscovery, NetworkType, TransitEncryption } from '../../../src/network';
import { Durability, LogDeliveryFormat } from '../../../src/replication-group';
import { ConnectionType } from '../../../src/serverless-cache';
import { CASE_INSENSITIVE_VALUES } from '../../../src/service-data/case-insensitive-values';
import { ENGINE_VERSIONS } from '../../../src/service-data/engine-versions';
import { SERVERLESS_EVENTS } from '../../../src/service-data/events';
import { COMMAND_VERSIONS, COMMANDS } from '../../../src/service-data/generated/commands';
import { PROPERTIES } from '../../../src/service-data/generated/resource-properties';
import { LIMITS } from '../../../src/service-data/limits';
import { HOST_METRICS, MEMCACHED_NODE_METRICS, NODE_METRICS } from '../../../src/service-data/metrics';
import { NODE_FAMILIES, NODE_TYPES } from '../../../src/service-data/node-types';
import { DISCONTINUED_PARAMETER_FAMILIES, PARAMETER_FAMILIES } from '../../../src/service-data/parameters';
import { ATTRIBUTES } from '../../../src/service-data/resource-attributes';
import { UserAuthenticationType } from '../../../src/user';
import { validateTemplate } from '../../../src/validation/validate-template';

/** The enums of props, by the names of the enums in the API. */
const PROP_ENUMS: Readonly<Record<string, readonly string[]>> = {
  ConnectionType: Object.values(ConnectionType),
  Durability: [Durability.DEFAULT, Durability.ASYNC, Durability.SYNC, Durability.DISABLED].map(({ value }) => value),
  InputAuthenticationType: Object.values(UserAuthenticationType),
  IpDiscovery: Object.values(IpDiscovery),
  LogFormat: Object.values(LogDeliveryFormat),
  NetworkType: Object.values(NetworkType),
  // CloudFormation has another property for the disabled mode.
  TransitEncryptionMode: Object.values(TransitEncryption).filter((mode) => mode !== TransitEncryption.DISABLED),
};

/** Compares all tables of the library with their sources. */
export function compareFacts(sources: Sources): Comparison[] {
  return [
    ...GENERATED_TABLES.map((table) => compareGeneratedTable(table, sources)),
    compareEngineVersions(ENGINE_VERSIONS, sources),
    compareNodeTypes(NODE_TYPES, sources),
    compareNodeTypeRegions(NODE_TYPES, NODE_FAMILIES, sources),
    compareParameterFamilies([...Object.keys(PARAMETER_FAMILIES), ...DISCONTINUED_PARAMETER_FAMILIES], sources),
    compareSchemaProperties(PROPERTIES, sources),
    compareAttributes(ATTRIBUTES, resourceSchemas, sources),
    compareCaseInsensitiveValues(CASE_INSENSITIVE_VALUES, resourceSchemas, sources),
    comparePropEnums(PROP_ENUMS, sources),
    compareLimits(LIMITS, resourceSchemas, sources),
    compareRules(validateTemplate, resourceSchemas, sources),
    compareIamActions(findIamActions([path.join(ROOT, 'src'), path.join(ROOT, 'lambda')]), sources),
    compareMetrics({ HOST_METRICS, NODE_METRICS, MEMCACHED_NODE_METRICS }, sources),
    compareEvents(Object.keys(SERVERLESS_EVENTS), sources),
    ...(sources.valkey ? [compareCommands(COMMANDS, COMMAND_VERSIONS, sources.valkey)] : []),
  ];
}
