import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import type { ReferenceSource } from './template-finding';

/** A problem with a reference, a condition, or a logical id. */
export interface ReferenceError {
  readonly rule: RuleMetadata;
  readonly message: string;

  /** The reference to the resource that causes the error, if it is not in the resource itself. */
  readonly source?: ReferenceSource;
}

/** The page about the function `Ref`. */
export const REF =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html';

/** Creates the metadata of a rule that CloudFormation enforces for resources of all types. */
export const createReferenceRule = (
  id: string,
  see: string,
  description: string,
  severity: FindingSeverity = FindingSeverity.ERROR,
): RuleMetadata => ({ id: `Resource.${id}`, property: '', see, description, severity });
