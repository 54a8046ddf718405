import type { GeneratedValue } from './generated-secrets';
import { findGeneratedValues } from './generated-secrets';
import type { ResourceView } from '../resource-view';
import type { Rule } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';

const GENERATOR = 'GenerateSecretString';
const EXCLUDED_CHARACTERS = `${GENERATOR}.ExcludeCharacters`;
const EXCLUDE_PUNCTUATION = `${GENERATOR}.ExcludePunctuation`;
const INCLUDE_SPACE = `${GENERATOR}.IncludeSpace`;
const REQUIRE_EACH_TYPE = `${GENERATOR}.RequireEachIncludedType`;

/**
 * The characters that AWS Secrets Manager generates by default, by the option that excludes them.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
const CHARACTER_TYPES = {
  [`${GENERATOR}.ExcludeLowercase`]: 'abcdefghijklmnopqrstuvwxyz',
  [`${GENERATOR}.ExcludeUppercase`]: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  [`${GENERATOR}.ExcludeNumbers`]: '0123456789',
  [EXCLUDE_PUNCTUATION]: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

const FLAGS = [...Object.keys(CHARACTER_TYPES), INCLUDE_SPACE, REQUIRE_EACH_TYPE];

/**
 * The probability from which a rejection is an error. With the default options, ElastiCache rejects a value of 32
 * characters with a probability of 99.99% for an AUTH token, and of 75% for the password of a user.
 */
const ERROR_PROBABILITY = 0.99;

/** The characters that ElastiCache accepts. */
interface CharacterRequirement {
  readonly pattern: RegExp;
  /** The plural noun for the passwords or tokens, with their characters. */
  readonly description: string;
}

/** A generated value that ElastiCache can reject. */
interface RejectedValue extends GeneratedValue {
  readonly probability: number;
}

/**
 * Validates the characters of passwords or tokens that AWS Secrets Manager generates. Reports an error if ElastiCache
 * rejects practically all of the values, and a warning if it rejects some of them.
 *
 * @param properties the properties that contain passwords or tokens
 */
export function generatedCharacterRules(
  metadata: { readonly invalid: RuleMetadataInput; readonly unreliable: RuleMetadataInput },
  properties: readonly string[],
  requirement: CharacterRequirement,
): Rule[] {
  const { description } = requirement;
  const createRule = (
    ruleMetadata: RuleMetadataInput,
    verb: string,
    isReported: (probability: number) => boolean,
    formatProbability: (probability: number) => string,
    consequence = '',
  ) =>
    crossResourceRule(
      ruleMetadata,
      `${ruleMetadata.property} ${verb} come from a secret that generates ${description}`,
      (resource) => {
        const value = findRejectedValues(resource, properties, requirement).find(({ probability }) =>
          isReported(probability),
        );
        return (
          value &&
          `${resource.name(value.property)} ${verb} come from a secret that generates ${description}. ` +
            `With a probability of ${formatProbability(value.probability)}, the value that ${value.secret} generates does not meet this requirement${consequence}. ` +
            suggestOptions(value.secret, requirement)
        );
      },
    );
  return [
    createRule(
      metadata.invalid,
      'must',
      (probability) => probability >= ERROR_PROBABILITY,
      () => 'more than 99%',
    ),
    createRule(
      { ...metadata.unreliable, severity: 'warning' },
      'should',
      (probability) => probability < ERROR_PROBABILITY,
      (probability) => `${Math.round(probability * 100)}%`,
      ', and AWS rejects it',
    ),
  ];
}

/** Finds the generated values with characters that ElastiCache can reject. */
function findRejectedValues(
  resource: ResourceView,
  properties: readonly string[],
  { pattern }: CharacterRequirement,
): RejectedValue[] {
  return findGeneratedValues(resource, properties)
    .map((value) => ({ ...value, probability: computeRejectionProbability(value, pattern) }))
    .filter(({ probability }) => probability > 0);
}

/**
 * Returns the probability that a value contains a character that the pattern does not match, or 0 if the options of
 * the secret are unresolved.
 *
 * Each character is considered independent of the others. In fact, a value contains a character of each type by
 * default, which makes a difference only if ElastiCache rejects all characters of a type.
 */
function computeRejectionProbability({ secret, length }: GeneratedValue, pattern: RegExp): number {
  if (!areOptionsResolved(secret)) {
    return 0;
  }
  const excludedCharacters = secret.text(EXCLUDED_CHARACTERS) ?? '';
  const types = Object.entries(CHARACTER_TYPES)
    .filter(([option]) => secret.flag(option) !== true)
    .map(([, characters]) => [...characters].filter((character) => !excludedCharacters.includes(character)))
    .filter((characters) => characters.length > 0);
  const isAccepted = (character: string) => pattern.test(character);
  const requiresEachType = secret.flag(REQUIRE_EACH_TYPE) !== false;
  if (requiresEachType && types.some((characters) => !characters.some(isAccepted))) {
    return 1;
  }
  const characters = [...types.flat(), ...(secret.flag(INCLUDE_SPACE) ? [' '] : [])];
  return characters.length > 0 ? 1 - (characters.filter(isAccepted).length / characters.length) ** length : 0;
}

function areOptionsResolved(secret: ResourceView): boolean {
  const areFlagsResolved = FLAGS.every((option) => !secret.has(option) || secret.flag(option) !== undefined);
  const areExcludedCharactersResolved =
    !secret.has(EXCLUDED_CHARACTERS) || secret.text(EXCLUDED_CHARACTERS) !== undefined;
  return areFlagsResolved && areExcludedCharactersResolved;
}

/** Suggests how to exclude the characters that ElastiCache rejects. */
function suggestOptions(secret: ResourceView, { pattern }: CharacterRequirement): string {
  const [excludePunctuation, includeSpace] = secret.isConstruct
    ? ['excludePunctuation', 'includeSpace']
    : [EXCLUDE_PUNCTUATION, INCLUDE_SPACE];
  const mustExcludeSpace = secret.flag(INCLUDE_SPACE) && !pattern.test(' ');
  const spaceFix = mustExcludeSpace ? `, and '${includeSpace}' to false` : '';
  return `Set '${excludePunctuation}' of the secret to true${spaceFix}.`;
}
