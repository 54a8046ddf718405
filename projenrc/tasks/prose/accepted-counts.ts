import * as fs from 'fs';
import type { Finding, TextGroup } from './finding';
import { formatFinding, TEXT_GROUPS } from './finding';

const ACCEPTED_COUNTS_FILE = '.vale/accepted.json';

/** Numbers of findings by the source of the text. */
type Counts = Readonly<Record<string, number>>;

/** The committed numbers, which may only fall. */
export interface AcceptedCounts {
  /** The errors of pages that are not rewritten yet. All other texts must not have errors. */
  readonly errors: Counts;
  /** The warnings of each group. Only the sum of a group is compared. */
  readonly warnings: Readonly<Record<TextGroup, Counts>>;
}

/** What differs from the committed numbers. */
export interface CountChange {
  /** A page with errors, or a group with warnings. */
  readonly subject: string;
  readonly severity: Finding['severity'];
  readonly accepted: number;
  readonly current: number;
  /** The findings of sources that have more of them than accepted. */
  readonly newFindings: readonly Finding[];
}

export function readAcceptedCounts(): AcceptedCounts {
  return JSON.parse(fs.readFileSync(ACCEPTED_COUNTS_FILE, 'utf8'));
}

export function writeAcceptedCounts(counts: AcceptedCounts) {
  fs.writeFileSync(ACCEPTED_COUNTS_FILE, `${JSON.stringify(counts, undefined, 2)}\n`);
}

/** Counts the findings. Keeps the accepted numbers if one of them is exceeded. */
export function selectAcceptedCounts(findings: readonly Finding[], accepted: AcceptedCounts): AcceptedCounts {
  const isExceeded = compareFindings(findings, accepted).some((change) => change.current > change.accepted);
  return isExceeded ? accepted : countFindings(findings);
}

function countFindings(findings: readonly Finding[]): AcceptedCounts {
  const select = (group: TextGroup, severity: Finding['severity']) =>
    findings.filter((finding) => finding.group === group && finding.severity === severity);
  return {
    errors: countBySource(select('pages', 'error')),
    warnings: Object.fromEntries(
      TEXT_GROUPS.map((group) => [group, countBySource(select(group, 'warning'))]),
    ) as AcceptedCounts['warnings'],
  };
}

function countBySource(findings: readonly Finding[]): Counts {
  const counts: Record<string, number> = {};
  for (const { source } of findings) {
    counts[source] = (counts[source] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Compares the errors of each source, and the sum of the warnings of each group, with the accepted numbers. */
export function compareFindings(findings: readonly Finding[], accepted: AcceptedCounts): CountChange[] {
  return TEXT_GROUPS.flatMap((group) => {
    const select = (severity: Finding['severity']) =>
      findings.filter((finding) => finding.group === group && finding.severity === severity);
    return [
      ...compareErrors(select('error'), group === 'pages' ? accepted.errors : {}),
      compareWarnings(group, select('warning'), accepted.warnings[group]),
    ];
  }).filter((change) => change.current !== change.accepted);
}

function compareErrors(errors: readonly Finding[], accepted: Counts): CountChange[] {
  const sources = new Set([...errors.map(({ source }) => source), ...Object.keys(accepted)]);
  return [...sources].map((source) => {
    const newFindings = errors.filter((error) => error.source === source);
    const severity = 'error';
    return { subject: source, severity, accepted: accepted[source] ?? 0, current: newFindings.length, newFindings };
  });
}

function compareWarnings(group: TextGroup, warnings: readonly Finding[], accepted: Counts): CountChange {
  const counts = countBySource(warnings);
  return {
    subject: group,
    severity: 'warning',
    accepted: Object.values(accepted).reduce((sum, count) => sum + count, 0),
    current: warnings.length,
    newFindings: warnings.filter(({ source }) => counts[source] > (accepted[source] ?? 0)),
  };
}

/** Lists new findings, and numbers that must be changed. */
export function formatChange({ subject, severity, accepted, current, newFindings }: CountChange): string[] {
  if (current < accepted) {
    return [
      `${subject}: ${current} ${severity}s instead of ${accepted}. Run npx projen prose:accept, and commit the file.`,
    ];
  }
  const summary = `${subject}: ${current} ${severity}s, but only ${accepted} are accepted.`;
  return [...newFindings.map(formatFinding), ...(accepted > 0 ? [summary] : [])];
}
