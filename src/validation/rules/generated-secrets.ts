import { isIntegerInRange } from '../../private/ranges';
import type { Range } from '../../private/ranges';
import { listElementPaths } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';

/** The length of the passwords that AWS Secrets Manager generates by default. */
const DEFAULT_LENGTH = 32;

/** Validates the length of passwords and tokens that AWS Secrets Manager generates. */
export function generatedLengthRule(metadata: RuleMetadataInput, thing: string, range: Range): Rule {
  const { property } = metadata;
  const requirement = `must come from a secret that generates ${thing} of ${range.min} to ${range.max} characters`;
  return crossResourceRule(metadata, `${property} ${requirement}`, (resource) => {
    const paths = resource.list(property) ? listElementPaths(resource, property) : [property];
    for (const path of paths) {
      const secret = resource.target(path, 'AWS::SecretsManager::Secret');
      const isGenerated = secret?.resolved('GenerateSecretString') !== undefined;
      const length = secret?.has(LENGTH) ? secret.number(LENGTH) : DEFAULT_LENGTH;
      if (isGenerated && length !== undefined && !isIntegerInRange(length, range)) {
        return `${resource.name(property)} ${requirement}, got ${secret} with ${length}`;
      }
    }
    return undefined;
  });
}

const LENGTH = 'GenerateSecretString.PasswordLength';
