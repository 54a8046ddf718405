import type { ParameterValues } from '../../template/template-evaluator';
import { toObject } from '../../template/values';
import { checkParameterNames } from '../check-parameter-names';
import { checkParameterValues } from '../check-parameter-values';
import { CommandError } from '../command-error';
import { parseParameterValues } from '../parameter-file';
import type { CommandEnvironment } from '../terminal';
import { readValueFile } from '../value-file';

/**
 * Reads the values that parameters have in the stack, from a file in the formats of the checker.
 *
 * @param file the file with the values
 * @param name the name of the template
 * @throws CommandError if the file cannot be read, or contains values that the template does not allow
 */
export function readParameters(
  file: string,
  name: string,
  { Parameters: section }: Readonly<Record<string, unknown>>,
  { workingFolder }: CommandEnvironment,
): ParameterValues {
  const all = parseParameterValues(readValueFile(workingFolder, file), file);
  const parameters = new Map([...all].filter(([, value]) => value !== undefined));
  const settings = {
    inputs: { environment: {}, parameters },
    parameterFile: { name: file, names: [...parameters.keys()] },
  };
  const errors = [
    ...checkParameterNames(settings, [{ isNested: false, parameterNames: Object.keys(toObject(section)) }]),
    ...checkParameterValues(name, section, settings),
  ];
  if (errors.length > 0) {
    throw new CommandError(errors.map(({ message }) => `${file}: ${message}`));
  }
  return parameters;
}
