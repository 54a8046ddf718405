import type { CheckReport, LocatedFinding, TemplateResult } from '../report';
import type { OutputCapabilities } from '../terminal';
import { applyStyle, escapeControlCharacters } from '../terminal';
import { formatCodeFrame } from './code-frame';
import { formatSummary } from './summary';
import { qualifyRuleId } from '../../validation/rule-ids';

/** Formats a report for people. A terminal also prints the lines of the findings. */
export function formatText(report: CheckReport, capabilities: OutputCapabilities): string {
  const findings = report.results.flatMap((result) => formatFindings(result, capabilities));
  return [...findings, ...formatSummary(report)].map((line) => `${line}\n`).join('');
}

function formatFindings({ text, findings }: TemplateResult, capabilities: OutputCapabilities): string[] {
  const lines = capabilities.isTerminal && findings.length > 0 ? text.split(/\r?\n/) : [];
  return findings.flatMap((finding) => formatFinding(finding, lines, capabilities));
}

function formatFinding(finding: LocatedFinding, lines: readonly string[], capabilities: OutputCapabilities): string[] {
  const { file, line, column, severity, logicalId, message, ruleId, documentationUrl } = finding;
  const position = applyStyle(`${escapeControlCharacters(file)}:${line}:${column}`, 'bold', capabilities);
  const subject = logicalId === '' ? '' : ` ${escapeControlCharacters(logicalId)}:`;
  const frame = formatCodeFrame(lines, finding);
  return [
    `${position}: ${applyStyle(severity, severity, capabilities)}:${subject} ${escapeControlCharacters(message)}`,
    ...(frame.length > 0 ? ['', ...frame.map((frameLine) => `    ${frameLine}`), ''] : []),
    applyStyle(`    ${qualifyRuleId(ruleId)}, ${documentationUrl}`, 'dim', capabilities),
    '',
  ];
}
