import { toParameterText } from './parameter-file';
import type { ReadTemplate } from './read-templates';
import { groupBy } from '../private/maps';
import { isLoopKey } from '../template/loops';
import type { ParameterValues, TemplateEvaluator } from '../template/template-evaluator';
import { isTransformed } from '../template/transforms';
import { isLiteral, isObject, readName } from '../template/values';
import { findCause, formatConditions } from '../validation/conditional-findings';
import type { TemplateInputs } from '../validation/validate-template';
import { createEvaluator } from '../validation/validate-template';

/** The properties that contain the location of a nested template, by resource type. */
const LOCATION_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** The maximum number of combinations of conditions of a nested stack. With more, its conditions are unknown. */
const MAX_COMBINATIONS = 16;

/** A nested stack whose template is a local file. */
export interface NestedStack {
  readonly logicalId: string;

  /** The path of the template, relative to the template of the parent stack. */
  readonly location: string;

  /** The property that contains the path. */
  readonly locationProperty: string;

  /** The conditions under which the stack exists and has the parameters, as in `if condition 'IsProd' is true`. */
  readonly cause?: string;

  /** The values of parameters. A value is undefined if it is only available at deployment. */
  readonly parameters: ReadonlyMap<string, string | undefined>;

  /** Whether the stack can have values of further parameters, which are only available at deployment. */
  readonly hasOtherParameters: boolean;
}

/** Lists the nested stacks with local templates. Omits stacks that do not exist in any combination of conditions. */
export function listNestedStacks({ template }: ReadTemplate, inputs: TemplateInputs): NestedStack[] {
  const entries = Object.entries(template.Resources);
  // The evaluation takes time, and most templates have no nested stacks.
  if (!entries.some(([key, entry]) => isLoopKey(key) || findLocationProperty(entry) !== undefined)) {
    return [];
  }
  const evaluator = createEvaluator(template, inputs);
  const resources = Object.entries(evaluator.template.Resources as ReadTemplate['template']['Resources']);
  return resources.flatMap(([logicalId, resource]) => {
    const locationProperty = findLocationProperty(resource);
    const location = locationProperty && readProperties(resource)[locationProperty];
    return isLocalPath(location)
      ? listVariants(evaluator, logicalId).map((variant) => ({
          logicalId,
          location,
          locationProperty: locationProperty!,
          ...variant,
        }))
      : [];
  });
}

/** The parameters of a nested stack in some combinations of conditions. */
type StackVariant = Pick<NestedStack, 'parameters' | 'hasOtherParameters' | 'cause'>;

/** Lists the different parameters that a nested stack has in the combinations of its conditions. */
function listVariants(evaluator: TemplateEvaluator, logicalId: string): StackVariant[] {
  const variants = evaluator.evaluateVariants(logicalId, MAX_COMBINATIONS);
  if (!variants) {
    const resource = evaluator.evaluateResource(logicalId);
    return resource === undefined ? [] : [readParameters(readProperties(resource))];
  }
  const [{ conditions: defaults }] = variants;
  const existing = variants.filter(({ resource }) => resource !== undefined);
  const conditionName = evaluator.readConditionName(logicalId);
  const isConditional = !existing.some(({ conditions }) => conditions === defaults);
  const groups = groupBy(existing, ({ resource }) => {
    const { parameters, hasOtherParameters } = readParameters(readProperties(resource));
    return JSON.stringify([...parameters, hasOtherParameters]);
  });
  return [...groups.values()].map((group) => {
    const cause = findCause(
      new Set(group.map(({ conditions }) => conditions)),
      existing.map(({ conditions }) => conditions),
    );
    const conditions = new Map([...(isConditional ? ([[conditionName, true]] as const) : []), ...cause]);
    return {
      ...readParameters(readProperties(group[0].resource)),
      cause: conditions.size > 0 ? formatConditions(conditions) : undefined,
    };
  });
}

/** The values of parameters with which a nested template is checked. */
export interface NestedInputs {
  /** The template, in which parameters with unknown values have no defaults. */
  readonly template: ReadTemplate;
  readonly parameters: ParameterValues;
}

/** Applies the parameters of a nested stack to its template. */
export function applyParameters(parsed: ReadTemplate, { parameters, hasOtherParameters }: NestedStack): NestedInputs {
  const { Parameters: section } = parsed.template;
  const isUnknown = (name: string) => (parameters.has(name) ? parameters.get(name) === undefined : hasOtherParameters);
  const declarations = Object.entries(isObject(section) ? section : {}).map(([name, declaration]) => [
    name,
    isUnknown(name) ? withoutDefault(declaration) : declaration,
  ]);
  return {
    template: { ...parsed, template: { ...parsed.template, Parameters: Object.fromEntries(declarations) } },
    parameters: new Map([...parameters].filter(([, value]) => value !== undefined)),
  };
}

function withoutDefault(declaration: unknown): unknown {
  if (!isObject(declaration)) {
    return declaration;
  }
  const { Default: _, ...rest } = declaration;
  return rest;
}

function findLocationProperty(resource: unknown): string | undefined {
  return isObject(resource) ? LOCATION_PROPERTIES.get(readName(resource.Type)) : undefined;
}

function readProperties(resource: unknown): Readonly<Record<string, unknown>> {
  return isObject(resource) && isObject(resource.Properties) ? resource.Properties : {};
}

/** Whether the location of a template is a path. It can also be a URL, an intrinsic function, or a SAM application. */
function isLocalPath(location: unknown): location is string {
  return (
    typeof location === 'string' && location !== '' && isLiteral(location) && !/^[a-z][\w+.-]*:\/\//i.test(location)
  );
}

/** CloudFormation determines all parameters during the deployment if a macro creates some of them. */
function readParameters(
  properties: Readonly<Record<string, unknown>>,
): Pick<NestedStack, 'parameters' | 'hasOtherParameters'> {
  const { Parameters: section = {} } = properties;
  if (!isObject(section) || isTransformed(section) || isTransformed(properties)) {
    return { parameters: new Map(), hasOtherParameters: true };
  }
  const entries = Object.entries(section);
  const values = entries.map(([name, value]) => [name, isLiteral(value) ? toParameterText(value) : undefined] as const);
  return { parameters: new Map(values), hasOtherParameters: false };
}
