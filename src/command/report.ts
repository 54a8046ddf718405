import type { RuleFinding } from '../validation/rule';
import { FindingSeverity } from '../validation/rule';

/** The acknowledgment of an error, which is reported as a warning. */
export interface Suppression {
  /** Whether the template contains the acknowledgment, or an option or the configuration file. */
  readonly kind: 'inSource' | 'external';
  readonly reason: string;
}

/** A finding with its position. */
export interface LocatedFinding extends RuleFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;

  /** The acknowledgment of the error. Not set for other findings. */
  readonly suppression?: Suppression;
}

/** The result of checking a template. */
export interface TemplateResult {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly LocatedFinding[];

  /** The number of ElastiCache resources. */
  readonly resourceCount: number;
  readonly propertyCount: number;
  readonly unresolvedPropertyCount: number;

  /** The logical ids of the resources that are checked only in some combinations of conditions. */
  readonly sampledResources: readonly string[];

  /** The logical ids of the resources, and the keys of the loops, that are not checked. */
  readonly uncheckedResources: readonly string[];

  /** What to do before the check, if another tool replaces values before deployment. */
  readonly preparation?: string;

  /** The parameters that the template declares. */
  readonly parameterNames: readonly string[];

  /** The values in the file of `--parameters` that the template does not allow. */
  readonly parameterErrors: readonly InputError[];

  /** Whether the template belongs to a nested stack, which determines the values of the parameters. */
  readonly isNested?: boolean;
}

/** An input that cannot be read. */
export interface InputError {
  readonly file: string;
  readonly message: string;

  /** The position of a syntax error. */
  readonly line?: number;
  readonly column?: number;
}

/** The result of the command. */
export interface CheckReport {
  readonly results: readonly TemplateResult[];
  readonly inputErrors: readonly InputError[];
}

export function listFindings({ results }: CheckReport): LocatedFinding[] {
  return results.flatMap(({ findings }) => findings);
}

export function isError({ severity }: Pick<RuleFinding, 'severity'>): boolean {
  return severity === FindingSeverity.ERROR;
}
