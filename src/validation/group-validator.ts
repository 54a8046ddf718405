import type { ConditionalFinding, ConditionValues } from './conditional-findings';
import { ConditionalFindings, describeCause, findCause, getFindingKey } from './conditional-findings';
import type { ResourceEnvironment } from './property-reader';
import type { RuleFinding } from './rule';
import { FindingSeverity } from './rule';
import { formatValue } from './rule-builders';
import type { TemplateResource } from './template';
import { Template } from './template';
import { validateResource } from './validate-resource';
import { getOrCreate, groupBy } from '../private/maps';
import type { Combination } from '../template/combinations';
import type { ParameterValues, TemplateEvaluator } from '../template/template-evaluator';

/** The maximum number of combinations of conditions in which a group is validated. */
const MAX_COMBINATIONS = 64;

/** The maximum number of allowed values of parameters with which a group is validated. */
const MAX_ALLOWED_VALUES = 64;

/** Resources that depend on the same conditions. */
export interface ResourceGroup {
  readonly logicalIds: readonly string[];
  readonly conditionNames: readonly string[];

  /** The parameters that the resources and their related resources use. */
  readonly parameterNames: readonly string[];
}

/** Validates a group of resources in all combinations of its conditions. */
export class GroupValidator {
  /** The combinations in which the group is validated. */
  public readonly combinations: readonly Combination[];

  /** Whether there are more combinations. */
  public readonly isSampled: boolean;

  private readonly found = new ConditionalFindings();

  /** The combinations in which each resource exists. */
  private readonly existing = new Map<string, ConditionValues[]>();

  /** The parameters whose values cause a finding, by the key of the finding. */
  private readonly causingParameters = new Map<string, string[]>();

  constructor(
    private readonly evaluator: TemplateEvaluator,
    private readonly group: ResourceGroup,
    private readonly environment?: Partial<ResourceEnvironment>,
  ) {
    const { combinations, isIncomplete } = evaluator.findCombinations(group.conditionNames);
    this.combinations = combinations.slice(0, MAX_COMBINATIONS);
    this.isSampled = isIncomplete || this.combinations.length < combinations.length;
  }

  public validate(): RuleFinding[] {
    for (const combination of this.combinations) {
      this.validateCombination(combination);
    }
    return [...[...this.found].map((finding) => this.describe(finding)), ...this.validateAllowedValues()];
  }

  private validateCombination(combination: Combination): void {
    const { conditions } = combination;
    const values = this.evaluator.readValues(combination);
    const resources = this.evaluate(combination, values);
    for (const { logicalId } of resources) {
      getOrCreate(this.existing, logicalId, () => []).push(conditions);
    }
    const findings = resources.flatMap(validateResource);
    const newFindings = findings.filter((finding) => this.found.add(finding, conditions));
    this.findCausingParameters(combination, values, newFindings);
  }

  /** The template in the first combination. */
  public createFirstTemplate(): Template {
    const [combination] = this.combinations;
    return this.createTemplate(combination, this.evaluator.readValues(combination));
  }

  private createTemplate(combination: Combination, values: ParameterValues): Template {
    return new Template(this.evaluator.evaluate(combination, values), this.environment);
  }

  /** Returns the resources of the group that exist in a combination. */
  private evaluate(combination: Combination, values: ParameterValues): TemplateResource[] {
    const { resources } = this.createTemplate(combination, values);
    return this.group.logicalIds.map((id) => resources.get(id)).filter((resource) => resource !== undefined);
  }

  private findIn(combination: Combination, values: ParameterValues): RuleFinding[] {
    return this.evaluate(combination, values).flatMap(validateResource);
  }

  /** Finds the parameters without whose values the findings do not occur. */
  private findCausingParameters(
    combination: Combination,
    values: ParameterValues,
    findings: readonly RuleFinding[],
  ): void {
    if (findings.length === 0) {
      return;
    }
    const names = this.group.parameterNames.filter(
      (name) => values.has(name) && !combination.assignedParameters.has(name),
    );
    for (const name of names) {
      const otherValues = new Map([...values].filter(([other]) => other !== name));
      const remaining = new Set(this.findIn(combination, otherValues).map(getFindingKey));
      for (const key of findings.map(getFindingKey).filter((candidate) => !remaining.has(candidate))) {
        getOrCreate(this.causingParameters, key, () => []).push(name);
      }
    }
  }

  private describe({ finding, combinations }: ConditionalFinding): RuleFinding {
    const cause = findCause(combinations, this.existing.get(finding.logicalId)!);
    const parameters = this.causingParameters.get(getFindingKey(finding)) ?? [];
    const notes = [...describeCause(cause), ...parameters.map((name) => this.evaluator.describeSource(name))];
    return { ...finding, message: [finding.message, ...notes].join(' ') };
  }

  /** Reports warnings for allowed values of parameters that cause errors. */
  private validateAllowedValues(): RuleFinding[] {
    const candidates = this.group.parameterNames.flatMap((name) =>
      this.evaluator.listOtherAllowedValues(name).map((value) => ({ name, value })),
    );
    const errors = candidates.slice(0, MAX_ALLOWED_VALUES).flatMap(({ name, value }) => {
      const values = new Map([[name, value]]);
      const [combination] = this.evaluator.findCombinations(this.group.conditionNames, values, 1).combinations;
      const findings = combination ? this.findIn(combination, this.evaluator.readValues(combination)) : [];
      return findings
        .filter(({ severity }) => severity === FindingSeverity.ERROR)
        .filter((finding) => !this.found.has(finding))
        .map((finding) => ({ finding, name, value }));
    });
    const groups = groupBy(errors, ({ finding: { ruleId, logicalId }, name }) => `${ruleId} ${logicalId} ${name}`);
    return [...groups.values()].map(([first, ...others]) => ({
      ...first.finding,
      severity: FindingSeverity.WARNING,
      message: [
        first.finding.message,
        `Parameter '${first.name}' allows this value.`,
        ...(others.length > 0 ? [`It also allows ${others.map(({ value }) => formatValue(value)).join(', ')}.`] : []),
      ].join(' '),
    }));
  }
}
