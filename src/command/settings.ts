import { CommandError } from './command-error';
import { readConfig } from './config-file';
import { listCommandRules } from './file-rules';
import type { FormatName } from './formats';
import { FORMAT_NAMES, isFormatName } from './formats';
import type { CommandOptions } from './options';
import { parseParameterValues } from './parameter-file';
import { readValueFile } from './value-file';
import { findClosest } from '../private/text';
import type { Acknowledgements } from '../validation/acknowledgement-reasons';
import { checkAcknowledgement } from '../validation/check-acknowledgements';
import { checkEnvironment } from '../validation/check-environment';
import { addPrefix } from '../validation/rule-ids';
import type { TemplateInputs } from '../validation/validate-template';

/** The file of the option `--parameters`. */
interface ParameterFile {
  readonly name: string;

  /** The names of the parameters in the file. */
  readonly names: readonly string[];
}

/** The settings from the options and from the configuration file. */
export interface Settings {
  readonly format: FormatName;
  readonly inputs: TemplateInputs;
  readonly parameterFile?: ParameterFile;

  /** The reasons for ignored rules, by the ids that users acknowledge. */
  readonly ignored: Acknowledgements;

  /** Whether the stacks are already deployed, with values that AWS has discontinued since. */
  readonly existing: boolean;
}

/**
 * Combines the options with the configuration file. Options have precedence.
 *
 * @throws CommandError if a setting is not valid
 */
export function resolveSettings(options: CommandOptions, workingFolder: string): Settings {
  const { format, json, parameters: file, ignore = [], region, account } = options;
  const errors = checkEnvironment(region, account);
  if (errors.length > 0) {
    throw new CommandError(errors.map((error) => `--${error}`));
  }
  const config = readConfig(workingFolder, options.config);
  const parameters = file === undefined ? new Map() : parseParameterValues(readValueFile(workingFolder, file), file);
  return {
    format: parseFormat(format ?? (json ? 'json' : (config.format ?? 'text'))),
    inputs: { environment: { account, region }, parameters: new Map([...config.parameters, ...parameters]) },
    parameterFile: file === undefined ? undefined : { name: file, names: [...parameters.keys()] },
    ignored: {
      ...checkIgnored(config.ignore, `${config.file}: `),
      ...checkIgnored(Object.fromEntries(ignore.map(parseIgnored)), '--ignore: '),
    },
    existing: options.existing ?? config.existing,
  };
}

function parseFormat(name: string): FormatName {
  if (isFormatName(name)) {
    return name;
  }
  const closest = findClosest(name, FORMAT_NAMES) ?? FORMAT_NAMES.join(', ');
  throw new CommandError([`Unknown format: ${name}. Use ${closest}.`]);
}

/** Splits `rule=reason`. A missing reason is an error of the acknowledgment. */
function parseIgnored(text: string): [string, string] {
  const [ruleId, ...reason] = text.split('=');
  return [ruleId, reason.join('=')];
}

/**
 * Returns the reasons by the ids that users acknowledge.
 *
 * @throws CommandError for unknown and impossible rules, and for missing reasons
 */
function checkIgnored(reasons: Readonly<Record<string, unknown>>, source: string): Acknowledgements {
  const entries = Object.entries(reasons).map(([ruleId, reason]) => [addPrefix(ruleId), reason] as const);
  // Loading all rules takes time.
  const rules = entries.length > 0 ? listCommandRules() : new Map();
  const errors = entries.flatMap(([ruleId, reason]) => checkAcknowledgement(rules, ruleId, reason));
  if (errors.length > 0) {
    throw new CommandError(errors.map((error) => source + error));
  }
  return Object.fromEntries(entries) as Acknowledgements;
}
