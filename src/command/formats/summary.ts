import { pluralize } from '../../private/text';
import type { CheckReport, TemplateResult } from '../report';
import { isError, listFindings } from '../report';
import { escapeControlCharacters } from '../terminal';

/** The counts of a report, and what was not checked. */
export function formatSummary(report: CheckReport): string[] {
  const { results } = report;
  const findings = listFindings(report);
  const errorCount = findings.filter(isError).length;
  const counts = [
    `${pluralize(results.length, 'template')} with ${pluralize(sum(results, 'resourceCount'), 'ElastiCache resource')}`,
    pluralize(errorCount, 'error'),
    pluralize(findings.length - errorCount, 'warning'),
  ];
  return [
    counts.join(', '),
    ...formatUnresolvedProperties(results),
    ...formatPreparations(results),
    ...formatSampledResources(results),
    ...formatUncheckedResources(results),
  ].map(escapeControlCharacters);
}

function formatUnresolvedProperties(results: readonly TemplateResult[]): string[] {
  const unresolved = sum(results, 'unresolvedPropertyCount');
  const total = pluralize(sum(results, 'propertyCount'), 'property', 'properties');
  const [verb, auxiliary] = unresolved === 1 ? ['depends', 'was'] : ['depend', 'were'];
  return unresolved > 0
    ? [`${unresolved} of ${total} ${verb} on deployment-time values and ${auxiliary} not checked`]
    : [];
}

/** Prints each preparation once, for the first file that requires it. */
function formatPreparations(results: readonly TemplateResult[]): string[] {
  const first = new Map<string, string>();
  for (const { file, preparation } of results) {
    if (preparation !== undefined && !first.has(preparation)) {
      first.set(preparation, `${file}: ${preparation}`);
    }
  }
  return [...first.values()];
}

function formatSampledResources(results: readonly TemplateResult[]): string[] {
  return results
    .filter(({ sampledResources }) => sampledResources.length > 0)
    .map(
      ({ file, sampledResources }) =>
        `${file}: not all combinations of conditions were checked for ${sampledResources.join(', ')}`,
    );
}

function formatUncheckedResources(results: readonly TemplateResult[]): string[] {
  return results
    .filter(({ uncheckedResources }) => uncheckedResources.length > 0)
    .map(
      ({ file, uncheckedResources }) =>
        `${file}: ${uncheckedResources.join(', ')} not checked, because CloudFormation expands them during deployment`,
    );
}

function sum(
  results: readonly TemplateResult[],
  key: 'resourceCount' | 'propertyCount' | 'unresolvedPropertyCount',
): number {
  return results.reduce((total, result) => total + result[key], 0);
}
