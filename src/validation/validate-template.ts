import * as fs from 'fs';
import * as path from 'path';
import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib/core';
import { CfnResource, NestedStack, Stack, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { evaluateRules } from './evaluate-rules';
import type { ResourceEnvironment } from './property-reader';
import type { RuleMetadata, RuleFinding } from './rule';
import { FindingSeverity } from './rule';
import { hasRules, crossResourceRulesOf } from './rule-sets';
import { validateSchema } from './schema';
import type { TemplateResource } from './template';
import { Template } from './template';

/**
 * All that is wrong with the resources of ElastiCache in a template, in the order of the template; a template by itself
 * does not tell its `place`.
 */
export function checkTemplate(template: any, environment?: ResourceEnvironment): RuleFinding[] {
  const read = new Template(template, environment);
  return [...read.resources.values()].filter(({ type }) => hasRules(type)).flatMap(checkResource);
}

function checkResource(resource: TemplateResource): RuleFinding[] {
  if (Object.keys(resource.values).some((key) => key.startsWith('Fn::'))) {
    return [];
  } // properties that come from elsewhere
  const findings = validateSchema(resource.type, resource.values).map(({ kind, property, message }): RuleFinding => ({
    ruleId: `${shortName(resource.type)}.${kind}`,
    severity: FindingSeverity.ERROR,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    property,
    message,
    documentation: pageOf(resource.type),
  }));
  const addFinding = (metadata: RuleMetadata, message: string | undefined) => {
    if (message !== undefined) {
      findings.push(createFinding(resource, metadata, message));
    }
  };
  evaluateRules(resource.type, resource.properties, addFinding);
  for (const relation of crossResourceRulesOf(resource.type)) {
    addFinding(relation, relation.check(resource));
  }
  return findings;
}

function createFinding(resource: TemplateResource, metadata: RuleMetadata, message: string): RuleFinding {
  return {
    ruleId: metadata.id,
    severity: metadata.severity === 'error' ? FindingSeverity.ERROR : FindingSeverity.WARNING,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    property: metadata.property,
    message,
    documentation: metadata.see,
  };
}

/** The type without its service: ServerlessCache. */
export function shortName(type: string): string {
  return type.slice(type.lastIndexOf(':') + 1);
}

/** The page of a type in the template reference. */
export function pageOf(type: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-${shortName(type).toLowerCase()}.html`;
}

/** What the rules find in the finished templates of an app, nested stacks included. */
export function reportOn(
  { templatePaths, appConstruct }: IPolicyValidationContext,
  acknowledgements: Readonly<Record<string, string>>,
): PolicyValidationPluginReport {
  const constructs = appConstruct.node.findAll();
  const nested = constructs
    .filter((construct): construct is NestedStack => NestedStack.isNestedStack(construct))
    .flatMap(({ templateFile }) =>
      [...new Set(templatePaths.map((templatePath) => path.join(path.dirname(templatePath), templateFile)))].filter(
        (file) => fs.existsSync(file),
      ),
    );
  const violations = [...templatePaths, ...nested].flatMap((templatePath) => {
    const templateFile = path.basename(templatePath);
    const stack = constructs.find(
      (construct): construct is Stack => Stack.isStack(construct) && construct.templateFile === templateFile,
    );
    const findings = checkTemplate(JSON.parse(fs.readFileSync(templatePath, 'utf8')), stack).filter(
      ({ ruleId }) => acknowledgements[ruleId] === undefined,
    );
    const resources = findings.length > 0 ? resourcesOf(constructs, templateFile) : undefined;
    return findings
      .filter(({ ruleId, logicalId }) => !isAcknowledged(resources!.get(logicalId), ruleId))
      .map((finding) => violation(finding, templatePath));
  });
  return {
    success: violations.every(({ severity }) => severity !== FindingSeverity.ERROR),
    violations,
    metadata: acknowledgements,
  };
}

function violation(finding: RuleFinding, templatePath: string): PolicyViolation {
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

/** The resources of the stack that a template was made from, by their logical ids. */
function resourcesOf(constructs: readonly IConstruct[], templateFile: string): Map<string, IConstruct> {
  const resources = constructs
    .filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct))
    .filter(({ stack }) => stack.templateFile === templateFile);
  return new Map(resources.map((resource) => [String(Stack.of(resource).resolve(resource.logicalId)), resource]));
}

/**
 * Whether a warning of a construct of this library has been acknowledged already: what is said once is not said again
 * by the plugin.
 */
function isAcknowledged(resource: IConstruct | undefined, ruleId: string): boolean {
  return (resource?.node.scopes ?? []).some(({ node }) =>
    node.metadata.some(
      ({ type, data }) =>
        type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY &&
        Object.keys(data).some((id) => id.split('::').pop() === `cdk-elasticache:${ruleId}`),
    ),
  );
}
