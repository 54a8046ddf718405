import * as path from 'path';
import { buildSync } from 'esbuild';

const LAMBDA = path.join(__dirname, '..', '..', 'lambda');

/** A Lambda function: its source file, and the constant with its code. */
interface FunctionSource {
  readonly file: string;
  readonly constant: string;
  readonly description: string;
}

const FUNCTIONS: readonly FunctionSource[] = [
  {
    file: 'password-rotation',
    constant: 'PASSWORD_ROTATION_CODE',
    description: 'Rotates the password of a user.',
  },
  {
    file: 'auth-token-rotation',
    constant: 'AUTH_TOKEN_ROTATION_CODE',
    description: 'Rotates the AUTH token of a replication group.',
  },
  {
    file: 'secret-endpoint',
    constant: 'SECRET_ENDPOINT_CODE',
    description: 'Adds the endpoint of a cache to a secret.',
  },
];

/** Renders the module with the bundles of the functions. The Node.js runtime of AWS Lambda includes the AWS SDK. */
export function renderFunctionCode(): string {
  const code = bundleFunctions();
  const constants = FUNCTIONS.map(
    ({ file, constant, description }) =>
      `/** ${description} Source: lambda/${file}.ts. */\nexport const ${constant} =\n  ${JSON.stringify(code[constant])};\n`,
  );
  return ['// Generated from the folder lambda by "npx projen lambda".\n/* eslint-disable */\n', ...constants].join(
    '\n',
  );
}

/** Bundles the functions, and returns their code by the names of the constants. */
export function bundleFunctions(): Record<string, string> {
  return Object.fromEntries(FUNCTIONS.map(({ file, constant }) => [constant, bundle(file)]));
}

/** Bundles and minifies a function. */
function bundle(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(LAMBDA, `${file}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    charset: 'utf8',
    external: ['@aws-sdk/*', 'cfn-response'],
    tsconfigRaw: {},
  });
  // The documentation of AWS Lambda shows this statement with single quotes, and AWS Lambda adds the module for it.
  return outputFiles[0].text.trim().replace('require("cfn-response")', "require('cfn-response')");
}
