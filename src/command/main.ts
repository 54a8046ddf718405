import { checkParameterNames } from './check-parameter-names';
import { checkTemplate } from './check-template';
import { CommandError } from './command-error';
import { explainRule, formatRuleList } from './describe-rules';
import { FORMATS } from './formats';
import { HELP } from './help';
import type { InputFile } from './inputs';
import { findInputs } from './inputs';
import type { CommandOptions } from './options';
import { parseOptions } from './options';
import { readTemplates } from './read-templates';
import type { CheckReport, InputError, TemplateResult } from './report';
import { isError, listFindings } from './report';
import type { Settings } from './settings';
import { resolveSettings } from './settings';
import type { CommandEnvironment } from './terminal';
import { readCapabilities } from './terminal';
import { formatReadError } from './value-file';
import { VERSION } from './version';
import { TemplateSyntaxError } from '../template/source-text';

/** Runs the command `cdk-elasticache-check` and returns its exit code. */
export function main(args: readonly string[], environment: CommandEnvironment): number {
  try {
    return run(parseOptions(args), environment);
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    const lines = [...error.errors, "Run 'cdk-elasticache-check --help' to print all options."];
    environment.stderr.write(lines.map((line) => `${line}\n`).join(''));
    return 2;
  }
}

function run(options: CommandOptions, environment: CommandEnvironment): number {
  const text = createInformation(options);
  if (text !== undefined) {
    environment.stdout.write(text);
    return 0;
  }
  if (options.paths.length === 0) {
    environment.stderr.write(HELP);
    return 2;
  }
  return check(options, environment);
}

/** Creates the output of the options that do not check templates. */
function createInformation(options: CommandOptions): string | undefined {
  if (options.help) {
    return HELP;
  }
  if (options.version) {
    return `${VERSION}\n`;
  }
  if (options['list-rules']) {
    return formatRuleList();
  }
  return options.explain === undefined ? undefined : explainRule(options.explain);
}

function check(options: CommandOptions, environment: CommandEnvironment): number {
  const settings = resolveSettings(options, environment.workingFolder);
  const { files, errors, notes } = findInputs(options.paths, environment);
  const checked = files.map((file) => checkFile(file, settings));
  const results = checked.flatMap((file) => file.results);
  const fileErrors = [...errors, ...checked.flatMap(({ error }) => error ?? [])];
  // A file that cannot be read can declare the parameters.
  const parameterErrors = fileErrors.length > 0 ? [] : checkParameterNames(settings, results);
  const report: CheckReport = { results, inputErrors: [...fileErrors, ...parameterErrors] };

  const messages = [...notes, ...report.inputErrors.map(({ file, message }) => `${file}: ${message}`)];
  environment.stderr.write(messages.map((message) => `${message}\n`).join(''));
  environment.stdout.write(FORMATS[settings.format](report, readCapabilities(environment)));
  if (report.inputErrors.length > 0) {
    return 2;
  }
  return listFindings(report).some(isError) ? 1 : 0;
}

/** Checks the templates of a file. Returns an error if the file cannot be read. */
function checkFile(
  { name, read }: InputFile,
  settings: Settings,
): { readonly results: TemplateResult[]; readonly error?: InputError } {
  try {
    const text = read();
    return { results: readTemplates(text).map((template) => checkTemplate(name, text, template, settings)) };
  } catch (error) {
    const position = error instanceof TemplateSyntaxError ? error.position : undefined;
    return { results: [], error: { file: name, message: formatReadError(error as Error), ...position } };
  }
}
