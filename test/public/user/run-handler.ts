import { createRequire } from 'node:module';
import { connect } from 'node:net';

const requireModule = createRequire(__filename);

/** The environment variables of a function. */
export type Environment = Record<string, string>;

/** The steps of a rotation, in the order in which AWS Secrets Manager calls them. */
export const ROTATION_STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/** Loads the handler of a function as the Node.js runtime of AWS Lambda does, with TCP instead of TLS. */
export function loadHandler(code: string, endpoint: string, env: Environment): (event: object) => Promise<void> {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'access-key-id',
    AWS_SECRET_ACCESS_KEY: 'secret-access-key',
    AWS_MAX_ATTEMPTS: '1',
  });
  const tcp = {
    connect: ({ host, port }: { host: string; port: number }, onConnect: () => void) =>
      connect({ host, port }, onConnect),
  };
  return evaluateModule(code, {
    require: (id: string) => (id === 'tls' ? tcp : requireModule(id)),
    process: { env },
  }).handler;
}

/** Evaluates the code of a CommonJS module with these globals, and returns what the module exports. */
export function evaluateModule(code: string, globals: Record<string, unknown>): any {
  const module = { exports: {} };
  const evaluate = new Function('module', ...Object.keys(globals), code);
  evaluate(module, ...Object.values(globals));
  return module.exports;
}

/** Calls all steps of a rotation. */
export async function rotateSecret(handler: (event: object) => Promise<void>, token: string) {
  for (const Step of ROTATION_STEPS) {
    await handler({ SecretId: 'secret', ClientRequestToken: token, Step });
  }
}
