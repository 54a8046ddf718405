import type { DeployedResource } from './deployed-resource';
import type { DeployedTemplate } from './deployed-template';
import { isLiteral, isNoValue, parseFunctionCall, readName, toObject, toText } from '../../template/values';

/** The prefix of the names of default parameter groups. */
const DEFAULT_PREFIX = 'default.';

/** The suffix of the names of default parameter groups that enable cluster mode. */
const ENABLED_SUFFIX = '.cluster.on';

/**
 * Finds out whether the parameter group of a replication group enables cluster mode. The parameter group can be any
 * resource of the template. Returns undefined if the template does not determine it.
 */
export function findParameterGroupMode(group: DeployedResource, template: DeployedTemplate): boolean | undefined {
  return findMode(group.evaluate('CacheParameterGroupName'), template);
}

function findMode(name: unknown, template: DeployedTemplate): boolean | undefined {
  if (name === undefined || isNoValue(name)) {
    // ElastiCache selects the default parameter group of the engine, which disables cluster mode.
    return false;
  }
  if (typeof name === 'string' && isLiteral(name)) {
    return findModeOfName(name, template);
  }
  const { Ref: reference, 'Fn::If': branches } = toObject(name);
  if (reference !== undefined) {
    return findModeOfReference(readName(reference), template);
  }
  if (Array.isArray(branches)) {
    return findCommonMode(branches.slice(1), template);
  }
  return readLastText(name).endsWith(ENABLED_SUFFIX) ? true : undefined;
}

function findModeOfName(name: string, template: DeployedTemplate): boolean | undefined {
  if (name.toLowerCase().startsWith(DEFAULT_PREFIX)) {
    return name.toLowerCase().endsWith(ENABLED_SUFFIX);
  }
  const group = template.resources.find(
    ({ shortType, properties }) => shortType === 'ParameterGroup' && properties.CacheParameterGroupName === name,
  );
  return group && readParameter(group);
}

function findModeOfReference(logicalId: string, template: DeployedTemplate): boolean | undefined {
  const group = template.resources.find((resource) => resource.logicalId === logicalId);
  return group ? readParameter(group) : findCommonMode(template.listPossibleValues(logicalId) ?? [], template);
}

/** Returns the mode of several parameter groups if it is the same. */
function findCommonMode(names: readonly unknown[], template: DeployedTemplate): boolean | undefined {
  const [mode, ...others] = new Set(names.map((name) => findMode(name, template)));
  return others.length > 0 ? undefined : mode;
}

/** Reads the parameter `cluster-enabled`. Its default is no. */
function readParameter(group: DeployedResource): boolean | undefined {
  const parameters = group.isInTemplate('Properties') ? group.evaluate('Properties') : {};
  if (!isLiteralMap(parameters)) {
    return undefined;
  }
  const { 'cluster-enabled': value = 'no' } = toObject(parameters);
  return isLiteral(value) ? toText(value)?.toLowerCase() === 'yes' : undefined;
}

function isLiteralMap(parameters: unknown): boolean {
  return parameters !== undefined && parseFunctionCall(parameters) === undefined;
}

/** Returns the text at the end of a name that `Fn::Sub` or `Fn::Join` composes. */
function readLastText(value: unknown): string {
  const { 'Fn::Sub': text, 'Fn::Join': join } = toObject(value);
  const [, elements] = [join].flat();
  return readName([text].flat()[0]) + readName([elements].flat().at(-1));
}
