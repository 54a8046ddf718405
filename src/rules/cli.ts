import * as fs from 'fs';
import { ElastiCacheRules } from './elasticache-rules';
import type { RuleFinding } from './finding';
import { FindingSeverity } from './finding';

const HELP = `cdk-elasticache-check <template>…

Checks the resources of Amazon ElastiCache in CloudFormation templates, JSON or YAML: what AWS refuses is an error, what works but bites a warning.

  --json   the findings as JSON
  --help   this text

Exit code: 0 without errors, 1 with errors, 2 when a template cannot be read.
`;

/** The tags of CloudFormation's YAML, each with its function. */
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];

/** The command `cdk-elasticache-check`. Gives its exit code. */
export function main(args: readonly string[], write: (text: string) => void): number {
  const files = args.filter(arg => !arg.startsWith('--'));
  if (args.includes('--help') || files.length === 0) {
    write(HELP);
    return args.includes('--help') ? 0 : 2;
  }
  const unknown = args.filter(arg => arg.startsWith('--') && arg !== '--json');
  if (unknown.length > 0) {
    write(`There is no option ${unknown.join(', ')}\n\n${HELP}`);
    return 2;
  }
  const results: { file: string; findings: RuleFinding[] }[] = [];
  for (const file of files) {
    try {
      results.push({ file, findings: ElastiCacheRules.checkTemplate(readTemplate(fs.readFileSync(file, 'utf8'))) });
    } catch (error) {
      write(`${file}: cannot be read: ${(error as Error).message}\n`);
      return 2;
    }
  }
  write(args.includes('--json') ? `${JSON.stringify(results.flatMap(({ file, findings }) => findings.map(finding => ({ file, ...finding }))), undefined, 2)}\n` : told(results));
  return results.some(({ findings }) => findings.some(isError)) ? 1 : 0;
}

/** A template in JSON, or in YAML with the tags of CloudFormation. */
export function readTemplate(text: string): any {
  if (text.trimStart().startsWith('{')) { return JSON.parse(text); }
  const yaml = require('yaml') as typeof import('yaml');
  const tags = ['Ref', 'Condition', ...FUNCTIONS].flatMap((name) => {
    const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
    const value = (argument: unknown) => ({ [key]: name === 'GetAtt' && typeof argument === 'string' ? [argument.split('.')[0], argument.split('.').slice(1).join('.')] : argument });
    return [
      { tag: `!${name}`, resolve: (argument: string) => value(argument) },
      { tag: `!${name}`, collection: 'seq' as const, resolve: (argument: any) => value(argument.toJSON()) },
      { tag: `!${name}`, collection: 'map' as const, resolve: (argument: any) => value(argument.toJSON()) },
    ];
  });
  return yaml.parse(text, { customTags: tags, logLevel: 'error' });
}

function isError({ severity }: RuleFinding): boolean {
  return severity === FindingSeverity.ERROR;
}

function told(results: readonly { file: string; findings: RuleFinding[] }[]): string {
  const all = results.flatMap(({ findings }) => findings);
  const errors = all.filter(isError).length;
  const lines = results.filter(({ findings }) => findings.length > 0).flatMap(({ file, findings }) => [
    `${file}`,
    ...findings.map(({ severity, logicalId, ruleId, message, documentation }) => `  ${severity} ${logicalId}: ${message}\n      ${ruleId}, ${documentation}`),
    '',
  ]);
  return `${[...lines, `${results.length} ${results.length === 1 ? 'template' : 'templates'}, ${errors} ${errors === 1 ? 'error' : 'errors'}, ${all.length - errors} ${all.length - errors === 1 ? 'warning' : 'warnings'}`].join('\n')}\n`;
}
