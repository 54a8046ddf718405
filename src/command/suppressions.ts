import { ACKNOWLEDGEMENT_INVALID, listCommandRules } from './file-rules';
import type { SourceResource } from './template-resources';
import { readPath } from './template-resources';
import { isObject, readType } from '../template/values';
import type { Acknowledgements } from '../validation/acknowledgement-reasons';
import type { Rules } from '../validation/check-acknowledgements';
import { checkAcknowledgement } from '../validation/check-acknowledgements';
import type { RuleFinding } from '../validation/rule';
import { FindingSeverity } from '../validation/rule';
import { addPrefix, PLUGIN_NAME, removePrefix } from '../validation/rule-ids';
import { VALIDATED_TYPES } from '../validation/rule-sets';
import { getShortTypeName } from '../validation/schema';

const ACKNOWLEDGE = 'acknowledge';

const METADATA_PATH = ['Metadata', PLUGIN_NAME] as const;

/** The path of acknowledgments in a resource. */
export const ACKNOWLEDGEMENTS_PATH = [...METADATA_PATH, ACKNOWLEDGE] as const;

/** The acknowledgments in the metadata of resources. */
export interface Suppressions {
  /** The acknowledgments by logical id. */
  readonly byResource: ReadonlyMap<string, Acknowledgements>;

  /** The errors in the acknowledgments. */
  readonly findings: readonly RuleFinding[];
}

/**
 * Reads the acknowledgments in the metadata of resources:
 * `Metadata: { cdk-elasticache: { acknowledge: { <rule>: <reason> } } }`.
 */
export function readSuppressions(resources: ReadonlyMap<string, SourceResource>): Suppressions {
  const entries = [...resources].flatMap(([logicalId, { value: resource }]) => {
    const metadata = readPath(resource, METADATA_PATH);
    return metadata === undefined ? [] : [{ logicalId, resource, metadata, value: readPath(metadata, [ACKNOWLEDGE]) }];
  });
  // Loading all rules takes time, and most templates have no acknowledgments.
  const rules: Rules = entries.length > 0 ? listCommandRules() : new Map();
  return {
    byResource: new Map(entries.map(({ logicalId, value }) => [logicalId, readReasons(value)])),
    findings: entries.flatMap(({ logicalId, resource, metadata, value }) =>
      [...checkMetadata(metadata), ...checkReasons(rules, logicalId, readType(resource), value)].map((message) => ({
        ruleId: ACKNOWLEDGEMENT_INVALID.id,
        severity: FindingSeverity.ERROR,
        isAcknowledgeable: false,
        logicalId,
        resourceType: readType(resource),
        propertyPath: '',
        message,
        documentationUrl: ACKNOWLEDGEMENT_INVALID.see,
      })),
    ),
  };
}

/** Returns the reasons by the ids that users acknowledge. Omits missing reasons, which are errors. */
function readReasons(value: unknown): Acknowledgements {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([ruleId, reason]) =>
      typeof reason === 'string' && reason !== '' ? [[addPrefix(ruleId), reason]] : [],
    ),
  );
}

/** Returns an error for each key that is not `acknowledge`, because it can be misspelled. */
function checkMetadata(metadata: unknown): string[] {
  const path = METADATA_PATH.join('.');
  if (!isObject(metadata)) {
    return [`'${path}' must be an object, but got ${JSON.stringify(metadata)}. Use the key '${ACKNOWLEDGE}'.`];
  }
  return Object.keys(metadata)
    .filter((key) => key !== ACKNOWLEDGE)
    .map((key) => `'${path}.${key}' is not a key of the metadata. Use '${path}.${ACKNOWLEDGE}'.`);
}

function checkReasons(rules: Rules, logicalId: string, type: string, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  if (!isObject(value)) {
    return [
      `'${ACKNOWLEDGEMENTS_PATH.join('.')}' must be an object with a reason for each rule id, but got ${JSON.stringify(value)}. Specify a reason for each rule id.`,
    ];
  }
  return Object.entries(value).flatMap(([ruleId, reason]) => [
    ...checkAcknowledgement(rules, addPrefix(ruleId), reason, logicalId),
    ...(rules.has(addPrefix(ruleId)) ? checkRuleType(ruleId, logicalId, type) : []),
  ]);
}

/** Returns an error for a rule of another resource type. */
function checkRuleType(ruleId: string, logicalId: string, type: string): string[] {
  const [ruleType] = removePrefix(addPrefix(ruleId)).split('.');
  const isOfOtherType = VALIDATED_TYPES.some((other) => other !== type && getShortTypeName(other) === ruleType);
  return isOfOtherType && getShortTypeName(type) !== ruleType
    ? [
        `'${addPrefix(ruleId)}' is acknowledged for '${logicalId}', but is not a rule of ${type}. Remove the acknowledgment, or use the rule of the type.`,
      ]
    : [];
}
