import * as fs from 'fs';
import Ajv from 'ajv';
import { createFinding, EMPTY_REPORT, REPORT } from './sample-report';
import { formatSarif } from '../../../../src/command/formats/sarif';
import type { CheckReport, Suppression } from '../../../../src/command/report';

/** The published schema of SARIF 2.1.0 uses draft 4 of JSON Schema. */
function createValidator() {
  const readJson = (file: string) => JSON.parse(fs.readFileSync(require.resolve(file), 'utf8'));
  const ajv = new Ajv({ schemaId: 'auto' });
  ajv.addMetaSchema(readJson('ajv/lib/refs/json-schema-draft-04.json'));
  return ajv.compile(readJson('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
}

const validate = createValidator();
const log = JSON.parse(formatSarif(REPORT));

const createSuppressedReport = (kind: Suppression['kind']): CheckReport => ({
  ...REPORT,
  results: [{ ...REPORT.results[0], findings: [createFinding({ suppression: { kind, reason: 'old "cache"' } })] }],
});

test.each([REPORT, EMPTY_REPORT, createSuppressedReport('inSource'), createSuppressedReport('external')])(
  'matches the schema',
  (report) => {
    validate(JSON.parse(formatSarif(report)));

    expect(validate.errors).toBeNull();
  },
);

test('the schema rejects other levels', () => {
  expect(validate(JSON.parse(formatSarif(REPORT).replace('"level": "warning"', '"level": "fatal"')))).toBe(false);
});

test('contains the findings with their rules and positions', () => {
  const [{ tool, results }] = log.runs;

  expect(tool.driver).toEqual({
    name: 'cdk-elasticache',
    version: '0.0.0',
    informationUri: 'https://github.com/cdk-elasticache/cdk-elasticache',
    rules: ['User.NameMissing', 'Template.SyntaxRestricted', 'User.Odd'].map((id) => ({
      id: `cdk-elasticache::${id}`,
      helpUri: 'https://docs.aws.amazon.com/user',
    })),
  });
  expect(results[0]).toEqual({
    ruleId: 'cdk-elasticache::User.NameMissing',
    ruleIndex: 0,
    level: 'error',
    message: { text: 'The user has no name.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'stacks/users.yaml' },
          region: { startLine: 3, startColumn: 5 },
        },
        logicalLocations: [{ name: 'Admin', fullyQualifiedName: 'Admin', kind: 'AWS::ElastiCache::User' }],
      },
    ],
    suppressions: [],
  });
  expect(results[1].locations[0].logicalLocations).toEqual([]);
  expect(results[2]).toMatchObject({
    ruleIndex: 2,
    level: 'warning',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'odd%2C%201%3A%202%25.yaml' } } }],
  });
});

test.each(['inSource', 'external'] as const)('contains the reason of an acknowledged error: %s', (kind) => {
  const [{ results }] = JSON.parse(formatSarif(createSuppressedReport(kind))).runs;

  expect(results[0].suppressions).toEqual([{ kind, justification: 'old "cache"' }]);
});

test('the schema rejects other kinds of suppressions', () => {
  const text = formatSarif(createSuppressedReport('external')).replace('"kind": "external"', '"kind": "other"');

  expect(validate(JSON.parse(text))).toBe(false);
});

test('contains the inputs that cannot be read', () => {
  expect(log.runs[0].invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'The file does not exist. Check the path.' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'missing.yaml' } } }],
        },
        {
          level: 'error',
          message: { text: 'Invalid YAML' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'file:///tmp/a%20b.yaml' },
                region: { startLine: 2, startColumn: 9 },
              },
            },
          ],
        },
      ],
    },
  ]);
  expect(JSON.parse(formatSarif(EMPTY_REPORT)).runs[0].invocations).toEqual([
    { executionSuccessful: true, toolExecutionNotifications: [] },
  ]);
});
