import * as path from 'path';
import { buildSync } from 'esbuild';

const LAMBDA = path.join(__dirname, '..', '..', 'lambda');

/** The functions: the source file, and the name and the description of the constant. */
const FUNCTIONS = [
  ['password-rotation', 'PASSWORD_ROTATION_CODE', 'Rotates the password of a user.'],
  ['auth-token-rotation', 'AUTH_TOKEN_ROTATION_CODE', 'Rotates the AUTH token of a replication group.'],
  ['secret-endpoint', 'SECRET_ENDPOINT_CODE', 'Adds the endpoint of a cache to a secret.'],
];

/** Renders the module with the bundles of the functions. The Node.js runtime of AWS Lambda includes the AWS SDK. */
export function renderFunctionCode(): string {
  const constants = FUNCTIONS.map(
    ([file, name, description]) =>
      `/** ${description} Source: lambda/${file}.ts. */\nexport const ${name} =\n  ${JSON.stringify(bundle(file))};\n`,
  );
  return ['// Generated from the folder lambda by "npx projen lambda".\n/* eslint-disable */\n', ...constants].join(
    '\n',
  );
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
