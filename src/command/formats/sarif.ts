import * as path from 'path';
import { pathToFileURL } from 'url';
import { qualifyRuleId, PLUGIN_NAME } from '../../validation/rule-ids';
import type { CheckReport, InputError, LocatedFinding } from '../report';
import { listFindings } from '../report';
import { VERSION } from '../version';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const INFORMATION = 'https://github.com/cdk-elasticache/cdk-elasticache';

/**
 * Formats a report as SARIF 2.1.0, which GitHub code scanning and editors read.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(report: CheckReport): string {
  const findings = listFindings(report);
  const rules = new Map(findings.map((finding) => [finding.ruleId, createRule(finding)]));
  const ruleIds = [...rules.keys()];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: PLUGIN_NAME, version: VERSION, informationUri: INFORMATION, rules: [...rules.values()] },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.inputErrors.length === 0,
            toolExecutionNotifications: report.inputErrors.map(createNotification),
          },
        ],
        results: findings.map((finding) => createResult(finding, ruleIds.indexOf(finding.ruleId))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function createRule({ ruleId, documentationUrl }: LocatedFinding) {
  return { id: qualifyRuleId(ruleId), helpUri: documentationUrl };
}

function createResult(finding: LocatedFinding, ruleIndex: number) {
  const { ruleId, severity, message, logicalId, resourceType, suppression } = finding;
  const logicalLocations =
    logicalId === '' ? [] : [{ name: logicalId, fullyQualifiedName: logicalId, kind: resourceType }];
  return {
    ruleId: qualifyRuleId(ruleId),
    ruleIndex,
    level: severity,
    message: { text: message },
    locations: [{ ...createLocation(finding), logicalLocations }],
    // An empty list means that the result is not suppressed. Without the list, this is unknown.
    suppressions: suppression ? [{ kind: suppression.kind, justification: suppression.reason }] : [],
  };
}

function createNotification(error: InputError) {
  return { level: 'error', message: { text: error.message }, locations: [createLocation(error)] };
}

function createLocation({ file, line, column }: Pick<InputError, 'file' | 'line' | 'column'>) {
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(file) },
      ...(line === undefined ? {} : { region: { startLine: line, startColumn: column } }),
    },
  };
}

/** Relative paths are relative to the folder in which the command runs, usually the root of the repository. */
function toUri(file: string): string {
  return path.isAbsolute(file)
    ? pathToFileURL(file).href
    : path.normalize(file).split(path.sep).map(encodeURIComponent).join('/');
}
