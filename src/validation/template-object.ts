import { isObject } from '../template/values';

/** The maximum number of objects and lists that contain each other. The command has the same limit. */
const MAX_DEPTH = 500;

/** Returns the problem if a value is not a template, such as the text of a template. */
export function findTemplateError(template: unknown): string | undefined {
  if (typeof template === 'string') {
    return "'template' must be an object, but got a string. Parse the template with JSON.parse, or use the command cdk-elasticache-check for YAML.";
  }
  if (!isObject(template)) {
    const actual = Array.isArray(template) ? 'a list' : String(template);
    return `'template' must be an object, but got ${actual}. Use the result of Template.toJSON() or JSON.parse.`;
  }
  return isTooDeep(template, new Map())
    ? `'template' must contain at most ${MAX_DEPTH} nested objects, and must not contain itself. Use the result of Template.toJSON() or JSON.parse.`
    : undefined;
}

/**
 * Whether a value contains itself, or has too many nested values.
 *
 * @param depths the depths at which objects were searched
 */
function isTooDeep(value: unknown, depths: Map<object, number>, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth <= (depths.get(value) ?? -1)) {
    return false;
  }
  if (depth > MAX_DEPTH) {
    return true;
  }
  depths.set(value, depth);
  return Object.values(value).some((element) => isTooDeep(element, depths, depth + 1));
}
