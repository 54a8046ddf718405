import { startEmulator } from './emulator';

/*
 * Runs the emulator as a process, for the tests and for manual deployments (`npx projen emulator`). It prints the
 * environment variables to set, one assignment per line, and stops when its standard input is closed.
 */

void startEmulator().then(
  ({ endpoint, caFile, loginsUrl, stop }) => {
    const settings = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      E2E_CA_FILE: caFile,
      E2E_LOGINS_URL: loginsUrl,
    };
    console.log(
      `${Object.entries(settings)
        .map(([name, value]) => `export ${name}=${value}`)
        .join('\n')}\n# ready`,
    );
    const end = () => {
      void stop().then(() => process.exit(0));
    };
    process.once('SIGINT', end).once('SIGTERM', end);
    process.stdin.on('end', end).resume();
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
