import type { InputError } from './report';
import type { Settings } from './settings';
import { formatList } from '../private/text';
import type { ParameterDeclaration } from '../template/parameters';
import { parseParameters } from '../template/parameters';

/** The types of parameters that have a single value. */
const SCALAR_TYPES = ['String', 'Number'];

/**
 * Returns an error for each value in the file of `--parameters` that a template does not allow. The templates of nested
 * stacks have other values.
 *
 * @param file the file of the template
 * @param section the section `Parameters` of the template
 */
export function checkParameterValues(
  file: string,
  section: unknown,
  settings: Pick<Settings, 'parameterFile' | 'inputs'>,
): InputError[] {
  const { parameterFile, inputs } = settings;
  if (!parameterFile || inputs.nestedStack !== undefined) {
    return [];
  }
  const declarations = parseParameters(section);
  return parameterFile.names
    .map((name) => ({ declaration: declarations.get(name), value: String(inputs.parameters!.get(name)) }))
    .flatMap(({ declaration, value }) =>
      declaration && !isAllowed(declaration, value)
        ? [{ file: parameterFile.name, message: formatError(file, declaration, value) }]
        : [],
    );
}

function isAllowed({ type, allowedValues }: ParameterDeclaration, value: string): boolean {
  return allowedValues.length === 0 || !SCALAR_TYPES.includes(type) || allowedValues.includes(value);
}

function formatError(file: string, { name, isSecret, allowedValues }: ParameterDeclaration, value: string): string {
  const actual = isSecret ? '' : `, but got ${JSON.stringify(value)}`;
  const values = allowedValues.map((allowed) => JSON.stringify(allowed));
  return `Parameter '${name}' must have a value that ${file} allows${actual}. Use ${formatList(values, 'or')}.`;
}
