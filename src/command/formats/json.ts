import { qualifyRuleId } from '../../validation/rule-ids';
import type { CheckReport } from '../report';
import { listFindings } from '../report';

/** Formats the findings as a JSON list. */
export function formatJson(report: CheckReport): string {
  const findings = listFindings(report).map((finding) => ({ ...finding, ruleId: qualifyRuleId(finding.ruleId) }));
  return `${JSON.stringify(findings, undefined, 2)}\n`;
}
