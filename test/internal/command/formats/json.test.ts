import { createFinding, EMPTY_REPORT, REPORT, TEMPLATE_WARNING, WARNING } from './sample-report';
import { formatJson } from '../../../../src/command/formats/json';

test('prints the findings with their positions', () => {
  const findings = [createFinding(), TEMPLATE_WARNING, WARNING];

  expect(JSON.parse(formatJson(REPORT))).toEqual(
    findings.map((finding) => ({ ...finding, ruleId: `cdk-elasticache::${finding.ruleId}` })),
  );
});

test('prints an empty list without findings', () => {
  expect(formatJson(EMPTY_REPORT)).toBe('[]\n');
});
