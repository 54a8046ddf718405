import * as fs from 'fs';
import type { Finding, TextGroup } from './finding';
import { TEXT_GROUPS } from './finding';

const FILE = '.vale/warnings.json';

/** The number of warnings in each group, by the source of the text. */
export type WarningCounts = Readonly<Record<TextGroup, Readonly<Record<string, number>>>>;

/** What differs from the committed numbers. */
export interface CountChange {
  readonly group: TextGroup;
  readonly committed: number;
  readonly current: number;
  /** The warnings of sources that have more of them than committed. */
  readonly newFindings: readonly Finding[];
}

export function readWarningCounts(): WarningCounts {
  return JSON.parse(fs.readFileSync(FILE, 'utf8'));
}

export function writeWarningCounts(counts: WarningCounts) {
  fs.writeFileSync(FILE, `${JSON.stringify(counts, undefined, 2)}\n`);
}

export function countWarnings(findings: readonly Finding[]): WarningCounts {
  return Object.fromEntries(TEXT_GROUPS.map((group) => [group, countGroup(findings, group)])) as WarningCounts;
}

function countGroup(findings: readonly Finding[], group: TextGroup): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const finding of findings) {
    if (finding.group === group && finding.severity === 'warning') {
      counts[finding.source] = (counts[finding.source] ?? 0) + 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export function sumGroup(counts: WarningCounts, group: TextGroup): number {
  return Object.values(counts[group]).reduce((sum, count) => sum + count, 0);
}

/** Compares the sum of each group with the committed one. */
export function compareWarnings(findings: readonly Finding[], committed: WarningCounts): CountChange[] {
  const counts = countWarnings(findings);
  return TEXT_GROUPS.map((group) => ({
    group,
    committed: sumGroup(committed, group),
    current: sumGroup(counts, group),
    newFindings: findings.filter(
      ({ group: findingGroup, source, severity }) =>
        findingGroup === group && severity === 'warning' && counts[group][source] > (committed[group][source] ?? 0),
    ),
  })).filter((change) => change.current !== change.committed);
}
