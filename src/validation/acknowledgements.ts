import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Acknowledgements } from './acknowledgement-reasons';
import { findReason, isAcknowledgements } from './acknowledgement-reasons';
import { findDefaultChild } from '../private/constructs';

/** The context key of acknowledgments: an object with a reason for each rule id, for example in cdk.json. */
export const ACKNOWLEDGEMENTS_CONTEXT_KEY = 'cdk-elasticache:acknowledgements';

/** The prefix that aws-cdk-lib adds to ids without one, depending on its version. */
const DEFAULT_PREFIX = /^annotation::/i;

/** An acknowledgment with `Validations.acknowledge`. */
interface RecordedAcknowledgement {
  readonly id: string;
  readonly reason: unknown;
  /** The path of the construct on which the rule is acknowledged. */
  readonly path: string;
}

/**
 * Finds the reason for the acknowledgment of a rule for a construct. Rules are acknowledged in the context, or with
 * `Validations.acknowledge` on the construct, its L1 construct, or one of its scopes.
 */
export function findAcknowledgement(construct: IConstruct, ruleId: string): string | undefined {
  return findRecordedAcknowledgement(construct, ruleId) ?? findContextAcknowledgement(construct, ruleId);
}

/** Finds the reason for the acknowledgment of a rule with `Validations.acknowledge`. */
export function findRecordedAcknowledgement(construct: IConstruct, ruleId: string): string | undefined {
  const defaultChild = findDefaultChild(construct);
  const constructs = [...(defaultChild ? [defaultChild] : []), ...construct.node.scopes.reverse()];
  return findReason(constructs.flatMap(readMetadata), ruleId);
}

/** Finds the reason for the acknowledgment of a rule in the context. */
export function findContextAcknowledgement(construct: IConstruct, ruleId: string): string | undefined {
  return findReason(construct.node.scopes.reverse().map(readContext), ruleId);
}

/** Lists the acknowledgments with `Validations.acknowledge`, including those for rules of other libraries. */
export function listRecordedAcknowledgements(constructs: readonly IConstruct[]): RecordedAcknowledgement[] {
  return constructs.flatMap((construct) =>
    readMetadata(construct)
      .flatMap(Object.entries)
      .map(([id, reason]) => ({ id: id.replace(DEFAULT_PREFIX, ''), reason, path: construct.node.path })),
  );
}

/** Lists the distinct values of the context key in constructs. */
export function listContextValues(constructs: readonly IConstruct[]): unknown[] {
  const values = constructs.map(({ node }) => node.tryGetContext(ACKNOWLEDGEMENTS_CONTEXT_KEY));
  return [...new Set(values)].filter((value) => value !== undefined);
}

function readMetadata({ node }: IConstruct): Acknowledgements[] {
  return node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .map(({ data }) => data as Acknowledgements);
}

function readContext({ node }: IConstruct): Acknowledgements {
  const value: unknown = node.tryGetContext(ACKNOWLEDGEMENTS_CONTEXT_KEY);
  return isAcknowledgements(value) ? value : {};
}
