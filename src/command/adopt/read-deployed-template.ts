import { TYPE_PREFIX } from './deployed-resource';
import { parseTemplate } from '../../template/parse-template';
import { isObject } from '../../template/values';

/**
 * Reads a deployed template: its text, the output of `aws cloudformation get-template`, or one resource of a template.
 *
 * @throws an error if the text is not a template
 */
export function readDeployedTemplate(text: string): Readonly<Record<string, unknown>> {
  const template = unwrap(parseTemplate(text).template);
  if (!isObject(template) || !isObject(template.Resources)) {
    throw new Error('The file has no Resources section. Specify a CloudFormation template in JSON or YAML.');
  }
  return template;
}

function unwrap(template: unknown): unknown {
  if (!isObject(template)) {
    return template;
  }
  if ('TemplateBody' in template) {
    const { TemplateBody: body } = template;
    return typeof body === 'string' ? parseTemplate(body).template : body;
  }
  const isResource = typeof template.Type === 'string' && template.Type.startsWith(TYPE_PREFIX);
  return isResource ? { Resources: { Cache: template } } : template;
}
