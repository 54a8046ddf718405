import type { Assembly } from './prose/assembly';
import { checkDocstrings } from './prose/check-docstrings';
import { renderCommentPages } from './prose/comment-pages';
import { PAGES_TO_REWRITE, readCommittedPages } from './prose/committed-pages';
import { findDirectives } from './prose/directives';
import { renderDocstringPages } from './prose/docstring-pages';
import type { Finding } from './prose/finding';
import { formatFinding, TEXT_GROUPS } from './prose/finding';
import { countWords } from './prose/markdown';
import { renderMessagePages } from './prose/message-pages';
import type { ProsePage } from './prose/prose-page';
import { deletePages, locate, writePages } from './prose/prose-page';
import { checkSelf, SELF_CHECK_PAGE } from './prose/self-check';
import { readSourceFiles } from './prose/source-files';
import type { UnknownWord } from './prose/spelling';
import { findUnknownWords } from './prose/spelling';
import type { Alert } from './prose/vale';
import { runVale } from './prose/vale';
import { compareWarnings, countWarnings, readWarningCounts, writeWarningCounts } from './prose/warning-counts';
import { readAssembly } from '../../test/internal/compat/assembly';

/** Fewer words in a group mean that the linter does not read its texts. */
const MIN_WORDS = 1000;

/**
 * Checks every text that a person reads: docstrings, messages, comments, and pages. Fails on errors, on unknown words,
 * and if the number of warnings is not the committed one.
 *
 * `--accept` writes the number of warnings, and `--list` prints all warnings.
 */
function main() {
  const assembly: Assembly = readAssembly('.');
  const allPages = writeAllPages(assembly);
  const alerts = runVale(allPages.map(({ file }) => file));
  const unknownWords = findUnknownWords();

  const pages = allPages.filter(({ source }) => source !== SELF_CHECK_PAGE);
  const findings = [...checkDocstrings(assembly), ...pages.flatMap((page) => findInPage(page, alerts))];
  if (process.argv.includes('--accept')) {
    writeWarningCounts(countWarnings(findings));
  }
  if (process.argv.includes('--list')) {
    findings.filter(({ severity }) => severity === 'warning').forEach((finding) => console.log(formatFinding(finding)));
  }

  const problems = [
    ...findings.filter(isFailure).map(formatFinding),
    ...listRewrittenPages(findings),
    ...findDirectives(),
    ...unknownWords.filter(({ file }) => file !== SELF_CHECK_PAGE).map(formatUnknownWord),
    ...checkSelf(allPages, alerts, unknownWords),
    ...checkWarnings(findings),
    ...checkWords(pages),
  ];
  problems.forEach((problem) => console.log(problem));
  printSummary(pages, findings);
  console.log(`${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function writeAllPages(assembly: Assembly): ProsePage[] {
  deletePages();
  const sources = readSourceFiles();
  return [
    ...writePages('docstrings', renderDocstringPages(assembly)),
    ...writePages('messages', renderMessagePages(sources)),
    ...writePages('comments', renderCommentPages(sources, assembly)),
    ...writePages('pages', readCommittedPages()),
  ];
}

function formatUnknownWord({ file, line, word }: UnknownWord): string {
  return `${file}:${line}: error Spelling: '${word}' is unknown. Terms are in .cspell/words.txt.`;
}

function findInPage(page: ProsePage, alerts: readonly Alert[]): Finding[] {
  return alerts
    .filter(({ file }) => file === page.file)
    .map(({ line, rule, severity, message }) => ({
      group: page.group,
      source: page.source,
      location: locate(page, line),
      rule,
      severity,
      message,
    }));
}

function isFailure({ severity, source }: Finding): boolean {
  return severity === 'error' && !PAGES_TO_REWRITE.includes(source);
}

/** Lists pages that are rewritten, and must be removed from the list of exceptions. */
function listRewrittenPages(findings: readonly Finding[]): string[] {
  return PAGES_TO_REWRITE.filter(
    (page) => !findings.some(({ source, severity }) => source === page && severity === 'error'),
  ).map((page) => `${page} has no errors. Remove it from PAGES_TO_REWRITE.`);
}

function checkWarnings(findings: readonly Finding[]): string[] {
  return compareWarnings(findings, readWarningCounts()).flatMap(({ group, committed, current, newFindings }) =>
    current > committed
      ? [...newFindings.map(formatFinding), `${group}: ${current} warnings, but only ${committed} are accepted.`]
      : [`${group}: ${current} warnings instead of ${committed}. Run npx projen prose:accept, and commit the number.`],
  );
}

function checkWords(pages: readonly ProsePage[]): string[] {
  return TEXT_GROUPS.filter((group) => sumWords(pages, group) < MIN_WORDS).map(
    (group) => `${group}: less than ${MIN_WORDS} words. Are they generated?`,
  );
}

function sumWords(pages: readonly ProsePage[], group: string): number {
  return pages.filter((page) => page.group === group).reduce((sum, { text }) => sum + countWords(text), 0);
}

function printSummary(pages: readonly ProsePage[], findings: readonly Finding[]) {
  const rows = TEXT_GROUPS.map((group) => {
    const count = (severity: string) =>
      findings.filter((finding) => finding.group === group && finding.severity === severity).length;
    return { group, words: sumWords(pages, group), errors: count('error'), warnings: count('warning') };
  });
  console.table(Object.fromEntries(rows.map(({ group, ...row }) => [group, row])));
}

main();
