import { COMMAND_PAGE } from './documentation';
import type { ReadTemplate } from './read-templates';
import { findPlaceholders, isElastiCacheResource } from './read-templates';
import type { LocatedFinding, TemplateResult } from './report';
import type { Settings } from './settings';
import type { Suppressions } from './suppressions';
import { ACKNOWLEDGEMENTS_PATH, readSuppressions } from './suppressions';
import type { SourceResource } from './template-resources';
import { listResources } from './template-resources';
import type { TemplatePath } from '../template/loops';
import type { TemplatePosition } from '../template/source-text';
import { isObject } from '../template/values';
import { acknowledgeFinding, findReason } from '../validation/acknowledgement-reasons';
import type { RuleFinding } from '../validation/rule';
import { FindingSeverity } from '../validation/rule';
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
    .map((finding) => suppress(finding, suppressions, settings))
    .filter((finding) => finding !== undefined);
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
  };
}

function suppress(finding: RuleFinding, { byResource }: Suppressions, { ignored }: Settings): RuleFinding | undefined {
  const acknowledgements = [byResource.get(finding.logicalId) ?? {}, ignored];
  return acknowledgeFinding(finding, (ruleId) => findReason(acknowledgements, ruleId));
}

/** Creates a function that converts errors to warnings if existing resources can keep the value. */
function createDowngrade(): (finding: RuleFinding) => RuleFinding {
  const rules = listTemplateRules().filter(({ isForNewResources }) => isForNewResources);
  const ruleIds = new Set(rules.map(({ id }) => id));
  return (finding) => (ruleIds.has(finding.ruleId) ? { ...finding, severity: FindingSeverity.WARNING } : finding);
}

/** Locates the property of a finding, or the attribute of the resource, such as `DeletionPolicy`. */
function locate(parsed: ReadTemplate, resources: Resources, finding: RuleFinding): TemplatePosition {
  const steps = finding.propertyPath.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const { value } = resources.get(finding.logicalId)!;
  const isAttribute = isObject(value) && steps[0] in value;
  return locatePath(parsed, resources, finding, isAttribute ? steps : ['Properties', ...steps]);
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
    ruleId: 'Template.SyntaxRestricted',
    severity: FindingSeverity.WARNING,
    isAcknowledgeable: false,
    logicalId: '',
    resourceType: '',
    propertyPath: '',
    message,
    documentationUrl: COMMAND_PAGE,
  };
}

function comparePositions(a: LocatedFinding, b: LocatedFinding): number {
  return a.line - b.line || a.column - b.column;
}
