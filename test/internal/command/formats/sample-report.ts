import type { CheckReport, LocatedFinding } from '../../../../src/command/report';
import { FindingSeverity } from '../../../../src/validation/rule';

/** Creates a finding, by default an error in line 3. */
export function createFinding(overrides: Partial<LocatedFinding> = {}): LocatedFinding {
  return {
    ruleId: 'User.NameMissing',
    severity: FindingSeverity.ERROR,
    isAcknowledgeable: true,
    logicalId: 'Admin',
    resourceType: 'AWS::ElastiCache::User',
    propertyPath: 'UserName',
    message: 'The user has no name.',
    documentationUrl: 'https://docs.aws.amazon.com/user',
    file: 'stacks/users.yaml',
    line: 3,
    column: 5,
    ...overrides,
  };
}

/** A warning with the characters that formats escape. */
export const WARNING = createFinding({
  ruleId: 'User.Odd',
  severity: FindingSeverity.WARNING,
  message: '100 % of <a, b: "c">\r\n& more \u0007\ud800',
  file: 'odd, 1: 2%.yaml',
  line: 7,
  column: 1,
});

/** A warning about a whole template. */
export const TEMPLATE_WARNING = createFinding({
  ruleId: 'Template.SyntaxRestricted',
  severity: FindingSeverity.WARNING,
  logicalId: '',
  resourceType: '',
  message: 'CloudFormation does not support YAML aliases.',
  file: 'odd, 1: 2%.yaml',
  line: 1,
  column: 1,
});

const COUNTS = {
  resourceCount: 1,
  propertyCount: 4,
  unresolvedPropertyCount: 0,
  sampledResources: [],
  uncheckedResources: [],
  parameterNames: [],
  parameterErrors: [],
};

const TEXT = 'Resources:\n  Admin:\n    Type: AWS::ElastiCache::User\n    Properties: {}\n';

/** A report with an error, two warnings, a template without findings, and two inputs that cannot be read. */
export const REPORT: CheckReport = {
  results: [
    { ...COUNTS, file: 'stacks/users.yaml', text: TEXT, findings: [createFinding()] },
    { ...COUNTS, file: 'odd, 1: 2%.yaml', text: '', findings: [TEMPLATE_WARNING, WARNING] },
    {
      ...COUNTS,
      file: 'valid.json',
      text: '',
      findings: [],
      unresolvedPropertyCount: 3,
      sampledResources: ['A', 'B'],
      uncheckedResources: ['C', 'Fn::ForEach::D'],
    },
  ],
  inputErrors: [
    { file: 'missing.yaml', message: 'The file does not exist. Check the path.' },
    { file: '/tmp/a b.yaml', message: 'Invalid YAML', line: 2, column: 9 },
  ],
};

/** A report without findings. */
export const EMPTY_REPORT: CheckReport = { results: [], inputErrors: [] };
