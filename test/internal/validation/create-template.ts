import { ChangedMap } from '../../../src/private/changed-map';
import { parseParameters } from '../../../src/template/parameters';
import { isObject } from '../../../src/template/values';
import type { ResourceEnvironment } from '../../../src/validation/property-reader';
import { Template } from '../../../src/validation/template';

/** Creates a template from an object without evaluating its functions. */
export function createTemplate(template: unknown, environment?: Partial<ResourceEnvironment>): Template {
  const { Parameters, Resources, Outputs } = isObject(template) ? template : {};
  const toSection = (section: unknown) => new ChangedMap(new Map(isObject(section) ? Object.entries(section) : []));
  const evaluated = {
    parameters: parseParameters(Parameters),
    resources: toSection(Resources),
    outputs: toSection(Outputs),
    source: isObject(template) ? template : {},
  };
  return new Template(evaluated, environment);
}
