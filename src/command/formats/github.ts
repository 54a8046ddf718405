import type { CheckReport, InputError, LocatedFinding } from '../report';
import { listFindings } from '../report';
import { formatSummary } from './summary';
import { qualifyRuleId } from '../../validation/rule-ids';

/**
 * Formats a report as workflow commands, which GitHub displays as annotations.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatGithub(report: CheckReport): string {
  const lines = [
    ...report.inputErrors.map(formatInputError),
    ...listFindings(report).map(formatFinding),
    ...formatSummary(report),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function formatInputError({ file, line, column, message }: InputError): string {
  return formatCommand('error', { file, line, col: column }, message);
}

function formatFinding(finding: LocatedFinding): string {
  const { file, line, column, severity, ruleId, logicalId, message, documentationUrl } = finding;
  const title = qualifyRuleId(ruleId);
  const subject = logicalId === '' ? '' : `${logicalId}: `;
  return formatCommand(severity, { file, line, col: column, title }, `${subject}${message} ${documentationUrl}`);
}

function formatCommand(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const formatted = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${formatted.join(',')}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
