import type { Construct } from 'constructs';
import { throwPropsErrors } from './errors';

/** The required props that contain objects, each with its type. */
type RequiredProps<Props> = Partial<Record<keyof Props & string, string>>;

/**
 * Fails for missing props, and for values instead of objects. Only JavaScript programs can cause these errors, since
 * compilers and jsii check the types.
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
      return [`'${prop}' is missing.`];
    }
    return typeof value === 'object' ? [] : [`'${prop}' must be of type ${type}, but got ${JSON.stringify(value)}.`];
  });
  if (errors.length > 0) {
    throwPropsErrors(className, scope, id, errors);
  }
}
