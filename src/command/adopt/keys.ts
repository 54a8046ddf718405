import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { renderText } from './expressions';
import { ELASTICACHE, KMS } from './modules';
import { parseFunctionCall, readName } from '../../template/values';

/** The formats of the ids and ARNs of keys. Aliases and dynamic references have other formats. */
const FORMATS = {
  ARN: /^arn:[^:]+:kms:[^:]+:[^:]+:key\/[^/:]+$/,
  ID: /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
} as const;

type KeyIdentifierKind = keyof typeof FORMATS;

/**
 * Renders the key and the identifier that the template contains. An alias, or an identifier that is not known at
 * synthesis, has no key, because its ARN is unknown.
 */
export function renderKey(writer: AdoptionWriter, resource: DeployedResource): Record<string, string | undefined> {
  const value = resource.read('KmsKeyId');
  if (value === undefined) {
    return {};
  }
  const kind = findKind(writer, value);
  if (kind === undefined) {
    return { kmsKeyIdentifier: `${ELASTICACHE}.KmsKeyIdentifier.of(${renderText(value)})` };
  }
  const factory = kind === 'ARN' ? 'Key.fromKeyArn' : 'CfnKey.fromKeyId';
  const kmsKey = writer.declareImport(
    `Imported${writer.suggestName(value, 'Key')}`,
    (id) => `${KMS}.${factory}(this, ${id}, ${renderText(value)})`,
  );
  return { kmsKey, kmsKeyIdentifier: `${ELASTICACHE}.KmsKeyIdentifier.${kind}` };
}

/** Finds out whether a value is the id or the ARN of a key. Returns undefined for aliases and unknown values. */
function findKind(writer: AdoptionWriter, value: unknown): KeyIdentifierKind | undefined {
  const { name, argument } = parseFunctionCall(value) ?? {};
  if (name === undefined) {
    const text = String(value);
    return (['ARN', 'ID'] as const).find((kind) => FORMATS[kind].test(text));
  }
  const [logicalId, attribute] = Array.isArray(argument) ? argument : readName(argument).split('.');
  if (writer.findType(readName(logicalId)) !== 'AWS::KMS::Key') {
    return undefined;
  }
  if (name === 'Ref') {
    return 'ID';
  }
  return name === 'Fn::GetAtt' && attribute === 'Arn' ? 'ARN' : undefined;
}
