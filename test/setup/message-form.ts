import { assertMessageForm } from '../message-form';

/**
 * Checks the form of every error and warning that a test causes, with `assertMessageForm`. The modules that report
 * messages are changed when a test loads them, so that tests without messages do not load them.
 */
jest.mock('../../src/private/errors', () => {
  const errors: typeof import('../../src/private/errors') = jest.requireActual('../../src/private/errors');

  /** Checks the errors, which are the only list among the arguments. */
  const checked = <Args extends unknown[]>(throwErrors: (...args: Args) => never) => {
    return (...args: Args): never => {
      args.filter(Array.isArray).flat().forEach(assertMessageForm);
      return throwErrors(...args);
    };
  };
  return Object.assign(errors, {
    throwValidationErrors: checked(errors.throwValidationErrors),
    throwPropsErrors: checked(errors.throwPropsErrors),
    throwImportErrors: checked(errors.throwImportErrors),
    throwGetterErrors: checked(errors.throwGetterErrors),
    throwMethodErrors: checked(errors.throwMethodErrors),
    throwMetricErrors: checked(errors.throwMetricErrors),
    throwValueErrors: checked(errors.throwValueErrors),
  });
});

jest.mock('../../src/validation/evaluate-rules', () => {
  const evaluation: typeof import('../../src/validation/evaluate-rules') = jest.requireActual(
    '../../src/validation/evaluate-rules',
  );
  const { evaluateRules } = evaluation;

  return Object.assign(evaluation, {
    evaluateRules: ((resource, onError, isSelected) =>
      evaluateRules(
        resource,
        (rule, error) => {
          assertMessageForm(error);
          onError(rule, error);
        },
        isSelected,
      )) as typeof evaluateRules,
  });
});

jest.mock('../../src/validation/schema', () => {
  const schema: typeof import('../../src/validation/schema') = jest.requireActual('../../src/validation/schema');
  const { validateSchema } = schema;

  return Object.assign(schema, {
    validateSchema: ((type, values) => {
      const errors = validateSchema(type, values);
      errors.forEach(({ message }) => assertMessageForm(message));
      return errors;
    }) as typeof validateSchema,
  });
});

jest.mock('../../src/validation/construct-warnings', () => {
  const warnings: typeof import('../../src/validation/construct-warnings') = jest.requireActual(
    '../../src/validation/construct-warnings',
  );
  const { addConstructWarning } = warnings;

  return Object.assign(warnings, {
    addConstructWarning: ((scope, id, message) => {
      assertMessageForm(message);
      addConstructWarning(scope, id, message);
    }) as typeof addConstructWarning,
  });
});

jest.mock('../../src/validation/validate-acknowledgements', () => {
  const validation: typeof import('../../src/validation/validate-acknowledgements') = jest.requireActual(
    '../../src/validation/validate-acknowledgements',
  );
  const { checkAcknowledgementsOf } = validation;

  return Object.assign(validation, {
    checkAcknowledgementsOf: ((constructs) => {
      const errors = checkAcknowledgementsOf(constructs);
      errors.forEach(assertMessageForm);
      return errors;
    }) as typeof checkAcknowledgementsOf,
  });
});
