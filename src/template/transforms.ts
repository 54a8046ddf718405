import { isObject, toObject } from './values';

type TemplateSource = Readonly<Record<string, unknown>>;

const RESULTS = new WeakMap<TemplateSource, boolean>();

/** Lists the names of the macros in the `Transform` section. */
export function listTransforms({ Transform: section }: TemplateSource): unknown[] {
  return [section ?? []].flat().map((transform) => (isObject(transform) ? transform.Name : transform));
}

/**
 * Whether a macro can change all resources of a template. The transforms of AWS, except `AWS::Include`, do not add
 * properties to caches.
 */
export function hasMacro(template: TemplateSource): boolean {
  return listTransforms(template).some(
    (name) => typeof name !== 'string' || !name.startsWith('AWS::') || name === 'AWS::Include',
  );
}

/** Whether a macro can change a part of a resource. */
export function containsTransform(template: TemplateSource): boolean {
  let result = RESULTS.get(template);
  if (result === undefined) {
    result = Object.values(toObject(template.Resources)).some(hasTransformedPart);
    RESULTS.set(template, result);
  }
  return result;
}

function hasTransformedPart(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return 'Fn::Transform' in value || Object.values(value).some(hasTransformedPart);
}

/**
 * Whether CloudFormation adds properties during deployment, for example with `Fn::Transform`. Their names are unknown.
 *
 * @param properties the properties of a resource, or the resource
 */
export function isTransformed(properties: object): boolean {
  return Object.keys(properties).some((key) => key.startsWith('Fn::'));
}
