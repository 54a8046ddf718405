import { createFinding, EMPTY_REPORT, REPORT, TEMPLATE_WARNING, WARNING } from './sample-report';
import { formatJson } from '../../../../src/command/formats/json';

test('prints the findings with their positions', () => {
  expect(JSON.parse(formatJson(REPORT))).toEqual([createFinding(), TEMPLATE_WARNING, WARNING]);
});

test('prints an empty list without findings', () => {
  expect(formatJson(EMPTY_REPORT)).toBe('[]\n');
});
