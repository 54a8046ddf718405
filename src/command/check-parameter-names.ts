import type { InputError, TemplateResult } from './report';
import type { Settings } from './settings';
import { findClosest } from '../private/text';

/** The parameters that a template declares. */
type DeclaredParameters = Pick<TemplateResult, 'isNested' | 'parameterNames'>;

/**
 * Returns an error if the file of `--parameters` contains names that none of the templates declares, or only templates
 * of nested stacks. The configuration file can contain names of other templates.
 */
export function checkParameterNames(
  { parameterFile }: Pick<Settings, 'parameterFile'>,
  results: readonly DeclaredParameters[],
): InputError[] {
  if (!parameterFile) {
    return [];
  }
  const { name: file, names } = parameterFile;
  const declaredNames = listNames(results.filter(({ isNested }) => !isNested));
  const nestedNames = listNames(results.filter(({ isNested }) => isNested));
  const otherNames = names.filter((name) => !declaredNames.has(name));
  const errors = [
    ...formatUnknownNames(
      otherNames.filter((name) => !nestedNames.has(name)),
      declaredNames,
    ),
    ...formatNestedNames(otherNames.filter((name) => nestedNames.has(name))),
  ];
  return errors.map((message) => ({ file, message }));
}

function listNames(results: readonly DeclaredParameters[]): ReadonlySet<string> {
  return new Set(results.flatMap(({ parameterNames }) => parameterNames));
}

function formatUnknownNames(unknownNames: readonly string[], declaredNames: ReadonlySet<string>): string[] {
  const names = unknownNames.map((name) => {
    const closest = findClosest(name, declaredNames);
    return closest === undefined ? `'${name}'` : `'${name}' (did you mean '${closest}'?)`;
  });
  return names.length > 0
    ? [`No template declares ${formatSubject(names)} ${names.join(', ')}. Correct or remove the names.`]
    : [];
}

function formatNestedNames(nestedNames: readonly string[]): string[] {
  const names = nestedNames.map((name) => `'${name}'`);
  return names.length > 0
    ? [
        `Only nested templates declare ${formatSubject(names)} ${names.join(', ')}. Specify the values in the parent template.`,
      ]
    : [];
}

function formatSubject(names: readonly string[]): string {
  return names.length === 1 ? 'the parameter' : 'the parameters';
}
