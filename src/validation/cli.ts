import * as fs from 'fs';
import * as path from 'path';
import { qualifyRuleId } from './acknowledgements';
import { ElastiCacheRules } from './elasticache-rules';
import { toText } from './property-reader';
import type { RuleFinding } from './rule';
import { FindingSeverity } from './rule';
import { pluralize } from '../private/text';
import { parseTemplate } from '../template/parse-template';

const HELP = `Usage: cdk-elasticache-check [--json] <template or folder>…

Checks the Amazon ElastiCache resources in CloudFormation templates in JSON or YAML.
Configurations that AWS rejects are errors. Valid but risky configurations are warnings.

For a folder, such as cdk.out, checks all *.template.json, *.template.yaml, and *.template.yml
files in the folder and its subfolders.

Options:
  --json      Print the findings as JSON.
  -h, --help  Print this help.

Exit codes:
  0  No errors.
  1  At least one error.
  2  A file cannot be read, or the arguments are invalid.
`;

/** A writable stream, for example `process.stdout`. */
interface OutputStream {
  write(text: string): unknown;
}

interface TemplateResult {
  readonly file: string;
  readonly resourceCount: number;
  readonly findings: RuleFinding[];
}

/** Runs the command `cdk-elasticache-check` and returns its exit code. */
export function main(args: readonly string[], stdout: OutputStream, stderr: OutputStream): number {
  if (args.includes('--help') || args.includes('-h')) {
    stdout.write(HELP);
    return 0;
  }
  const paths = args.filter((arg) => !arg.startsWith('-'));
  const unknownOptions = args.filter((arg) => arg.startsWith('-') && arg !== '--json');
  if (unknownOptions.length > 0 || paths.length === 0) {
    stderr.write(unknownOptions.length > 0 ? `Unknown option: ${unknownOptions.join(', ')}\n\n${HELP}` : HELP);
    return 2;
  }

  const { results, hasReadErrors } = checkPaths(paths, stderr);
  stdout.write(args.includes('--json') ? formatJson(results) : formatText(results));

  if (hasReadErrors) {
    return 2;
  }
  return results.some(({ findings }) => findings.some(isError)) ? 1 : 0;
}

/** Checks all templates that can be read. Prints an error for each template that cannot be read. */
function checkPaths(
  paths: readonly string[],
  stderr: OutputStream,
): { readonly results: TemplateResult[]; readonly hasReadErrors: boolean } {
  let hasReadErrors = false;
  const tryToRead = <T>(name: string, read: () => T[]): T[] => {
    try {
      return read();
    } catch (error) {
      hasReadErrors = true;
      stderr.write(`${name}: ${formatReadError(error as NodeJS.ErrnoException)}\n`);
      return [];
    }
  };

  const files = paths.flatMap((name) => tryToRead(name, () => findTemplates(name)));
  const results = files.flatMap((file) => tryToRead(file, () => [checkFile(file)]));
  return { results, hasReadErrors };
}

/** Finds the templates in a folder by file name. The path of a file is returned unchanged, whatever the file name. */
function findTemplates(name: string): string[] {
  if (!fs.statSync(name).isDirectory()) {
    return [name];
  }
  const files = (fs.readdirSync(name, { recursive: true }) as string[])
    .filter((file) => /\.template\.(json|ya?ml)$/.test(file))
    .sort();
  if (files.length === 0) {
    throw new Error(
      'The folder contains no templates (*.template.json, *.template.yaml, *.template.yml). Specify the paths of the files instead.',
    );
  }
  return files.map((file) => path.join(name, file));
}

function checkFile(file: string): TemplateResult {
  const template = parseTemplate(fs.readFileSync(file, 'utf8')).template as any;
  const resources = template?.Resources;
  if (typeof resources !== 'object' || resources === null) {
    throw new Error('The file has no Resources section. Specify a CloudFormation template in JSON or YAML.');
  }
  const types = Object.values<any>(resources).map((resource) => toText(resource?.Type));
  return {
    file,
    resourceCount: types.filter((type) => type?.startsWith('AWS::ElastiCache::')).length,
    findings: ElastiCacheRules.checkTemplate(template),
  };
}

function formatReadError({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ENOENT' ? 'The file does not exist. Check the path.' : message;
}

function formatJson(results: readonly TemplateResult[]): string {
  const findings = results.flatMap((result) => result.findings.map((finding) => ({ file: result.file, ...finding })));
  return `${JSON.stringify(findings, undefined, 2)}\n`;
}

function formatText(results: readonly TemplateResult[]): string {
  const lines = results
    .filter(({ findings }) => findings.length > 0)
    .flatMap(({ file, findings }) => [file, ...findings.map(formatFinding), '']);
  return `${[...lines, formatSummary(results)].join('\n')}\n`;
}

function formatFinding({ severity, logicalId, ruleId, message, documentationUrl }: RuleFinding): string {
  return `  ${severity} ${logicalId}: ${message}\n      ${qualifyRuleId(ruleId)}, ${documentationUrl}`;
}

function formatSummary(results: readonly TemplateResult[]): string {
  const resourceCount = results.reduce((sum, result) => sum + result.resourceCount, 0);
  const findings = results.flatMap((result) => result.findings);
  const errorCount = findings.filter(isError).length;
  return [
    `${pluralize(results.length, 'template')} with ${pluralize(resourceCount, 'ElastiCache resource')}`,
    pluralize(errorCount, 'error'),
    pluralize(findings.length - errorCount, 'warning'),
  ].join(', ');
}

function isError({ severity }: RuleFinding): boolean {
  return severity === FindingSeverity.ERROR;
}
