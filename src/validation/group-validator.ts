import type { ConditionalFinding, ConditionValues } from './conditional-findings';
import { ConditionalFindings, describeCause, findCause, getFindingKey } from './conditional-findings';
import type { PropertyCounts } from './count-properties';
import { addCounts, countProperties } from './count-properties';
import { FindingSeverity } from './rule';
import { formatValue } from './rule-builders';
import { Template } from './template';
import type { TemplateFinding } from './template-finding';
import type { TemplateResource } from './template-resource';
import { validateResource } from './validate-resource';
import { getOrCreate, groupBy } from '../private/maps';
import { formatList } from '../private/text';
import type { Combination } from '../template/combinations';
import type { EvaluatedValues, TemplateEvaluator } from '../template/template-evaluator';

/** The maximum number of combinations of conditions in which a group is validated. */
const MAX_COMBINATIONS = 64;

/** The maximum number of possible values of parameters with which a group is validated. */
const MAX_OTHER_VALUES = 64;

/** Resources that depend on the same conditions. */
export interface ResourceGroup {
  readonly logicalIds: readonly string[];
  readonly conditionNames: readonly string[];

  /**
   * The resources that use a parameter or the Region, also in related resources, by the name of the parameter.
   */
  readonly parameterUsers: ReadonlyMap<string, readonly string[]>;
}

/** The result of validating a group. */
export interface GroupReport {
  readonly findings: TemplateFinding[];

  /** The properties of the ElastiCache resources that exist in the first combination. */
  readonly propertyCounts: PropertyCounts;
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

  /** @param template the template with unknown conditions */
  constructor(
    private readonly evaluator: TemplateEvaluator,
    private readonly group: ResourceGroup,
    private readonly template: Template,
  ) {
    const { combinations, isIncomplete } = evaluator.findCombinations(group.conditionNames);
    this.combinations = selectCombinations(combinations);
    this.isSampled = isIncomplete || this.combinations.length < combinations.length;
  }

  public validate(): GroupReport {
    let propertyCounts: PropertyCounts = { total: 0, unresolved: 0 };
    for (const [index, combination] of this.combinations.entries()) {
      const resources = this.validateCombination(combination);
      if (index === 0) {
        propertyCounts = this.countProperties(combination, resources);
      }
    }
    const findings = [...this.found].map((finding) => this.describe(finding));
    return { findings: [...findings, ...this.validateOtherValues()], propertyCounts };
  }

  /** Counts the properties. Those that depend on one parameter with a few possible values are validated. */
  private countProperties(combination: Combination, resources: readonly TemplateResource[]): PropertyCounts {
    const { total, unresolved } = countResources(resources);
    const resourcesById = new Map(resources.map((resource) => [resource.logicalId, resource]));
    const values = this.evaluator.readValues(combination);
    const candidates = [...this.group.parameterUsers].filter(([name]) => unresolved > 0 && !values.has(name));
    const validated = candidates.map(([name, users]) => {
      const [value] = this.evaluator.listOtherValues(name).values;
      if (value === undefined) {
        return 0;
      }
      const members = users.map((id) => resourcesById.get(id)).filter((resource) => resource !== undefined);
      const others = this.evaluate(combination, values.with(name, value), users);
      return countResources(members).unresolved - countResources(others).unresolved;
    });
    const count = validated.filter((each) => each > 0).reduce((sum, each) => sum + each, 0);
    return { total, unresolved: Math.max(unresolved - count, 0) };
  }

  /** Validates the resources of a combination, and returns them. */
  private validateCombination(combination: Combination): TemplateResource[] {
    const { conditions } = combination;
    const values = this.evaluator.readValues(combination);
    const resources = this.evaluate(combination, values, this.group.logicalIds);
    for (const { logicalId } of resources) {
      getOrCreate(this.existing, logicalId, () => []).push(conditions);
    }
    const findings = resources.flatMap(validateResource);
    const newFindings = findings.filter((finding) => this.found.add(finding, conditions));
    this.findCausingParameters(combination, values, newFindings);
    return resources;
  }

  /** Returns the resources with these logical ids that exist in a combination. */
  private evaluate(
    combination: Combination,
    values: EvaluatedValues,
    logicalIds: readonly string[],
  ): TemplateResource[] {
    const evaluated = this.evaluator.evaluate(combination.conditions, values);
    const { resources } = new Template(evaluated, this.template.environment, this.template);
    return logicalIds.map((id) => resources.get(id)).filter((resource) => resource !== undefined);
  }

  /** Finds the parameters without whose values the findings do not occur. */
  private findCausingParameters(
    combination: Combination,
    values: EvaluatedValues,
    findings: readonly TemplateFinding[],
  ): void {
    const findingsByResource = groupBy(findings, ({ logicalId }) => logicalId);
    for (const [name, users] of this.group.parameterUsers) {
      const logicalIds = users.filter((id) => findingsByResource.has(id));
      const isCandidate =
        values.has(name) && !combination.assignedParameters.has(name) && this.evaluator.parameters.has(name);
      if (logicalIds.length === 0 || !isCandidate) {
        continue;
      }
      const resources = this.evaluate(combination, values.with(name, undefined), logicalIds);
      const remaining = new Set(resources.flatMap(validateResource).map(getFindingKey));
      const keys = logicalIds.flatMap((id) => findingsByResource.get(id)!).map(getFindingKey);
      for (const key of keys.filter((candidate) => !remaining.has(candidate))) {
        getOrCreate(this.causingParameters, key, () => []).push(name);
      }
    }
  }

  private describe({ finding, combinations }: ConditionalFinding): TemplateFinding {
    const cause = findCause(combinations, this.existing.get(finding.logicalId)!);
    const parameters = this.causingParameters.get(getFindingKey(finding)) ?? [];
    const notes = [
      ...this.describeExistence(finding.logicalId),
      ...describeCause(cause),
      ...parameters.map((name) => this.evaluator.describeSource(name, finding.message)),
    ];
    return { ...finding, message: [finding.message, ...notes].join(' ') };
  }

  /** Describes the condition of a resource that does not exist with the defaults, as a sentence. */
  private describeExistence(logicalId: string): string[] {
    const [{ conditions: defaults }] = this.combinations;
    return this.existing.get(logicalId)!.includes(defaults)
      ? []
      : [`The resource exists only if condition '${this.evaluator.readConditionName(logicalId)}' is true.`];
  }

  /**
   * Reports warnings for other values of parameters that cause errors, and errors for parameters that have only such
   * values.
   */
  private validateOtherValues(): TemplateFinding[] {
    const candidates = [...this.group.parameterUsers].flatMap(([name, users]) =>
      this.evaluator.listOtherValues(name).values.map((value) => ({ name, users, value })),
    );
    const errors = candidates.slice(0, MAX_OTHER_VALUES).flatMap(({ name, users, value }) => {
      const values = new Map([[name, value]]);
      const [combination] = this.evaluator.findCombinations(this.group.conditionNames, values, 1).combinations;
      const resources = combination ? this.evaluate(combination, this.evaluator.readValues(combination), users) : [];
      return resources
        .flatMap(validateResource)
        .filter(({ severity }) => severity === FindingSeverity.ERROR)
        .filter((finding) => !this.found.has(finding))
        .map((finding) => ({ finding, name, value }));
    });
    const groups = groupBy(errors, ({ finding, name }) => `${getRuleKey(finding)} ${finding.propertyPath} ${name}`);
    const getUserKey = ({ finding, name }: (typeof errors)[number]) => `${finding.logicalId} ${name}`;
    // A rule that a resource violates without the parameter can report another message for each value.
    const reportedRules = new Set([...this.found].map(({ finding }) => getRuleKey(finding)));
    const isCausedByValue = ({ finding }: (typeof errors)[number]) => !reportedRules.has(getRuleKey(finding));
    const errorsByUser = groupBy(errors.filter(isCausedByValue), getUserKey);
    const determinedNames = new Map<string, boolean>();
    return [...groups.values()].map((group) => {
      const [{ finding, name }] = group;
      const values = [...new Set(group.map(({ value }) => value))];
      const isAlwaysWrong =
        isCausedByValue(group[0]) &&
        this.hasOnlyWrongValues(name, errorsByUser.get(getUserKey(group[0]))!) &&
        getOrCreate(determinedNames, name, () => this.determinesConditions(name));
      const notes = [
        this.describeValues(name, values, finding.message),
        ...(isAlwaysWrong ? [`All values of ${formatParameter(name)} cause errors.`] : []),
      ];
      return {
        ...finding,
        severity: isAlwaysWrong ? FindingSeverity.ERROR : FindingSeverity.WARNING,
        message: [finding.message, ...notes].join(' '),
      };
    });
  }

  /** Whether a parameter has only values that cause an error of a resource. */
  private hasOnlyWrongValues(name: string, errors: readonly { readonly value: string }[]): boolean {
    const { values, hasDefault } = this.evaluator.listOtherValues(name);
    const wrongValues = new Set(errors.map(({ value }) => value));
    return !hasDefault && wrongValues.size === new Set(values).size;
  }

  /** Whether only one combination of conditions can occur with each value of a parameter. */
  private determinesConditions(name: string): boolean {
    return this.evaluator.listOtherValues(name).values.every((value) => {
      const { combinations, isIncomplete } = this.evaluator.findCombinations(
        this.group.conditionNames,
        new Map([[name, value]]),
        2,
      );
      return combinations.length === 1 && !isIncomplete;
    });
  }

  private describeValues(name: string, [first, ...others]: readonly string[], message: string): string {
    if (!this.evaluator.listOtherValues(name).isAllowed) {
      return `This applies if ${formatParameter(name)} is ${formatList([first, ...others], 'or')}.`;
    }
    const further = others.length > 0 ? [`It also allows ${others.map(formatValue).join(', ')}.`] : [];
    return [`Parameter '${name}' allows ${this.evaluator.describeValue(name, first, message)}.`, ...further].join(' ');
  }
}

/** Selects combinations in which each condition has each of its values, and those closest to the defaults. */
function selectCombinations(combinations: readonly Combination[]): Combination[] {
  if (combinations.length <= MAX_COMBINATIONS) {
    return [...combinations];
  }
  const covered = new Set<string>();
  const covering = combinations.filter(({ conditions }) => {
    const values = [...conditions].map(([name, value]) => `${name} ${value}`);
    const coversNewValue = values.some((value) => !covered.has(value));
    values.forEach((value) => covered.add(value));
    return coversNewValue;
  });
  const selected = new Set([...covering, ...combinations].slice(0, MAX_COMBINATIONS));
  return combinations.filter((combination) => selected.has(combination));
}

function getRuleKey({ ruleId, logicalId }: TemplateFinding): string {
  return `${ruleId} ${logicalId}`;
}

function formatParameter(name: string): string {
  return name === 'AWS::Region' ? 'the Region' : `parameter '${name}'`;
}

function countResources(resources: readonly TemplateResource[]): PropertyCounts {
  const members = resources.filter(({ type }) => type.startsWith('AWS::ElastiCache::'));
  return addCounts(members.map(({ values, template }) => countProperties(values, template.resources)));
}
