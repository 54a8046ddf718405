import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { EMPTY_REPORT, REPORT } from './sample-report';
import { formatJunit } from '../../../../src/command/formats/junit';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  htmlEntities: true,
  isArray: (name) => name === 'testcase' || name === 'testsuite',
});

test('is valid XML', () => {
  expect(XMLValidator.validate(formatJunit(REPORT))).toBe(true);
  expect(XMLValidator.validate(formatJunit(EMPTY_REPORT))).toBe(true);
  expect(XMLValidator.validate(formatJunit(REPORT).replace('&quot;', '<'))).not.toBe(true);
});

test('contains a suite for each file', () => {
  const { testsuites } = parser.parse(formatJunit(REPORT));

  expect(testsuites.testsuite.map(({ name, tests, failures, errors }: any) => [name, tests, failures, errors])).toEqual(
    [
      ['missing.yaml', '1', '0', '1'],
      ['/tmp/a b.yaml', '1', '0', '1'],
      ['stacks/users.yaml', '1', '1', '0'],
      ['odd, 1: 2%.yaml', '2', '0', '0'],
      ['valid.json', '1', '0', '0'],
    ],
  );
});

test('contains a test case for each finding', () => {
  const { testsuites } = parser.parse(formatJunit(REPORT));
  const [missing, , users, odd, valid] = testsuites.testsuite.map(({ testcase }: any) => testcase);

  expect(missing).toEqual([
    {
      name: 'ElastiCache resources',
      classname: 'missing.yaml',
      error: { message: 'The file does not exist. Check the path.' },
    },
  ]);
  expect(users).toEqual([
    {
      name: 'Admin cdk-elasticache::User.NameMissing UserName',
      classname: 'stacks/users.yaml',
      failure: {
        message: 'The user has no name.',
        type: 'cdk-elasticache::User.NameMissing',
        '#text': 'stacks/users.yaml:3:5: The user has no name.\nhttps://docs.aws.amazon.com/user',
      },
    },
  ]);
  expect(odd.map(({ name }: any) => name)).toEqual([
    'cdk-elasticache::Template.SyntaxRestricted UserName',
    'Admin cdk-elasticache::User.Odd UserName',
  ]);
  expect(odd[1]['system-out']).toBe(
    'warning: odd, 1: 2%.yaml:7:1: 100 % of <a, b: "c">\r\n& more \ufffd\ufffd\nhttps://docs.aws.amazon.com/user',
  );
  expect(valid).toEqual([{ name: 'ElastiCache resources', classname: 'valid.json' }]);
});
