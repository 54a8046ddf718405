import * as fs from 'fs';
import * as path from 'path';
import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib/core';
import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Acknowledgements } from './acknowledgement-reasons';
import { acknowledgeFinding, findReason } from './acknowledgement-reasons';
import { findContextAcknowledgement, findRecordedAcknowledgement } from './acknowledgements';
import { ConstructView } from './construct-view';
import type { RuleFinding } from './rule';
import { FindingSeverity } from './rule';
import { getRuleSet } from './rule-sets';
import { findAcknowledgementErrors } from './validate-acknowledgements';
import { validateTemplate } from './validate-template';

/**
 * The rules about problems that constructs of this library report themselves. `MemcachedCluster.ZonesUnknown` is the
 * warning about clusters that CloudFormation replaces.
 */
const RULES_REPORTED_BY_CONSTRUCTS: readonly string[] = ['CacheCluster.ReplacedWhenScaled'];

/** The severity of errors that cannot be suppressed in the CDK. */
const FATAL = 'fatal';

/**
 * Validates the synthesized templates of an app, including nested stacks. Acknowledged errors become warnings, and
 * acknowledged warnings are omitted.
 *
 * @param acknowledgements the acknowledgments that apply to the whole app
 */
export function createReport(
  { templatePaths, appConstruct }: IPolicyValidationContext,
  acknowledgements: Acknowledgements,
): PolicyValidationPluginReport {
  const constructs = appConstruct.node.findAll();
  const templateViolations = [...templatePaths, ...findNestedTemplates(constructs, templatePaths)].flatMap(
    (templatePath) => findViolations(constructs, templatePath, acknowledgements),
  );
  const violations = [...validateAcknowledgements(constructs), ...templateViolations];
  return {
    success: violations.every(({ severity }) => severity === FindingSeverity.WARNING),
    violations,
    metadata: acknowledgements,
  };
}

function validateAcknowledgements(constructs: readonly IConstruct[]): PolicyViolation[] {
  return findAcknowledgementErrors(constructs).map(({ message, path: constructPath }) => ({
    ruleName: 'AcknowledgementInvalid',
    description: message,
    severity: FATAL,
    // The CDK does not print violations without a resource.
    violatingResources: [{ constructPath, locations: [] }],
  }));
}

/** Finds the templates of nested stacks. They are in the same folders as the templates of their parent stacks. */
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
  acknowledgements: Acknowledgements,
): PolicyViolation[] {
  const templateFile = path.basename(templatePath);
  const stack = constructs
    .filter((construct) => Stack.isStack(construct))
    .find((candidate) => candidate.templateFile === templateFile);
  const findings = validateTemplate(JSON.parse(fs.readFileSync(templatePath, 'utf8')), stack);
  if (findings.length === 0) {
    return [];
  }

  const resources = mapResourcesByLogicalId(constructs, templateFile);
  return findings.flatMap((finding) => {
    const resource = resources.get(finding.logicalId);
    if (resource && isReportedByConstruct(finding, resource)) {
      return [];
    }
    const construct = resource ?? stack;
    const reported = acknowledgeFinding(
      finding,
      (ruleId) =>
        findReason([acknowledgements], ruleId) ?? (construct && findContextAcknowledgement(construct, ruleId)),
      // The CDK suppresses rules that are acknowledged with `Validations.acknowledge` by their original ids.
      (ruleId) => construct && findRecordedAcknowledgement(construct, ruleId),
    );
    const message = reported && resource && describeForConstruct(reported, resource);
    return reported ? [createViolation({ ...reported, message: message ?? reported.message }, templatePath)] : [];
  });
}

/** Whether the construct of this library that created a resource has already reported the problem. */
function isReportedByConstruct({ ruleId, resourceType }: RuleFinding, resource: IConstruct): boolean {
  return (
    RULES_REPORTED_BY_CONSTRUCTS.includes(ruleId) && ConstructView.find(resource, resourceType)?.isValidated === true
  );
}

/** Returns the message with the names of constructs and props, if the rule and the construct have such a message. */
function describeForConstruct({ ruleId, resourceType }: RuleFinding, resource: IConstruct): string | undefined {
  const rule = getRuleSet(resourceType).find(({ id }) => id === ruleId);
  const view = rule?.describeForConstruct && ConstructView.find(resource, resourceType);
  return view?.isValidated ? rule?.describeForConstruct?.(view) : undefined;
}

function createViolation(finding: RuleFinding, templatePath: string): PolicyViolation {
  return {
    ruleName: finding.ruleId,
    description: finding.message,
    severity: finding.isAcknowledgeable ? finding.severity : FATAL,
    fix: finding.documentationUrl,
    ruleMetadata: { propertyPath: finding.propertyPath, resourceType: finding.resourceType },
    violatingResources: [
      {
        resourceLogicalId: finding.logicalId,
        templatePath,
        locations: [`Properties/${finding.propertyPath.replace(/\./g, '/')}`],
      },
    ],
  };
}

/** Maps the resources of the stack with the given template by logical id. */
function mapResourcesByLogicalId(constructs: readonly IConstruct[], templateFile: string): Map<string, IConstruct> {
  const resources = constructs
    .filter((construct) => CfnResource.isCfnResource(construct))
    .filter(({ stack }) => stack.templateFile === templateFile);
  return new Map(resources.map((resource) => [String(Stack.of(resource).resolve(resource.logicalId)), resource]));
}
