import type { DeployedResource } from './adopted-template';
import { InexpressibleError } from './adopted-template';
import type { AdoptionWriter } from './adoption-writer';
import { isIntrinsic, quote, renderText } from './expressions';
import type { NodeEngine } from '../../service-data/engine-versions';
import { ENGINE_VERSIONS, familyOf } from '../../service-data/engine-versions';
import { NODE_TYPES } from '../../service-data/node-types';
import { toObject } from '../../template/values';

/** Renders a member of an enum whose values are lowercase, such as `NetworkType.DUAL_STACK`. */
export const renderEnum =
  (enumName: string, values: readonly string[]) =>
  (value: unknown): string => {
    const text = String(value).toLowerCase();
    if (isIntrinsic(value) || !values.includes(text)) {
      throw new InexpressibleError(`${enumName} has no member for ${JSON.stringify(value)}`);
    }
    return `elasticache.${enumName}.${text.toUpperCase()}`;
  };

export const renderNetworkType = renderEnum('NetworkType', ['ipv4', 'ipv6', 'dual_stack']);
export const renderIpDiscovery = renderEnum('IpDiscovery', ['ipv4', 'ipv6']);

/** Renders a node type as its family and size, or by its name. */
export function renderNodeType(value: unknown): string {
  const [, family, size] = String(value).split('.');
  if (isIntrinsic(value) || !Object.hasOwn(NODE_TYPES, String(value))) {
    return `elasticache.NodeType.fromName(${renderText(value)})`;
  }
  const sizeName = size.toUpperCase().replace(/^(\d+)XLARGE$/, 'XLARGE$1');
  return `elasticache.NodeType.of(elasticache.NodeFamily.${family.toUpperCase()}, elasticache.NodeSize.${sizeName})`;
}

/** Renders the engine and its version. A missing part stays missing. Undefined if both are missing. */
export function renderEngineVersion(engine: unknown, version: unknown): string | undefined {
  if (engine === undefined && version === undefined) {
    return undefined;
  }
  if (typeof engine === 'string' && isOfferedVersion(engine, String(version))) {
    return `elasticache.EngineVersion.${engine.toUpperCase()}_${String(version).replace(/\./g, '_')}`;
  }
  const [engineCode, versionCode] = [engine, version].map((part) =>
    part === undefined ? 'cdk.Aws.NO_VALUE' : renderText(part),
  );
  return `elasticache.EngineVersion.of(${engineCode}, ${versionCode})`;
}

/** Renders a version that has a parameter group family. */
export function renderFamily(family: unknown): string {
  const name = String(family);
  const engine = (Object.keys(ENGINE_VERSIONS) as NodeEngine[]).find((each) => name.startsWith(each));
  if (isIntrinsic(family) || engine === undefined) {
    throw new InexpressibleError(`CacheParameterGroupFamily ${JSON.stringify(family)} belongs to no engine`);
  }
  const version = Object.keys(ENGINE_VERSIONS[engine])
    .reverse()
    .find((each) => familyOf(engine, each) === name);
  return version === undefined
    ? `elasticache.EngineVersion.of(${quote(engine)}, ${quote(name.slice(engine.length))}, { parameterGroupFamily: ${quote(name)} })`
    : renderEngineVersion(engine, version)!;
}

/** Renders the key and the identifier that the template contains. */
export function renderKey(writer: AdoptionWriter, resource: DeployedResource): Record<string, string | undefined> {
  const value = resource.read('KmsKeyId');
  if (value === undefined) {
    return {};
  }
  const isArn = isIntrinsic(value) ? isArnFunction(toObject(value)) : String(value).startsWith('arn:');
  const name = writer.suggestName(value, 'Key');
  const isKey = isIntrinsic(value) || String(value).includes(':key/');
  const kmsKey = writer.declareImport(`Imported${name}`, (id) =>
    isArn && isKey
      ? `kms.Key.fromKeyArn(this, ${id}, ${renderText(value)})`
      : `kms.CfnKey.fromKeyId(this, ${id}, ${renderText(value)})`,
  );
  const identifier = isArn && isKey ? 'ARN' : 'ID';
  return { kmsKey, kmsKeyIdentifier: `elasticache.KmsKeyIdentifier.${identifier}` };
}

/** Renders the topic of notifications. */
export function renderTopic(writer: AdoptionWriter, value: unknown): string {
  return writer.declareImport(
    `Imported${writer.suggestName(value, 'Topic')}`,
    (id) => `sns.Topic.fromTopicArn(this, ${id}, ${renderText(value)})`,
  );
}

/** Renders a token or password as a secret value with the text in the template. */
export function renderSecret(value: unknown): string {
  return `cdk.SecretValue.unsafePlainText(${renderText(value)})`;
}

/** Whether a token or password is in the template, and not in a secret or parameter. */
export function isPlainText(value: unknown): boolean {
  return typeof value === 'string' && !value.startsWith('{{resolve:');
}

function isArnFunction(value: Readonly<Record<string, unknown>>): boolean {
  return !('Ref' in value) && JSON.stringify(value).includes('Arn');
}

function isOfferedVersion(engine: string, version: string): boolean {
  return Object.hasOwn(ENGINE_VERSIONS, engine) && Object.hasOwn(ENGINE_VERSIONS[engine as NodeEngine], version);
}
