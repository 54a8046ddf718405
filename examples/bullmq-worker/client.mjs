import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';

// Blocking commands must not be limited in retries.
const connection = new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null });

const worker = new Worker('greetings', async ({ data }) => `Hello from ${data.name}`, { connection });
const queue = new Queue('greetings', { connection });
const events = new QueueEvents('greetings', { connection });

const job = await queue.add('greet', { name: 'BullMQ' });
console.log(await job.waitUntilFinished(events));

await Promise.all([worker.close(), queue.close(), events.close()]);
connection.disconnect();
