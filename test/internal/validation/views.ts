import { createTemplate } from './create-template';
import { ConstructView } from '../../../src/validation/construct-view';
import type { PropNames } from '../../../src/validation/property-reader';
import type { ResourceView } from '../../../src/validation/resource-view';
import { emptyStack } from '../../public/stacks';

/** The recommended attributes of a resource. */
const ATTRIBUTES = { UpdatePolicy: { UseOnlineResharding: true } };

/** Creates the view of a resource in a template that contains nothing else. */
export function createTemplateView(Properties: object, Type: string = 'Thing'): ResourceView {
  return createTemplate({ Resources: { Thing: { Type, Properties, ...ATTRIBUTES } } }).resources.get('Thing')!;
}

/** Creates the view of a construct with the given L1 props. */
export function createConstructView(values: object, propNames: PropNames = {}, type: string = 'Thing'): ResourceView {
  return new ConstructView(emptyStack(), type, { values, getPropNames: () => propNames });
}
