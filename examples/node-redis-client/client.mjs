import { createClient } from 'redis';

const client = createClient({ url: process.env.REDIS_URL });
client.on('error', console.error);
await client.connect();

await client.set('app:greeting', 'Hello from node-redis');
console.log(await client.get('app:greeting'));

client.destroy();
