import { addCounts } from './count-properties';
import type { ResourceGroup } from './group-validator';
import { GroupValidator } from './group-validator';
import type { ResourceEnvironment } from './property-reader';
import { RelatedResources } from './related-resources';
import type { RuleFinding } from './rule';
import { hasRules } from './rule-sets';
import { Template } from './template';
import type { TemplateFinding } from './template-finding';
import { validateKeys } from './validate-resource';
import { getOrCreate, groupBy } from '../private/maps';
import { isResolved } from '../private/tokens';
import type { TemplatePath } from '../template/loops';
import { isLoopKey } from '../template/loops';
import { isCompleteTemplate } from '../template/resource-keys';
import type { NestedStackSource, ParameterValues } from '../template/template-evaluator';
import { TemplateEvaluator } from '../template/template-evaluator';
import { isTransformed } from '../template/transforms';
import { isObject, readType, toObject } from '../template/values';

/** The result of validating a template. */
export interface TemplateReport {
  /** The findings in the order of the template. */
  readonly findings: TemplateFinding[];

  /** The number of properties of ElastiCache resources. */
  readonly propertyCount: number;

  /** The number of properties that are not validated, because their values are only available at deployment. */
  readonly unresolvedPropertyCount: number;

  /** The logical ids of the resources that are validated only in some combinations of conditions. */
  readonly sampledResources: readonly string[];

  /**
   * The logical ids of resources to which CloudFormation adds properties during deployment, and the keys of loops whose
   * collections are not determined. They are not validated.
   */
  readonly uncheckedResources: readonly string[];

  /** The paths in the template of the resources that loops create, by logical id. */
  readonly resourcePaths: ReadonlyMap<string, TemplatePath>;
}

/** The values that a template does not contain. */
export interface TemplateInputs {
  /** The account and Region of the stack. They can be unresolved. */
  readonly environment?: Partial<ResourceEnvironment>;

  /** The values of parameters. Other parameters have their default values. */
  readonly parameters?: ParameterValues;

  /** The nested stack that has the values of the parameters, with the file of its parent stack. */
  readonly nestedStack?: NestedStackSource;
}

/** Validates the ElastiCache resources of a template, and returns the findings in the order of the template. */
export function validateTemplate(template: any, environment?: ResourceEnvironment): RuleFinding[] {
  return createTemplateReport(template, { environment }).findings.map(({ source: _, ...finding }) => finding);
}

/** Validates the ElastiCache resources of a template in all combinations of its conditions. */
export function createTemplateReport(template: any, inputs: TemplateInputs = {}): TemplateReport {
  const { environment } = inputs;
  const evaluator = createEvaluator(toObject(template), inputs);
  const resources = toObject(evaluator.template.Resources);
  const groups = groupResources(resources, evaluator);
  const original = new Template(evaluator.evaluate(), environment);
  const validators = groups.map((group) => ({ group, validator: new GroupValidator(evaluator, group, original) }));

  const isComplete = isCompleteTemplate(evaluator.template);
  const keyFindings = Object.entries(resources).flatMap(([id, resource]) => validateKeys(id, resource, isComplete));
  const order = new Map(Object.keys(resources).map((logicalId, index) => [logicalId, index]));
  const reports = validators.map(({ validator }) => validator.validate());
  const { total, unresolved } = addCounts(reports.map(({ propertyCounts }) => propertyCounts));
  return {
    findings: [...keyFindings, ...reports.flatMap(({ findings }) => findings)].sort(
      (a, b) => order.get(a.logicalId)! - order.get(b.logicalId)!,
    ),
    propertyCount: total,
    unresolvedPropertyCount: unresolved,
    sampledResources: validators.flatMap(({ group, validator }) => (validator.isSampled ? group.logicalIds : [])),
    uncheckedResources: Object.keys(resources).filter((key) => isUnchecked(key, resources[key])),
    resourcePaths: evaluator.resourcePaths,
  };
}

/** Creates an evaluator with the parameters and pseudo parameters that are known. */
export function createEvaluator(
  template: Readonly<Record<string, unknown>>,
  { environment, parameters, nestedStack }: TemplateInputs,
): TemplateEvaluator {
  const specifiedValues = new Map([...readPseudoParameters(environment), ...(parameters ?? [])]);
  return new TemplateEvaluator(template, specifiedValues, nestedStack);
}

/** Groups the validated resources by their conditions. Resources without conditions are evaluated only once. */
function groupResources(resources: Readonly<Record<string, unknown>>, evaluator: TemplateEvaluator): ResourceGroup[] {
  const related = new RelatedResources(resources, toObject(evaluator.template.Outputs));
  const inputs = Object.keys(resources)
    .filter((logicalId) => hasRules(readType(resources[logicalId])))
    .map((logicalId) => ({ logicalId, ...related.findInputs(logicalId) }));
  const isParameter = (name: string) => evaluator.parameters.has(name) || name === 'AWS::Region';
  return [...groupBy(inputs, ({ conditionNames }) => conditionNames.join()).values()].map((members) => {
    const parameterUsers = new Map<string, string[]>();
    for (const { logicalId, referencedNames } of members) {
      for (const name of referencedNames.filter(isParameter)) {
        getOrCreate(parameterUsers, name, () => []).push(logicalId);
      }
    }
    return {
      logicalIds: members.map(({ logicalId }) => logicalId),
      conditionNames: members[0].conditionNames,
      parameterUsers,
    };
  });
}

/** Whether an entry of the section `Resources` contains resources with rules that are not validated. */
function isUnchecked(key: string, entry: unknown): boolean {
  if (isLoopKey(key)) {
    return containsValidatedType(entry);
  }
  if (!isObject(entry) || !hasRules(readType(entry))) {
    return false;
  }
  return isTransformed(entry) || isTransformed(toObject(entry.Properties));
}

function containsValidatedType(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return hasRules(readType(value)) || Object.values(value).some(containsValidatedType);
}

/** Returns the pseudo parameters that the environment of a stack determines. */
function readPseudoParameters({ account, region }: Partial<ResourceEnvironment> = {}): [string, unknown][] {
  const values: [string, unknown][] = [
    ['AWS::AccountId', account],
    ['AWS::Region', region],
  ];
  return values.filter(([, value]) => isResolved(value));
}
