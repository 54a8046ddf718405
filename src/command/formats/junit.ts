import { qualifyRuleId } from '../../validation/rule-ids';
import type { CheckReport, InputError, LocatedFinding, TemplateResult } from '../report';
import { isError } from '../report';

/** The characters that XML 1.0 does not allow, even if they are escaped. */
// eslint-disable-next-line no-control-regex
const INVALID_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** The result of one test case. */
interface TestCase {
  readonly name: string;

  /** The element with the problem, or an empty text for a test that passes. */
  readonly content: string;
}

/**
 * Formats a report as JUnit XML. A template is a test suite. An error is a test that fails, and a warning a test that
 * passes with an output.
 */
export function formatJunit({ results, inputErrors }: CheckReport): string {
  const suites = [...inputErrors.map(formatInputError), ...results.map(formatResult)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="cdk-elasticache-check">',
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function formatResult({ file, findings }: TemplateResult): string {
  const testCases = findings.map(formatFinding);
  return formatSuite(file, testCases.length > 0 ? testCases : [{ name: 'ElastiCache resources', content: '' }], {
    failures: findings.filter(isError).length,
    errors: 0,
  });
}

function formatInputError({ file, message }: InputError): string {
  const content = `<error message="${escape(message)}"/>`;
  return formatSuite(file, [{ name: 'ElastiCache resources', content }], { failures: 0, errors: 1 });
}

function formatFinding(finding: LocatedFinding): TestCase {
  const { file, line, column, logicalId, ruleId, propertyPath, message, documentationUrl } = finding;
  const details = escape(`${file}:${line}:${column}: ${message}\n${documentationUrl}`);
  return {
    name: [logicalId, qualifyRuleId(ruleId), propertyPath].filter((part) => part !== '').join(' '),
    content: isError(finding)
      ? `<failure message="${escape(message)}" type="${escape(qualifyRuleId(ruleId))}">${details}</failure>`
      : `<system-out>warning: ${details}</system-out>`,
  };
}

function formatSuite(
  file: string,
  testCases: readonly TestCase[],
  { failures, errors }: { readonly failures: number; readonly errors: number },
): string {
  const name = escape(file);
  return [
    `  <testsuite name="${name}" tests="${testCases.length}" failures="${failures}" errors="${errors}">`,
    ...testCases.map(
      (testCase) => `    <testcase name="${escape(testCase.name)}" classname="${name}">${testCase.content}</testcase>`,
    ),
    '  </testsuite>',
  ].join('\n');
}

function escape(text: string): string {
  return text.replace(INVALID_CHARACTERS, '\ufffd').replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character]);
}
