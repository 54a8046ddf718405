import { isResolved } from '../private/tokens';

/** The names of all environment variables, without the prefix. */
const NAMES = [
  'HOST',
  'PORT',
  'READER_HOST',
  'READER_PORT',
  'TLS',
  'CLUSTER_MODE',
  'NAME',
  'SERVERLESS',
  'USER',
  'AUTH',
  'SECRET_ARN',
  'SECRET_FIELD',
  'PASSWORD',
] as const;

/** The name of an environment variable, without the prefix. */
export type EnvironmentName = (typeof NAMES)[number];

/** Lists the names of all environment variables with a prefix. */
export function listNames(prefix: string): string[] {
  return NAMES.map((name) => `${prefix}_${name}`);
}

/** The names of environment variables that shells and AWS Lambda accept. */
const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Validates the prefix of environment variables. Unresolved tokens are not validated. */
export function validatePrefix(prefix: string): string[] {
  return validateVariableName('environmentPrefix', prefix, 'CACHE');
}

/** Validates a name of an environment variable, or its first part. Unresolved tokens are not validated. */
export function validateVariableName(prop: string, name: string, example: string): string[] {
  const isValid = !isResolved(name) || NAME_PATTERN.test(name);
  const noun = prop === 'environmentPrefix' ? 'prefix' : 'name';
  return isValid
    ? []
    : [
        `'${prop}' must start with a letter and contain only letters, digits, and underscores, because AWS Lambda and shells reject other names of environment variables, but got "${name}". Use a ${noun} such as "${example}".`,
      ];
}

/** Rejects a connection URL with the name of another variable of the same connection. */
export function validateUrlName(urlVariable: string | undefined, prefix: string): string[] {
  return urlVariable !== undefined && listNames(prefix).includes(urlVariable)
    ? [
        `'urlVariable' must differ from the other variables of the connection, but got "${urlVariable}". Use a name such as "REDIS_URL", or another 'environmentPrefix'.`,
      ]
    : [];
}
