import { adopt } from './adopt/adopt';
import { checkFiles } from './check-files';
import { checkParameterNames } from './check-parameter-names';
import { CommandError } from './command-error';
import { explainRule, formatRuleList } from './describe-rules';
import { FORMATS } from './formats';
import { HELP } from './help';
import { findInputs, formatSkippedFiles } from './inputs';
import type { CommandOptions } from './options';
import { parseOptions } from './options';
import type { CheckReport } from './report';
import { isError, listFindings } from './report';
import { resolveSettings } from './settings';
import type { CommandEnvironment } from './terminal';
import { escapeControlCharacters, readCapabilities } from './terminal';
import { VERSION } from './version';

/** Runs the command `cdk-elasticache-check` and returns its exit code. */
export function main(args: readonly string[], environment: CommandEnvironment): number {
  const [name, ...otherArgs] = args;
  try {
    return name === 'adopt' ? adopt(otherArgs, environment) : run(parseOptions(args), environment);
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
  const { paths, ...others } = options;
  if (paths.length === 0 && Object.keys(others).length === 0) {
    environment.stderr.write(HELP);
    return 2;
  }
  if (paths.length === 0 || paths.includes('')) {
    const problem = paths.length === 0 ? 'The path is missing.' : 'A path is empty.';
    throw new CommandError([`${problem} Specify templates, folders, patterns, or - for the standard input.`]);
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
    return formatRuleList(options.paths);
  }
  return options.explain === undefined ? undefined : explainRule(options.explain);
}

function check(options: CommandOptions, environment: CommandEnvironment): number {
  const settings = resolveSettings(options, environment.workingFolder);
  const { files, errors, skippedFiles } = findInputs(options.paths, environment);
  const { results, ...checked } = checkFiles(files, settings, environment.workingFolder);
  const fileErrors = [...errors, ...checked.errors];
  // A file that cannot be read can declare the parameters.
  const parameterErrors = fileErrors.length > 0 ? [] : checkParameterNames(settings, results);
  const inputErrors = [...fileErrors, ...parameterErrors, ...results.flatMap((result) => result.parameterErrors)];
  const report: CheckReport = { results, inputErrors };

  const checkedFiles = new Set([...results, ...checked.errors].map(({ file }) => file));
  const messages = [
    ...formatSkippedFiles(skippedFiles, checkedFiles),
    ...checked.notes,
    ...report.inputErrors.map(({ file, message }) => `${file}: ${message}`),
  ];
  environment.stderr.write(messages.map((message) => `${escapeControlCharacters(message)}\n`).join(''));
  environment.stdout.write(FORMATS[settings.format](report, readCapabilities(environment)));
  if (report.inputErrors.length > 0) {
    return 2;
  }
  return listFindings(report).some(isError) ? 1 : 0;
}
