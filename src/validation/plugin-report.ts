import * as fs from 'fs';
import * as path from 'path';
import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib/core';
import { CfnResource, NestedStack, Stack, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { RuleFinding } from './rule';
import { FindingSeverity } from './rule';
import { validateTemplate } from './validate-template';

/** Validates the synthesized templates of an app, including nested stacks. */
export function createReport(
  { templatePaths, appConstruct }: IPolicyValidationContext,
  acknowledgements: Readonly<Record<string, string>>,
): PolicyValidationPluginReport {
  const constructs = appConstruct.node.findAll();
  const violations = [...templatePaths, ...findNestedTemplates(constructs, templatePaths)].flatMap((templatePath) =>
    findViolations(constructs, templatePath, acknowledgements),
  );
  return {
    success: violations.every(({ severity }) => severity !== FindingSeverity.ERROR),
    violations,
    metadata: acknowledgements,
  };
}

/** Finds the templates of nested stacks, which are in the folder of their parent's template. */
function findNestedTemplates(constructs: readonly IConstruct[], templatePaths: readonly string[]): string[] {
  const folders = [...new Set(templatePaths.map((templatePath) => path.dirname(templatePath)))];
  return constructs
    .filter((construct) => NestedStack.isNestedStack(construct))
    .flatMap(({ templateFile }) => folders.map((folder) => path.join(folder, templateFile)))
    .filter((file) => fs.existsSync(file));
}

function findViolations(
  constructs: readonly IConstruct[],
  templatePath: string,
  acknowledgements: Readonly<Record<string, string>>,
): PolicyViolation[] {
  const templateFile = path.basename(templatePath);
  const stack = constructs
    .filter((construct) => Stack.isStack(construct))
    .find((candidate) => candidate.templateFile === templateFile);
  const findings = validateTemplate(JSON.parse(fs.readFileSync(templatePath, 'utf8')), stack).filter(
    ({ ruleId }) => acknowledgements[ruleId] === undefined,
  );
  if (findings.length === 0) {
    return [];
  }

  const resources = mapResourcesByLogicalId(constructs, templateFile);
  return findings
    .filter(({ ruleId, logicalId }) => !isAcknowledged(resources.get(logicalId), ruleId))
    .map((finding) => createViolation(finding, templatePath));
}

function createViolation(finding: RuleFinding, templatePath: string): PolicyViolation {
  return {
    ruleName: finding.ruleId,
    description: finding.message,
    severity: finding.severity,
    fix: finding.documentation,
    ruleMetadata: { property: finding.property, resourceType: finding.resourceType },
    violatingResources: [
      {
        resourceLogicalId: finding.logicalId,
        templatePath,
        locations: [`Properties/${finding.property.replace(/\./g, '/')}`],
      },
    ],
  };
}

/** Maps the resources of the stack with the given template. */
function mapResourcesByLogicalId(constructs: readonly IConstruct[], templateFile: string): Map<string, IConstruct> {
  const resources = constructs
    .filter((construct) => CfnResource.isCfnResource(construct))
    .filter(({ stack }) => stack.templateFile === templateFile);
  return new Map(resources.map((resource) => [String(Stack.of(resource).resolve(resource.logicalId)), resource]));
}

/** Whether the annotation of a rule was acknowledged on the construct; the plugin does not report it a second time. */
function isAcknowledged(resource: IConstruct | undefined, ruleId: string): boolean {
  return (resource?.node.scopes ?? []).some(({ node }) =>
    node.metadata.some(
      ({ type, data }) =>
        type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY &&
        Object.keys(data).some((id) => id.split('::').pop() === `cdk-elasticache:${ruleId}`),
    ),
  );
}
