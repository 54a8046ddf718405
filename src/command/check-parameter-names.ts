import type { InputError, TemplateResult } from './report';
import type { Settings } from './settings';
import { findClosest } from '../private/text';

/**
 * Returns an error if the file of `--parameters` contains names that none of the templates declares. The configuration
 * file can contain names of other templates.
 */
export function checkParameterNames({ parameterFile }: Settings, results: readonly TemplateResult[]): InputError[] {
  const declaredNames = new Set(results.flatMap(({ parameterNames }) => parameterNames));
  const unknownNames = parameterFile?.names.filter((name) => !declaredNames.has(name)) ?? [];
  if (!parameterFile || unknownNames.length === 0) {
    return [];
  }
  const subject = unknownNames.length === 1 ? 'the parameter' : 'the parameters';
  const names = unknownNames.map((name) => {
    const closest = findClosest(name, declaredNames);
    return closest === undefined ? `'${name}'` : `'${name}' (did you mean '${closest}'?)`;
  });
  const message = `No template declares ${subject} ${names.join(', ')}. Correct or remove the names.`;
  return [{ file: parameterFile.name, message }];
}
