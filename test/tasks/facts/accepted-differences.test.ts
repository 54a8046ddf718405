import { SOURCES } from './sources';
import { ACCEPTED_DIFFERENCES } from '../../../projenrc/tasks/facts/accepted-differences';
import { compareRules } from '../../../projenrc/tasks/facts/comparisons/rules';
import { resourceSchemas } from '../../../projenrc/tasks/facts/generated-tables/resource-schemas';
import { evaluateComparisons } from '../../../projenrc/tasks/facts/report';
import { RESOURCE_SCHEMAS } from '../../../src/service-data/generated/resource-schemas';
import { HOST_METRICS, MEMCACHED_NODE_METRICS, NODE_METRICS } from '../../../src/service-data/metrics';
import { validateTemplate } from '../../../src/validation/validate-template';

/** Lists the accepted differences of a table. */
function listAccepted(table: string) {
  return ACCEPTED_DIFFERENCES.filter(({ fact }) => fact.startsWith(`${table} `));
}

test('every accepted difference has a page, a date, and a reason', () => {
  for (const { page, read, reason } of ACCEPTED_DIFFERENCES) {
    expect(page).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws-cloudformation)\//);
    expect(read).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(reason).toMatch(/\.$/);
  }
});

test('the rules do not satisfy any accepted difference', () => {
  const schemas = { ...resourceSchemas, build: () => RESOURCE_SCHEMAS };

  const comparison = compareRules(validateTemplate, schemas, SOURCES);

  const accepted = listAccepted('rules');
  expect(accepted).not.toEqual([]);
  expect(evaluateComparisons([comparison], accepted).obsolete).toEqual([]);
});

test('the statistics of metrics are those of the accepted differences', () => {
  const tables = { HOST_METRICS, NODE_METRICS, MEMCACHED_NODE_METRICS };
  const statistics = Object.entries(tables).flatMap(([table, metrics]) =>
    Object.entries(metrics).map(([name, { statistic }]) => [`metrics ${table}.${name}`, statistic]),
  );

  expect(statistics).toEqual(expect.arrayContaining(listAccepted('metrics').map(({ fact, ours }) => [fact, ours])));
});
