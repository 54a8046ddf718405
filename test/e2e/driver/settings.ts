import { readFileSync } from 'node:fs';

/** Where the tests deploy to: the emulator that they start, or what the environment names. */
export const settings = {
  get endpoint() {
    return process.env.AWS_ENDPOINT_URL;
  },
  get region() {
    return process.env.AWS_REGION ?? 'us-east-1';
  },
  /** What clients have to trust besides the authorities that they know. */
  get ca() {
    return process.env.E2E_CA_FILE ? readFileSync(process.env.E2E_CA_FILE, 'utf8') : undefined;
  },
  /** Where our own emulator tells the logins by IAM. */
  get loginsUrl() {
    return process.env.E2E_LOGINS_URL;
  },
};
