import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The name of the validation plugin, and the prefix of rule ids in aws-cdk-lib. */
export const PLUGIN_NAME = 'cdk-elasticache';

/** The context key of acknowledgements: an object with a reason for each rule id, for example in cdk.json. */
export const ACKNOWLEDGEMENTS_CONTEXT_KEY = 'cdk-elasticache:acknowledgements';

const PREFIX = `${PLUGIN_NAME}::`;

/** Reasons by rule id. */
export type Acknowledgements = Readonly<Record<string, string>>;

/** Returns the id by which a rule is acknowledged in an app, such as `cdk-elasticache::ServerlessCache.NameMissing`. */
export function qualifyRuleId(ruleId: string): string {
  return PREFIX + ruleId;
}

/**
 * Finds the reason why a rule is acknowledged for a construct: with `Validations.acknowledge` on the construct or one
 * of its scopes, or by the context.
 */
export function findAcknowledgement(construct: IConstruct, ruleId: string): string | undefined {
  const id = qualifyRuleId(ruleId);
  const scopes = construct.node.scopes.reverse();
  return [...scopes.flatMap(readMetadata), readContext(construct)].find((acknowledged) =>
    Object.hasOwn(acknowledged, id),
  )?.[id];
}

/** Lists the ids of rules of this library that are acknowledged anywhere in an app, or in its context. */
export function listAcknowledgedIds(root: IConstruct): string[] {
  const constructs = root.node.findAll();
  const metadataIds = constructs.flatMap(readMetadata).flatMap((acknowledged) => Object.keys(acknowledged));
  const contextIds = constructs.flatMap((construct) => Object.keys(readContext(construct)));
  return [...new Set([...metadataIds.filter((id) => id.startsWith(PREFIX)), ...contextIds])];
}

function readMetadata({ node }: IConstruct): Acknowledgements[] {
  return node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .map(({ data }) => data as Acknowledgements);
}

function readContext({ node }: IConstruct): Acknowledgements {
  return node.tryGetContext(ACKNOWLEDGEMENTS_CONTEXT_KEY) ?? {};
}
