import { LANGUAGES } from './translate';
import { formatList } from '../../private/text';
import { CommandError } from '../command-error';
import type { OptionDefinitions } from '../options';
import { formatOptions, parseArguments } from '../options';

const OPTIONS = {
  parameters: {
    type: 'string',
    value: 'file',
    description: 'Read the values that parameters have in the stack from a JSON or YAML file.',
  },
  language: {
    type: 'string',
    value: 'language',
    description: `Print ${formatList(LANGUAGES, 'or')}. Other languages than typescript need jsii-rosetta.`,
  },
  help: { type: 'boolean', short: 'h', description: 'Print this help.' },
} as const satisfies OptionDefinitions;

/** The arguments of `adopt`. */
export interface AdoptOptions {
  readonly template?: string;
  readonly logicalIds: readonly string[];
  readonly language: string;

  /** The file with the values of parameters. */
  readonly parameters?: string;
  readonly help: boolean;
}

/**
 * Parses the arguments of `adopt`.
 *
 * @throws CommandError for unknown options and languages
 */
export function parseAdoptOptions(args: readonly string[]): AdoptOptions {
  const {
    values: { language = 'typescript', parameters, help = false },
    positionals: [template, ...logicalIds],
  } = parseArguments(args, OPTIONS);
  if (!LANGUAGES.includes(String(language))) {
    throw new CommandError([`--language must be ${formatList(LANGUAGES, 'or')}, but got ${JSON.stringify(language)}.`]);
  }
  return {
    template,
    logicalIds,
    language: String(language),
    parameters: parameters === undefined ? undefined : String(parameters),
    help: help === true,
  };
}

/** The help of `adopt`. */
export const ADOPT_HELP = `Usage: cdk-elasticache-check adopt [options] <template> [logicalId…]

Prints the code of constructs for the Amazon ElastiCache resources in a deployed template.
The constructs have the logical ids and the properties of the template, so a deployment
replaces no resource. Comments list the deployment steps and all other changes.

Flags and some numbers must be known at synthesis. If they depend on parameters, specify the
values in the stack with --parameters. Otherwise, the resource stays an L1 construct.

The template is a file in JSON or YAML, the output of 'aws cloudformation get-template', or -
for the standard input. Without logical ids, prints the code for all ElastiCache resources.

Options:
${formatOptions(OPTIONS)}

Exit codes:
  0  The code is printed.
  2  The template cannot be read, or the arguments are invalid.
`;
