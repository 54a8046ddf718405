import { isIntegerInRange } from '../../private/ranges';
import type { Range } from '../../private/ranges';
import { resolveDynamicReference } from '../../private/tokens';
import { listElementPaths } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { Rule } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';

/** The default length of passwords that AWS Secrets Manager generates. */
const DEFAULT_LENGTH = 32;

/** The type of constructs that rotate a password or token. Rules read only the length of new passwords and tokens. */
export const ROTATION_TYPE = 'AWS::SecretsManager::RotationSchedule';

const SECRET_TYPE = 'AWS::SecretsManager::Secret';
const LENGTH = 'GenerateSecretString.PasswordLength';
const GENERATED_FIELD = 'GenerateSecretString.GenerateStringKey';

/** Matches the part of a dynamic reference after the secret: `:SecretString`, which can be empty. */
const PART_PATTERN = /:SecretString|(?<=[}"]):(?=[:}])/;

/** Matches the field in a dynamic reference: `password` in `{{resolve:secretsmanager:name:SecretString:password}}`. */
const FIELD_PATTERN = new RegExp(`(?:${PART_PATTERN.source})(?::([^:{}$"]*)(?=[:}])|(?=}))`);

/** A password or token that AWS Secrets Manager generates. */
export interface GeneratedValue {
  readonly secret: ResourceView;
  /** The property that refers to the secret. */
  readonly property: string;
  readonly length: number;
}

/**
 * Validates the length of passwords or tokens that AWS Secrets Manager or a rotation generates.
 *
 * @param properties the properties that contain passwords or tokens
 * @param thing the plural noun for the generated values in messages
 */
export function generatedLengthRule(
  metadata: RuleMetadataInput,
  properties: readonly string[],
  thing: string,
  range: Range,
): Rule {
  const { min, max } = range;
  const requirement = `must come from a secret that generates ${thing} of ${min} to ${max} characters`;
  return crossResourceRule(metadata, `${metadata.property} ${requirement}`, (resource) => {
    for (const { path, property } of listValues(resource, properties)) {
      const rotatedLength = resource.target(path, ROTATION_TYPE)?.number('PasswordLength');
      if (rotatedLength !== undefined && !isIntegerInRange(rotatedLength, range)) {
        return `${resource.name(property)} must be a length of ${min} to ${max} characters, but got ${rotatedLength}. Use a length in this range.`;
      }
    }
    const value = findGeneratedValues(resource, properties).find(({ length }) => !isIntegerInRange(length, range));
    const lengthName = resource.isConstruct ? 'passwordLength' : LENGTH;
    return (
      value &&
      `${resource.name(value.property)} ${requirement}, but got ${value.secret}, which generates ${value.length} characters. Set '${lengthName}' of the secret to a number from ${min} to ${max}.`
    );
  });
}

/** Finds the generated passwords or tokens in properties. Omits those with an unresolved length. */
export function findGeneratedValues(resource: ResourceView, properties: readonly string[]): GeneratedValue[] {
  return listValues(resource, properties).flatMap(({ path, property }) => {
    const secret = resource.target(path, SECRET_TYPE);
    const length = secret && readGeneratedLength(secret, readField(resource.raw(path)));
    return secret && length !== undefined ? [{ secret, property, length }] : [];
  });
}

/** Lists the paths of the values of properties, which are single values or lists. */
function listValues(resource: ResourceView, properties: readonly string[]): { path: string; property: string }[] {
  return properties.flatMap((property) => {
    const paths = resource.list(property) ? listElementPaths(resource, property) : [property];
    return paths.map((path) => ({ path, property }));
  });
}

/** Returns the length of the field that a secret generates, or undefined for other fields and unresolved lengths. */
function readGeneratedLength(secret: ResourceView, field: string | undefined): number | undefined {
  const isGenerated = secret.resolved('GenerateSecretString') !== undefined;
  const generatedField = secret.has(GENERATED_FIELD) ? secret.text(GENERATED_FIELD) : '';
  if (!isGenerated || field === undefined || field !== generatedField) {
    return undefined;
  }
  return secret.has(LENGTH) ? secret.number(LENGTH) : DEFAULT_LENGTH;
}

/**
 * Returns the field of a secret that a value refers to. Returns an empty text for the whole secret, and undefined for
 * an unresolved field or a value that does not refer to a secret.
 */
function readField(value: unknown): string | undefined {
  // A dynamic reference can be a token, and can contain references to resources.
  const reference = JSON.stringify(resolveDynamicReference(value));
  if (!reference.includes('{{resolve:secretsmanager:')) {
    return undefined;
  }
  if (!PART_PATTERN.test(reference)) {
    return '';
  }
  const match = FIELD_PATTERN.exec(reference);
  return match ? (match[1] ?? '') : undefined;
}
