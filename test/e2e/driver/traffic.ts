import type { Client, ClientName, Login } from './clients';
import { login, NOT_LET_IN } from './clients';
import { sleep } from '../wait';

/**
 * A client that writes and reads without a pause while a cache is changed, and comes in again when it was thrown out.
 */
export class Traffic {
  /** Logins that the cache refused. */
  public readonly refused: string[] = [];
  /** How often it had to come in again. */
  public reconnects = 0;
  private readonly written: string[] = [];
  private running = true;
  private readonly done: Promise<void>;

  /** @param name keeps what two of them write apart */
  constructor(
    private to: Login,
    private readonly name = '0',
    private readonly library: ClientName = 'ioredis',
  ) {
    this.done = this.run();
  }

  /** Another endpoint or another login from the next time on. */
  public moveTo(to: Login) {
    this.to = to;
  }

  /** Ends it; gives what was written and is not there any more. */
  public async end(): Promise<{ written: number; lost: string[] }> {
    this.running = false;
    await this.done;
    const client = await login('ioredis', this.to);
    const lost: string[] = [];
    for (const key of this.written) {
      if ((await client.call('GET', key)) !== key) {
        lost.push(key);
      }
    }
    client.close();
    return { written: this.written.length, lost };
  }

  private async run() {
    let client: Client | undefined;
    while (this.running) {
      try {
        client ??= await login(this.library, this.to);
        const key = `app:${this.name}:${this.written.length}`;
        await client.call('SET', key, key);
        this.written.push(key);
        await client.call('GET', key);
      } catch (error) {
        client?.close();
        client = undefined;
        this.reconnects += 1;
        if (NOT_LET_IN.test(String(error))) {
          this.refused.push(String(error));
        }
      }
      await sleep(20);
    }
    client?.close();
  }
}
