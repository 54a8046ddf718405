import type { PlaceholderTool } from '../private/placeholders';
import { findPlaceholderTool } from '../private/placeholders';
import type { ParsedTemplate } from '../template/parse-template';
import { parseTemplates } from '../template/parse-template';
import { isObject } from '../template/values';

/** What to do before the check, by the tool that replaces placeholders. */
const PREPARATIONS: Readonly<Record<PlaceholderTool, string>> = {
  serverless: "Run 'serverless package', and check .serverless/cloudformation-template-update-stack.json.",
  renderer: 'Render it first, and check the result.',
};

const CONTENTS: Readonly<Record<PlaceholderTool, string>> = {
  serverless: 'variables of the Serverless Framework',
  renderer: 'template code ({{ }})',
};

/** A template, with the sections that the command reads. */
export interface ReadTemplate extends ParsedTemplate {
  readonly template: Readonly<Record<string, unknown>> & { readonly Resources: Readonly<Record<string, unknown>> };
}

/** The documents of a file. */
export interface ReadDocuments {
  readonly templates: readonly ReadTemplate[];

  /** The problem if a document is not a template, as sentences. */
  readonly problem?: string;
}

/**
 * Reads the templates of a file: one, or several YAML documents.
 *
 * @throws an error if the file contains no CloudFormation template
 */
export function readTemplates(text: string): ReadDocuments {
  const documents = parse(text).filter(({ template }) => template !== undefined && template !== null);
  const templates = documents.filter(isTemplate);
  const problem =
    templates.length < documents.length || documents.length === 0
      ? describeOtherFile(documents.map(({ template }) => template))
      : undefined;
  if (templates.length === 0) {
    throw new Error(problem);
  }
  return { templates, problem };
}

/** Whether a resource has an ElastiCache type. */
export function isElastiCacheResource(resource: unknown): boolean {
  return isObject(resource) && String(resource.Type).startsWith('AWS::ElastiCache::');
}

function parse(text: string): ParsedTemplate[] {
  try {
    return parseTemplates(text);
  } catch (error) {
    throw findPlaceholderTool(text) === 'renderer' ? new Error(describePlaceholders('renderer')) : error;
  }
}

function isTemplate(document: ParsedTemplate): document is ReadTemplate {
  return isObject(document.template) && isObject(document.template.Resources);
}

/** Describes the values of ElastiCache resources and parameters that another tool replaces before deployment. */
export function findPlaceholders({ Parameters, Resources }: ReadTemplate['template']): string | undefined {
  const tool = findTool([Parameters, Object.values(Resources).filter(isElastiCacheResource)]);
  return tool && describePlaceholders(tool);
}

function findTool(value: unknown): PlaceholderTool | undefined {
  if (typeof value === 'string') {
    return findPlaceholderTool(value);
  }
  const members = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return members.map(findTool).find((tool) => tool !== undefined);
}

function describePlaceholders(tool: PlaceholderTool): string {
  return `The file contains ${CONTENTS[tool]}. ${PREPARATIONS[tool]}`;
}

/** Describes what to do with a file that is not a template. */
function describeOtherFile(documents: readonly unknown[]): string {
  const isServerlessConfiguration = documents.some(
    (document) => isObject(document) && 'service' in document && 'provider' in document,
  );
  if (isServerlessConfiguration) {
    return `The file is a configuration of the Serverless Framework. ${PREPARATIONS.serverless}`;
  }
  const subject = documents.length > 1 ? 'A document of the file' : 'The file';
  return `${subject} has no Resources section. Specify a CloudFormation template in JSON or YAML.`;
}
