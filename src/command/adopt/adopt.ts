import * as fs from 'fs';
import * as path from 'path';
import { ADOPT_HELP, parseAdoptOptions } from './adopt-options';
import { readDeployedTemplate } from './read-deployed-template';
import { readParameters } from './read-parameters';
import { renderAdoption } from './render-adoption';
import { translate } from './translate';
import { CommandError } from '../command-error';
import type { CommandEnvironment } from '../terminal';
import { formatReadError } from '../value-file';

/**
 * Prints the code of constructs for the resources of a deployed template, and returns the exit code.
 *
 * @throws CommandError if the template cannot be read, or the arguments are invalid
 */
export function adopt(args: readonly string[], environment: CommandEnvironment): number {
  const { template: name, logicalIds, language, parameters: file, help } = parseAdoptOptions(args);
  if (help) {
    environment.stdout.write(ADOPT_HELP);
    return 0;
  }
  if (name === undefined) {
    environment.stderr.write(ADOPT_HELP);
    return 2;
  }
  const template = readTemplate(name, environment);
  const parameters = file === undefined ? undefined : readParameters(file, name, template, environment);
  const code = renderAdoption(template, { name, logicalIds, parameters });
  environment.stdout.write(language === 'typescript' ? code : translate(code, language, environment));
  return 0;
}

function readTemplate(name: string, environment: CommandEnvironment): Readonly<Record<string, unknown>> {
  try {
    const text =
      name === '-' ? environment.readInput() : fs.readFileSync(path.resolve(environment.workingFolder, name), 'utf8');
    return readDeployedTemplate(text);
  } catch (error) {
    throw new CommandError([`${name}: ${formatReadError(error as Error)}`]);
  }
}
