import type { Construct } from 'constructs';
import { throwPropsErrors } from './errors';

/** The required props whose values are objects, with their types. */
type RequiredProps<Props> = Partial<Record<keyof Props & string, string>>;

/**
 * Throws an error if required props are missing or are not objects. Only JavaScript programs can cause these errors,
 * because compilers and jsii check the types in other languages.
 *
 * @param className the class of the construct, which does not exist yet
 */
export function validateRequiredProps<Props extends object>(
  className: string,
  scope: Construct,
  id: string,
  props: Props | undefined,
  required: RequiredProps<Props>,
): void {
  const errors = Object.entries<string | undefined>(required).flatMap(([prop, type]) => {
    const value: unknown = props?.[prop as keyof Props];
    if (value === undefined || value === null) {
      return [`'${prop}' is missing. Set it to a value of type ${type}.`];
    }
    return typeof value === 'object'
      ? []
      : [`'${prop}' must be of type ${type}, but got ${JSON.stringify(value)}. Use a value of this type.`];
  });
  if (errors.length > 0) {
    throwPropsErrors(className, scope, id, errors);
  }
}
