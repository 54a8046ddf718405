import { Redis } from 'ioredis';

const client = new Redis(process.env.REDIS_URL);

await client.set('app:greeting', 'Hello from ioredis');
console.log(await client.get('app:greeting'));

client.disconnect();
