// A valkey-glide client in a child process, for two reasons: its core hangs after a few rejected logins in one process,
// and it reads credentials from environment variables. The first message contains the login, the others contain
// commands.

const { GlideClient, GlideClusterClient, Logger, ServiceType } = require('@valkey/valkey-glide');

Logger.setLoggerConfig('off');

let client;

process.on('message', async ({ id, options, command }) => {
  try {
    const reply = options ? await open(options) : await client.customCommand(command);
    process.send({ id, reply: reply instanceof Map ? [...reply] : reply });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
process.once('disconnect', () => process.exit());

async function open({ host, port, username, password, iam, tls, cluster, ca, readOnly }) {
  const advancedConfiguration = { connectionTimeout: 5000 };
  if (tls && ca) {
    advancedConfiguration.tlsAdvancedConfiguration = { rootCertificates: ca };
  }
  const configuration = {
    addresses: [{ host, port }],
    credentials: renderCredentials({ username, password, iam }),
    useTLS: tls,
    requestTimeout: 8000,
    advancedConfiguration,
    connectionBackoff: { numberOfRetries: 0, factor: 1, exponentBase: 1 },
  };
  if (readOnly && cluster) {
    configuration.readFrom = 'preferReplica';
  } else if (readOnly) {
    configuration.readOnly = true;
  }
  client = await (cluster ? GlideClusterClient : GlideClient).createClient(configuration);
}

function renderCredentials({ username, password, iam }) {
  if (iam) {
    const iamConfig = { clusterName: iam.cacheName, service: ServiceType.Elasticache, region: iam.region };
    return { username, iamConfig };
  }
  return password === undefined ? undefined : { username, password };
}
