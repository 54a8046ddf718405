import { parseArgs } from 'util';
import { CommandError } from './command-error';
import { findClosest } from '../private/text';

/** An option of the command. */
export interface OptionDefinition {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;

  /** The placeholder of the value in the help. */
  readonly value?: string;
  readonly description: string;
}

const OPTIONS = {
  format: {
    type: 'string',
    value: 'format',
    description: 'Print the findings as text (default), json, sarif, junit, or github.',
  },
  json: { type: 'boolean', description: 'Short form of --format json.' },
  parameters: {
    type: 'string',
    value: 'file',
    description: 'Read the values of parameters from a JSON or YAML file.',
  },
  region: { type: 'string', value: 'region', description: 'Validate rules that depend on the Region.' },
  account: { type: 'string', value: 'account', description: 'Validate rules that depend on the account.' },
  ignore: {
    type: 'string',
    multiple: true,
    value: 'rule=reason',
    description: 'Acknowledge a rule: report its errors as warnings, and omit its warnings. Repeatable.',
  },
  existing: {
    type: 'boolean',
    description:
      'Report errors that concern only the creation of resources as warnings, for stacks that are already deployed.',
  },
  config: {
    type: 'string',
    value: 'file',
    description: 'Read another configuration file than .cdk-elasticache.yaml, .yml, or .json.',
  },
  'list-rules': {
    type: 'boolean',
    description: 'Print the rules. Arguments select rules by resource type, or by a text in the id or requirement.',
  },
  explain: { type: 'string', value: 'rule', description: 'Print the requirement of a rule and its AWS page.' },
  version: { type: 'boolean', description: 'Print the version.' },
  help: { type: 'boolean', short: 'h', description: 'Print this help.' },
} as const satisfies Readonly<Record<string, OptionDefinition>>;

/** The definitions of options by name. */
export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

/** The arguments of the command. */
export interface CommandOptions {
  readonly paths: readonly string[];
  readonly format?: string;
  readonly json?: boolean;
  readonly parameters?: string;
  readonly region?: string;
  readonly account?: string;
  readonly ignore?: readonly string[];
  readonly existing?: boolean;
  readonly config?: string;
  readonly 'list-rules'?: boolean;
  readonly explain?: string;
  readonly version?: boolean;
  readonly help?: boolean;
}

/**
 * Parses the arguments of the command.
 *
 * @throws CommandError for unknown options and missing values
 */
export function parseOptions(args: readonly string[]): CommandOptions {
  const { values, positionals } = parseArguments(args, OPTIONS);
  return { ...(values as Omit<CommandOptions, 'paths'>), paths: positionals };
}

/** The values of options, and the other arguments. */
interface ParsedArguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: string[];
}

/**
 * Parses arguments.
 *
 * @throws CommandError for unknown options and missing values
 */
export function parseArguments(args: readonly string[], definitions: OptionDefinitions): ParsedArguments {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: definitions,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const errors = tokens.flatMap((token) => (token.kind === 'option' ? checkOption(token, definitions) : []));
  if (errors.length > 0) {
    throw new CommandError(errors);
  }
  return { values, positionals };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string;
}

function checkOption({ name, rawName, value }: OptionToken, definitions: OptionDefinitions): string[] {
  if (!Object.hasOwn(definitions, name)) {
    const [option, ...rest] = rawName.split(' ');
    const closest = findClosest(
      option,
      Object.keys(definitions).map((each) => `--${each}`),
    );
    if (closest !== undefined && rest.length > 0) {
      return [`Unknown option: ${rawName}. Use two arguments: ${closest} and ${rest.join(' ')}.`];
    }
    return [`Unknown option: ${rawName}.${closest ? ` Use ${closest}.` : ''}`];
  }
  const { type, value: placeholder } = definitions[name];
  if (type === 'boolean' && value !== undefined) {
    return [`${rawName} must not have a value, but got ${JSON.stringify(value)}. Remove the value.`];
  }
  const isMissing = value === undefined || value === '';
  return type === 'string' && isMissing ? [`${rawName} has no value. Use ${rawName} <${placeholder}>.`] : [];
}

/** Formats the options for the help. */
export function formatOptions(definitions: OptionDefinitions = OPTIONS): string {
  const rows = Object.entries(definitions).map(([name, { short, value, description }]) => {
    const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
    return { names: value === undefined ? names : `${names} <${value}>`, description };
  });
  const width = Math.max(...rows.map(({ names }) => names.length));
  return rows.map(({ names, description }) => `  ${names.padEnd(width)}  ${description}`).join('\n');
}
