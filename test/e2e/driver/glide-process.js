// A valkey-glide client in a process of its own: its core hangs after a few refused logins in one process, and takes the keys of a role from the
// environment of the process. Each message is a command; the first one tells where to log in, and as whom.

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
  const configuration = {
    addresses: [{ host, port }],
    credentials: iam
      ? { username, iamConfig: { clusterName: iam.cacheName, service: ServiceType.Elasticache, region: iam.region } }
      : password === undefined ? undefined : { username, password },
    useTLS: tls,
    ...(readOnly ? cluster ? { readFrom: 'preferReplica' } : { readOnly } : {}),
    requestTimeout: 8000,
    advancedConfiguration: { connectionTimeout: 5000, ...(tls && ca ? { tlsAdvancedConfiguration: { rootCertificates: ca } } : {}) },
    connectionBackoff: { numberOfRetries: 0, factor: 1, exponentBase: 1 },
  };
  client = await (cluster ? GlideClusterClient : GlideClient).createClient(configuration);
}
