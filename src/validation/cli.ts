import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'yaml';
import { ElastiCacheRules } from './elasticache-rules';
import type { RuleFinding } from './rule';
import { FindingSeverity } from './rule';

const HELP = `cdk-elasticache-check <template or folder>…

Checks the resources of Amazon ElastiCache in CloudFormation templates, JSON or YAML: what AWS refuses is an error, what works but bites a warning.
A folder, such as cdk.out, stands for all templates in it and below: *.template.json, *.template.yaml and *.template.yml.

  --json      the findings as JSON
  -h, --help  this text

Exit code: 0 without errors, 1 with errors, 2 when something cannot be read.
`;

/** The tags of CloudFormation's YAML, each with its function. */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
];

/** Where a text goes, for example `process.stdout`. */
interface Output {
  write(text: string): unknown;
}

/** What was found in one template. */
interface Checked {
  readonly file: string;
  /** How many resources there were to check. */
  readonly resources: number;
  readonly findings: RuleFinding[];
}

/**
 * The command `cdk-elasticache-check`. Gives its exit code.
 *
 * @param out takes what was asked for
 * @param err takes what went wrong
 */
export function main(args: readonly string[], out: Output, err: Output): number {
  const paths = args.filter((arg) => !arg.startsWith('-'));
  if (args.includes('--help') || args.includes('-h')) {
    out.write(HELP);
    return 0;
  }
  const unknown = args.filter((arg) => arg.startsWith('-') && arg !== '--json');
  if (unknown.length > 0 || paths.length === 0) {
    err.write(unknown.length > 0 ? `There is no option ${unknown.join(', ')}\n\n${HELP}` : HELP);
    return 2;
  }
  const results: Checked[] = [];
  let unreadable = 0;
  const reading = <T>(name: string, read: () => T[]): T[] => {
    try {
      return read();
    } catch (error) {
      unreadable++;
      err.write(`${name}: cannot be read: ${reason(error as NodeJS.ErrnoException)}\n`);
      return [];
    }
  };
  for (const file of paths.flatMap((name) => reading(name, () => templatesAt(name)))) {
    results.push(...reading(file, () => [check(file)]));
  }
  out.write(
    args.includes('--json')
      ? `${JSON.stringify(
          results.flatMap(({ file, findings }) => findings.map((finding) => ({ file, ...finding }))),
          undefined,
          2,
        )}\n`
      : told(results),
  );
  return unreadable > 0 ? 2 : results.some(({ findings }) => findings.some(isError)) ? 1 : 0;
}

/** The templates that a path stands for: a file is one, whatever its name. */
function templatesAt(name: string): string[] {
  if (!fs.statSync(name).isDirectory()) {
    return [name];
  }
  const found = (fs.readdirSync(name, { recursive: true }) as string[])
    .filter((file) => /\.template\.(json|ya?ml)$/.test(file))
    .sort();
  if (found.length === 0) {
    throw new Error('holds no templates (*.template.json, *.template.yaml, *.template.yml); name the files themselves');
  }
  return found.map((file) => path.join(name, file));
}

function check(file: string): Checked {
  const template = readTemplate(fs.readFileSync(file, 'utf8'));
  const resources = template?.Resources;
  if (typeof resources !== 'object' || resources === null) {
    throw new Error('is no CloudFormation template, which has Resources');
  }
  const types = Object.values<any>(resources).map((resource) => String(resource?.Type));
  return {
    file,
    resources: types.filter((type) => type.startsWith('AWS::ElastiCache::')).length,
    findings: ElastiCacheRules.checkTemplate(template),
  };
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ENOENT' ? 'there is no such file' : message;
}

/** A template in JSON, or in YAML with the tags of CloudFormation. */
export function readTemplate(text: string): any {
  if (text.trimStart().startsWith('{')) {
    return JSON.parse(text);
  }
  const tags = ['Ref', 'Condition', ...FUNCTIONS].flatMap((name) => {
    const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
    const value = (argument: unknown) => ({
      [key]:
        name === 'GetAtt' && typeof argument === 'string'
          ? [argument.split('.')[0], argument.split('.').slice(1).join('.')]
          : argument,
    });
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

function told(results: readonly Checked[]): string {
  const all = results.flatMap(({ findings }) => findings);
  const errors = all.filter(isError).length;
  const lines = results
    .filter(({ findings }) => findings.length > 0)
    .flatMap(({ file, findings }) => [
      `${file}`,
      ...findings.map(
        ({ severity, logicalId, ruleId, message, documentation }) =>
          `  ${severity} ${logicalId}: ${message}\n      ${ruleId}, ${documentation}`,
      ),
      '',
    ]);
  const resources = results.reduce((sum, one) => sum + one.resources, 0);
  const sums = [
    `${counted(results.length, 'template')} with ${counted(resources, 'resource')} of ElastiCache`,
    counted(errors, 'error'),
    counted(all.length - errors, 'warning'),
  ];
  return `${[...lines, sums.join(', ')].join('\n')}\n`;
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
