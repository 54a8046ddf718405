import { GlideClusterClient } from '@valkey/valkey-glide';

const { CACHE_HOST, CACHE_PORT, CACHE_USER, CACHE_PASSWORD } = process.env;

const client = await GlideClusterClient.createClient({
  addresses: [{ host: CACHE_HOST, port: Number(CACHE_PORT) }],
  useTLS: true,
  // The default of 2 seconds is short for connections with TLS from a busy task.
  advancedConfiguration: { connectionTimeout: 10_000 },
  credentials: { username: CACHE_USER, password: CACHE_PASSWORD },
});

await client.set('app:greeting', 'Hello from valkey-glide');
console.log(await client.get('app:greeting'));

client.close();
