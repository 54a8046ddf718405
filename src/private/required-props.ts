import type { Construct } from 'constructs';
import { throwPropsErrors } from './errors';

/** Props whose values are objects, with their types. */
type PropTypes<Props> = Partial<Record<keyof Props & string, string>>;

/**
 * Throws an error if required props are missing, or if required or optional props are not objects. Only JavaScript
 * programs can cause these errors, because compilers and jsii check the types in other languages.
 *
 * @param className the class of the construct, which does not exist yet
 */
export function validateRequiredProps<Props extends object>(
  className: string,
  scope: Construct,
  id: string,
  props: Props | undefined,
  required: PropTypes<Props>,
  optional: PropTypes<Props> = {},
): void {
  const errors = listRequiredPropErrors(props, required, optional);
  if (errors.length > 0) {
    throwPropsErrors(className, scope, id, errors);
  }
}

/** Lists the required props that are missing, and the props that are not objects. */
export function listRequiredPropErrors<Props extends object>(
  props: Props | undefined,
  required: PropTypes<Props>,
  optional: PropTypes<Props> = {},
): string[] {
  return Object.entries<string | undefined>({ ...required, ...optional }).flatMap(([prop, type]) => {
    const value: unknown = props?.[prop as keyof Props];
    if (value === undefined || value === null) {
      return prop in required ? [`'${prop}' is missing. Set it to a value of type ${type}.`] : [];
    }
    return typeof value === 'object'
      ? []
      : [`'${prop}' must be of type ${type}, but got ${JSON.stringify(value)}. Use a value of this type.`];
  });
}
