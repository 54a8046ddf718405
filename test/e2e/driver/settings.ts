import { readFileSync } from 'node:fs';

/** The environment that the tests deploy to: the emulator, or the one in the environment variables. */
export const settings = {
  get endpoint() {
    return process.env.AWS_ENDPOINT_URL;
  },
  get region() {
    return process.env.AWS_REGION ?? 'us-east-1';
  },
  /** An additional CA certificate that clients have to trust. */
  get ca() {
    return process.env.E2E_CA_FILE ? readFileSync(process.env.E2E_CA_FILE, 'utf8') : undefined;
  },
  /** The URL where the emulator returns the logins by IAM. */
  get loginsUrl() {
    return process.env.E2E_LOGINS_URL;
  },
};
