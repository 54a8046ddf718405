import type { AcceptedDifference } from './accepted-differences';
import type { Comparison, Difference } from './difference';
import type { HandKeptTable } from './hand-kept-tables';
import { findReadDate } from './hand-kept-tables';
import { formatPackage } from './source';

/** The differences that are not accepted, and the accepted ones that no longer exist. */
export interface Outcome {
  readonly comparisons: readonly Comparison[];
  readonly differences: readonly Difference[];
  readonly acceptedCount: number;
  readonly obsolete: readonly AcceptedDifference[];
  readonly skipped: readonly SkippedComparison[];
}

/** A comparison without its source. */
export interface SkippedComparison {
  readonly table: string;
  readonly reason: string;
}

/** The system of the workflow, for which every source has a package. */
const WORKFLOW_SYSTEM = 'linux-x64';

/** Separates accepted differences from others. */
export function evaluateComparisons(
  comparisons: readonly Comparison[],
  accepted: readonly AcceptedDifference[],
  skipped: readonly SkippedComparison[] = [],
): Outcome {
  const all = comparisons.flatMap(({ differences }) => differences);
  const isAccepted = (difference: Difference) => accepted.some((entry) => matches(entry, difference));
  return {
    comparisons,
    differences: all.filter((difference) => !isAccepted(difference)),
    acceptedCount: all.filter(isAccepted).length,
    obsolete: accepted.filter((entry) => !all.some((difference) => matches(entry, difference))),
    skipped,
  };
}

/**
 * Whether the task fails. On the system of the workflow, it also fails if a comparison was skipped, so that the
 * workflow does not close an issue about it.
 *
 * @param system the operating system and the architecture, such as `linux-x64`
 */
export function hasFailed({ differences, obsolete, skipped }: Outcome, system: string): boolean {
  const isSkipped = skipped.length > 0 && system === WORKFLOW_SYSTEM;
  return isSkipped || differences.length + obsolete.length > 0;
}

/** Accepts only the values that are known, so that a further change of the source is reported. */
function matches(entry: AcceptedDifference, { fact, ours, theirs }: Difference): boolean {
  return entry.fact === fact && entry.ours === ours && entry.theirs === theirs;
}

/** GitHub rejects issues with a text of more than 65,536 characters. */
const MAX_ISSUE_LENGTH = 65_000;

/** Encloses code. No line of a patch starts with it. */
const FENCE = '~~~~';

/**
 * Renders the report as Markdown.
 *
 * @param patch the patch of the generated tables
 * @param tables the tables that no comparison covers
 */
export function renderReport(
  { comparisons, differences, acceptedCount, obsolete, skipped }: Outcome,
  patch: string,
  tables: readonly HandKeptTable[] = [],
): string {
  const summary = comparisons.map(({ table, source, entries, differences: found }) => [
    table,
    formatPackage(source),
    String(entries),
    String(found.length),
  ]);
  const entryCount = comparisons.reduce((sum, { entries }) => sum + entries, 0);
  const sections = [
    renderTable(['Table', 'Source', 'Entries', 'Differences'], summary),
    `${entryCount} entries of ${comparisons.length} tables compared: ${differences.length} differences, and ${acceptedCount} accepted differences.`,
  ];
  if (skipped.length > 0) {
    const rows = skipped.map(({ table, reason }) => [table, reason]);
    sections.push('## Skipped comparisons', renderTable(['Table', 'Reason'], rows));
  }
  if (differences.length > 0) {
    const rows = differences.map(({ fact, ours, theirs, source }) => [fact, ours, theirs, formatPackage(source)]);
    sections.push('## Differences', renderTable(['Fact', 'cdk-elasticache', 'Source', 'Package'], rows));
  }
  if (obsolete.length > 0) {
    const rows = obsolete.map(({ fact, ours, theirs }) => [fact, ours, theirs]);
    sections.push('## Accepted differences that no longer exist', renderTable(['Fact', 'Ours', 'Source'], rows));
  }
  const unverified = listUnverified(comparisons, tables);
  if (unverified.length > 0) {
    const rows = unverified.map(({ what, read }) => [what, read]);
    sections.push('## Not compared, because no package contains them', renderTable(['Facts', 'Page read'], rows));
  }
  if (patch !== '') {
    sections.push('## Patch of the generated tables', `${FENCE}diff\n${patch}${FENCE}`);
  }
  return `${sections.join('\n\n')}\n`;
}

/** Lists the tables that no comparison covers, and the entries of other tables that their sources do not have. */
export function listUnverified(
  comparisons: readonly Comparison[],
  tables: readonly HandKeptTable[],
): { readonly what: string; readonly read: string }[] {
  return [
    ...tables.map(({ name, comment }) => ({ what: name, read: findReadDate(comment) ?? '' })),
    ...comparisons
      .filter(({ unverified }) => unverified.length > 0)
      .map(({ table, unverified }) => ({
        what: `${unverified.length} entries of ${table}: ${unverified.join(', ')}`,
        read: '',
      })),
  ];
}

/** Renders the text of the issue: the report, or as many of its lines as an issue can have. */
export function renderIssue(report: string): string {
  if (report.length <= MAX_ISSUE_LENGTH) {
    return report;
  }
  const lines = report.slice(0, MAX_ISSUE_LENGTH).split('\n').slice(0, -1);
  const isInCode = lines.filter((line) => line.startsWith(FENCE)).length % 2 === 1;
  if (isInCode) {
    lines.push(FENCE);
  }
  return `${lines.join('\n')}\n\nThe artifact \`facts\` of the workflow run contains the complete report.\n`;
}

function renderTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows.map((cells) => cells.map(escapeCell))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The text of a source must not change the table, or mention users of GitHub. */
function escapeCell(text: string): string {
  return text
    .replace(/[|\\]/g, '\\$&')
    .replace(/[\r\n`]/g, ' ')
    .replace(/@/g, '@\u200b');
}
