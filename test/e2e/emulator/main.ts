import { startEmulator } from '.';

/*
 * The emulator as a process of its own: for the tests, and to try things with by hand (`npx projen emulator`).
 * It tells on its standard output what to set to deploy to it, one assignment a line, and ends when its standard input
 * does.
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
