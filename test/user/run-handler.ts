import { createRequire } from 'node:module';
import { connect } from 'node:net';

const sdk = createRequire(__filename);

/** What the code of a function sees of its environment. */
export type Environment = Record<string, string>;

/** The steps of a rotation, in the order in which AWS Secrets Manager calls them. */
export const ROTATION_STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/**
 * The handler of a function's code, as the Node.js runtime of AWS Lambda would load it, with the SDK of this machine;
 * TLS is left out.
 */
export function loadHandler(code: string, endpoint: string, env: Environment): (event: object) => Promise<void> {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_MAX_ATTEMPTS: '1',
  });
  const exported: { handler?: (event: object) => Promise<void> } = {};
  const plain = {
    connect: ({ host, port }: { host: string; port: number }, onConnect: () => void) =>
      connect({ host, port }, onConnect),
  };
  new Function('require', 'exports', 'process', code)((id: string) => (id === 'tls' ? plain : sdk(id)), exported, {
    env,
  });
  return exported.handler!;
}

/** A whole rotation. */
export async function rotateSecret(handler: (event: object) => Promise<void>, token: string) {
  for (const Step of ROTATION_STEPS) {
    await handler({ SecretId: 'secret', ClientRequestToken: token, Step });
  }
}
