import type { AdoptionWriter } from './adoption-writer';
import { isIntrinsic, quote, renderText } from './expressions';
import { CDK, ELASTICACHE, SNS } from './modules';
import { UnsupportedResourceError } from './unsupported-resource-error';
import type { NodeEngine } from '../../service-data/engine-versions';
import { ENGINE_VERSIONS, familyOf } from '../../service-data/engine-versions';
import { NODE_TYPES } from '../../service-data/node-types';

/** Renders a member of an enum whose values are lowercase, such as `NetworkType.DUAL_STACK`. */
export const renderEnum =
  (enumName: string, values: readonly string[]) =>
  (text: string): string => {
    if (!values.includes(text)) {
      throw new UnsupportedResourceError(`${enumName} has no member for ${JSON.stringify(text)}`);
    }
    return `${ELASTICACHE}.${enumName}.${text.toUpperCase()}`;
  };

export const renderNetworkType = renderEnum('NetworkType', ['ipv4', 'ipv6', 'dual_stack']);
export const renderIpDiscovery = renderEnum('IpDiscovery', ['ipv4', 'ipv6']);

/** Renders a node type as its family and size, or by its name. */
export function renderNodeType(value: unknown): string {
  const [, family, size] = String(value).split('.');
  if (isIntrinsic(value) || !Object.hasOwn(NODE_TYPES, String(value))) {
    return `${ELASTICACHE}.NodeType.fromName(${renderText(value)})`;
  }
  const sizeName = size.toUpperCase().replace(/^(\d+)XLARGE$/, 'XLARGE$1');
  return `${ELASTICACHE}.NodeType.of(${ELASTICACHE}.NodeFamily.${family.toUpperCase()}, ${ELASTICACHE}.NodeSize.${sizeName})`;
}

/** Rejects an engine with uppercase letters, which AWS accepts for caches. The constructs accept only lowercase. */
export function rejectUppercaseEngine(engine: unknown): void {
  if (hasUppercase(engine)) {
    throw new UnsupportedResourceError('Engine has uppercase letters, which the construct does not accept');
  }
}

/** Renders the engine and its version. A missing part stays missing. Undefined if both are missing. */
export function renderEngineVersion(engine: unknown, version: unknown): string | undefined {
  rejectUppercaseEngine(engine);
  if (engine === undefined && version === undefined) {
    return undefined;
  }
  if (typeof engine === 'string' && isOfferedVersion(engine, String(version))) {
    return `${ELASTICACHE}.EngineVersion.${engine.toUpperCase()}_${String(version).replace(/\./g, '_')}`;
  }
  const [engineCode, versionCode] = [engine, version].map((part) =>
    part === undefined ? `${CDK}.Aws.NO_VALUE` : renderText(part),
  );
  return `${ELASTICACHE}.EngineVersion.of(${engineCode}, ${versionCode})`;
}

/** Renders a version that has a parameter group family. */
export function renderFamily(name: string): string {
  const engine = (Object.keys(ENGINE_VERSIONS) as NodeEngine[]).find((each) => name.startsWith(each));
  if (engine === undefined) {
    throw new UnsupportedResourceError(`CacheParameterGroupFamily ${JSON.stringify(name)} belongs to no engine`);
  }
  const version = Object.keys(ENGINE_VERSIONS[engine])
    .reverse()
    .find((each) => familyOf(engine, each) === name);
  return version === undefined
    ? `${ELASTICACHE}.EngineVersion.of(${quote(engine)}, ${quote(name.slice(engine.length))}, { parameterGroupFamily: ${quote(name)} })`
    : renderEngineVersion(engine, version)!;
}

/** Renders the topic of notifications. */
export function renderTopic(writer: AdoptionWriter, value: unknown): string {
  return writer.declareImport(
    `Imported${writer.suggestName(value, 'Topic')}`,
    (id) => `${SNS}.Topic.fromTopicArn(this, ${id}, ${renderText(value)})`,
  );
}

/** Whether a value is a text with uppercase letters, which some constructs render in lowercase. */
export function hasUppercase(value: unknown): boolean {
  return typeof value === 'string' && value !== value.toLowerCase();
}

/** Renders a token or password as a secret value with the text in the template. */
export function renderSecret(value: unknown): string {
  return `${CDK}.SecretValue.unsafePlainText(${renderText(value)})`;
}

function isOfferedVersion(engine: string, version: string): boolean {
  return Object.hasOwn(ENGINE_VERSIONS, engine) && Object.hasOwn(ENGINE_VERSIONS[engine as NodeEngine], version);
}
