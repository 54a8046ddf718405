import { ACKNOWLEDGEMENTS_PAGE } from './documentation';
import type { SourceResource } from './template-resources';
import { readPath } from './template-resources';
import { isObject } from '../template/values';
import type { Acknowledgements } from '../validation/acknowledgement-reasons';
import type { Rules } from '../validation/check-acknowledgements';
import { checkAcknowledgement, listRules } from '../validation/check-acknowledgements';
import type { RuleFinding } from '../validation/rule';
import { FindingSeverity } from '../validation/rule';
import { addPrefix, PLUGIN_NAME } from '../validation/rule-ids';

const ACKNOWLEDGE = 'acknowledge';

/** The path of acknowledgments in a resource. */
export const ACKNOWLEDGEMENTS_PATH = ['Metadata', PLUGIN_NAME, ACKNOWLEDGE] as const;

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
    const value = readPath(resource, ACKNOWLEDGEMENTS_PATH);
    return value === undefined ? [] : [{ logicalId, resource, value }];
  });
  // Loading all rules takes time, and most templates have no acknowledgments.
  const rules: Rules = entries.length > 0 ? listRules() : new Map();
  return {
    byResource: new Map(entries.map(({ logicalId, value }) => [logicalId, readReasons(value)])),
    findings: entries.flatMap(({ logicalId, resource, value }) =>
      checkReasons(rules, logicalId, value).map((message) => ({
        ruleId: 'AcknowledgementInvalid',
        severity: FindingSeverity.ERROR,
        isAcknowledgeable: false,
        logicalId,
        resourceType: String(readPath(resource, ['Type'])),
        propertyPath: '',
        message,
        documentationUrl: ACKNOWLEDGEMENTS_PAGE,
      })),
    ),
  };
}

/** Returns the reasons by the ids that users acknowledge. Omits missing reasons, which are errors. */
function readReasons(value: unknown): Acknowledgements {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([ruleId, reason]) => (typeof reason === 'string' ? [[addPrefix(ruleId), reason]] : [])),
  );
}

function checkReasons(rules: Rules, logicalId: string, value: unknown): string[] {
  if (!isObject(value)) {
    return [
      `'${ACKNOWLEDGEMENTS_PATH.join('.')}' must be an object with a reason for each rule id, but got ${JSON.stringify(value)}. Specify a reason for each rule id.`,
    ];
  }
  return Object.entries(value).flatMap(([ruleId, reason]) =>
    checkAcknowledgement(rules, addPrefix(ruleId), reason, logicalId),
  );
}
