import { checkParameterValues } from './check-parameter-values';
import { SYNTAX_RESTRICTED } from './file-rules';
import type { ReadTemplate } from './read-templates';
import { findPlaceholders, isElastiCacheResource } from './read-templates';
import type { LocatedFinding, TemplateResult } from './report';
import type { Settings } from './settings';
import type { Suppressions } from './suppressions';
import { ACKNOWLEDGEMENTS_PATH, readSuppressions } from './suppressions';
import type { SourceResource } from './template-resources';
import { listResources, readPath } from './template-resources';
import type { TemplatePath } from '../template/loops';
import type { TemplatePosition } from '../template/source-text';
import { isObject } from '../template/values';
import { acknowledgeFinding, findReason } from '../validation/acknowledgement-reasons';
import type { RuleFinding } from '../validation/rule';
import { EXISTING_CACHE_ADVICE, FindingSeverity } from '../validation/rule';
import { listTemplateRules } from '../validation/rule-list';
import { createTemplateReport } from '../validation/validate-template';

/** The resources of a template, by logical id. */
type Resources = ReadonlyMap<string, SourceResource>;

/** Checks a template, and returns the findings in the order of the file. */
export function checkTemplate(file: string, text: string, parsed: ReadTemplate, settings: Settings): TemplateResult {
  const { findings, resourcePaths, ...counts } = createTemplateReport(parsed.template, settings.inputs);
  const resources = listResources(parsed, resourcePaths);
  const suppressions = readSuppressions(resources);
  const reported = findings
    .map(settings.existing ? createDowngrade() : (finding) => finding)
    .filter((finding) => finding !== undefined)
    .map((finding) => suppress(finding, suppressions, settings))
    .filter((finding) => finding !== undefined)
    .map(nameOptions);
  const located = [
    ...reported.map((finding) => ({ ...finding, file, ...locate(parsed, resources, finding) })),
    ...suppressions.findings.map((finding) => ({
      ...finding,
      file,
      ...locatePath(parsed, resources, finding, ACKNOWLEDGEMENTS_PATH),
    })),
    ...parsed.warnings.map(({ message, position }) => ({ ...createSyntaxWarning(message), file, ...position })),
  ];
  return {
    ...counts,
    file,
    text,
    findings: located.sort(comparePositions),
    resourceCount: [...resources.values()].filter(({ value }) => isElastiCacheResource(value)).length,
    preparation: findPlaceholders(parsed.template),
    isNested: settings.inputs.nestedStack !== undefined,
    parameterNames: isObject(parsed.template.Parameters) ? Object.keys(parsed.template.Parameters) : [],
    parameterErrors: checkParameterValues(file, parsed.template.Parameters, settings),
  };
}

function suppress(finding: RuleFinding, { byResource }: Suppressions, { ignored }: Settings): RuleFinding | undefined {
  const acknowledgements = [byResource.get(finding.logicalId) ?? {}, ignored];
  return acknowledgeFinding(finding, (ruleId) => findReason(acknowledgements, ruleId));
}

/**
 * Creates a function that converts errors to warnings if they concern only the creation of a resource. It returns
 * undefined for such warnings.
 */
function createDowngrade(): (finding: RuleFinding) => RuleFinding | undefined {
  const rules = listTemplateRules().filter(({ isForNewResources }) => isForNewResources);
  const ruleIds = new Set(rules.map(({ id }) => id));
  return (finding) => {
    if (!ruleIds.has(finding.ruleId)) {
      return finding;
    }
    return finding.severity === FindingSeverity.WARNING ? undefined : { ...finding, severity: FindingSeverity.WARNING };
  };
}

/** Replaces the advice for CDK apps by the options of the command. */
function nameOptions(finding: RuleFinding): RuleFinding {
  const advice = finding.severity === FindingSeverity.ERROR ? ' If the cache already exists, use --existing.' : '';
  const message = finding.message
    .replace(` ${EXISTING_CACHE_ADVICE}`, advice)
    .replace(/\backnowledge this (error|warning)\b/, 'acknowledge this $1 with --ignore');
  return { ...finding, message };
}

/**
 * Locates the property of a finding, or the attribute of the resource, such as `DeletionPolicy`. Messages begin with
 * the path of the value, which can be more specific than the property of the rule.
 */
function locate(parsed: ReadTemplate, resources: Resources, finding: RuleFinding): TemplatePosition {
  const { value } = resources.get(finding.logicalId)!;
  const subject = finding.message.replace(/^'([^']+)'[^]*$/, '$1');
  const candidates = [subject, finding.propertyPath].map(parsePath);
  const property = candidates.find((steps) => readPath(value, ['Properties', ...steps]) !== undefined);
  const attribute = candidates.find((steps) => readPath(value, steps) !== undefined);
  const path = property ? ['Properties', ...property] : (attribute ?? ['Properties', ...candidates[1]]);
  return locatePath(parsed, resources, finding, path);
}

function parsePath(propertyPath: string): TemplatePath {
  return propertyPath.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function locatePath(
  parsed: ReadTemplate,
  resources: Resources,
  { logicalId }: RuleFinding,
  path: TemplatePath,
): TemplatePosition {
  // Every template with findings has the section `Resources`.
  return parsed.locate([...resources.get(logicalId)!.path, ...path])!;
}

function createSyntaxWarning(message: string): RuleFinding {
  return {
    ruleId: SYNTAX_RESTRICTED.id,
    severity: FindingSeverity.WARNING,
    isAcknowledgeable: false,
    logicalId: '',
    resourceType: '',
    propertyPath: '',
    message,
    documentationUrl: SYNTAX_RESTRICTED.see,
  };
}

function comparePositions(a: LocatedFinding, b: LocatedFinding): number {
  return a.line - b.line || a.column - b.column;
}
