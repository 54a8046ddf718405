import type { CheckReport } from '../report';
import { listFindings } from '../report';

/** Formats the findings as a JSON list. */
export function formatJson(report: CheckReport): string {
  return `${JSON.stringify(listFindings(report), undefined, 2)}\n`;
}
