import type { ParsedTemplate } from '../template/parse-template';
import { parseTemplates } from '../template/parse-template';
import { isObject } from '../template/values';

/** Matches the code of template engines, such as Jinja, but not dynamic references. */
const TEMPLATE_CODE = /\{\{(?!resolve:)/;

const RENDER_FIRST = 'The file contains template code ({{ }}). Render it first, and check the result.';

/** A template, with the sections that the command reads. */
export interface ReadTemplate extends ParsedTemplate {
  readonly template: Readonly<Record<string, unknown>> & { readonly Resources: Readonly<Record<string, unknown>> };
}

/**
 * Reads the templates of a file: one, or several YAML documents.
 *
 * @throws an error if the file does not contain CloudFormation templates
 */
export function readTemplates(text: string): ReadTemplate[] {
  const documents = parse(text).filter(({ template }) => template !== undefined && template !== null);
  if (!documents.every(isTemplate)) {
    throw new Error(describeOtherFile(documents.map(({ template }) => template)));
  }
  if (documents.length === 0) {
    throw new Error(describeOtherFile([]));
  }
  if (documents.some(({ template }) => Object.values(template.Resources).some(containsTemplateCode))) {
    throw new Error(RENDER_FIRST);
  }
  return documents;
}

/** Whether a resource has an ElastiCache type. */
export function isElastiCacheResource(resource: unknown): boolean {
  return isObject(resource) && String(resource.Type).startsWith('AWS::ElastiCache::');
}

function parse(text: string): ParsedTemplate[] {
  try {
    return parseTemplates(text);
  } catch (error) {
    throw TEMPLATE_CODE.test(text) ? new Error(RENDER_FIRST) : error;
  }
}

function isTemplate(document: ParsedTemplate): document is ReadTemplate {
  return isObject(document.template) && isObject(document.template.Resources);
}

/** Whether an ElastiCache resource contains template code. */
function containsTemplateCode(resource: unknown): boolean {
  return isElastiCacheResource(resource) && TEMPLATE_CODE.test(JSON.stringify(resource));
}

/** Describes what to do with a file that is not a template. */
function describeOtherFile(documents: readonly unknown[]): string {
  const isServerlessConfiguration = documents.some(
    (document) => isObject(document) && 'service' in document && 'provider' in document,
  );
  if (isServerlessConfiguration) {
    return "The file is a configuration of the Serverless Framework. Run 'serverless package', and check the templates in the folder .serverless.";
  }
  const subject = documents.length > 1 ? 'A document of the file' : 'The file';
  return `${subject} has no Resources section. Specify a CloudFormation template in JSON or YAML.`;
}
