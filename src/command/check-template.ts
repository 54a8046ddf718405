import { checkParameterValues } from './check-parameter-values';
import { SYNTAX_RESTRICTED } from './file-rules';
import type { ReadTemplate } from './read-templates';
import { findPlaceholders, isElastiCacheResource } from './read-templates';
import type { LocatedFinding, Suppression, TemplateResult } from './report';
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
import type { ReferenceSource, TemplateFinding } from '../validation/template-finding';
import { findReferencePath } from '../validation/text-parts';
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
    ...reported.map(({ source, ...finding }) => ({
      ...finding,
      file,
      ...((source && locateReference(parsed, resources, source)) ?? locate(parsed, resources, finding)),
    })),
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

/** A finding with the acknowledgment of the error. */
type SuppressibleFinding = TemplateFinding & Pick<LocatedFinding, 'suppression'>;

function suppress(
  finding: TemplateFinding,
  { byResource }: Suppressions,
  { ignored }: Settings,
): SuppressibleFinding | undefined {
  const inSource = byResource.get(finding.logicalId) ?? {};
  const reported = acknowledgeFinding(finding, (ruleId) => findReason([inSource, ignored], ruleId));
  if (reported === undefined || reported === finding) {
    return reported;
  }
  const kind = findReason([inSource], finding.ruleId) === undefined ? 'external' : 'inSource';
  const suppression: Suppression = { kind, reason: findReason([inSource, ignored], finding.ruleId)! };
  return { ...reported, suppression };
}

/**
 * Creates a function that converts errors to warnings if they concern only the creation of a resource. It returns
 * undefined for such warnings.
 */
function createDowngrade(): (finding: TemplateFinding) => TemplateFinding | undefined {
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
function nameOptions(finding: SuppressibleFinding): SuppressibleFinding {
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

/** Locates a reference in a section. Returns undefined for outputs that loops create. */
function locateReference(
  parsed: ReadTemplate,
  resources: Resources,
  { section, logicalId, reference }: ReferenceSource,
): TemplatePosition | undefined {
  const path = section === 'Resources' ? resources.get(logicalId)!.path : [section, logicalId];
  const value = readPath(parsed.template, path);
  return value !== undefined ? parsed.locate([...path, ...(findReferencePath(value, reference) ?? [])]) : undefined;
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
