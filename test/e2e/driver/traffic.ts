import type { Client, ClientName, LoginOptions } from './clients';
import { logIn, LOGIN_REJECTED } from './clients';
import { sleep } from '../wait';

/**
 * A client that writes and reads without a pause while a cache is changed, and comes in again when it was thrown out.
 */
export class Traffic {
  /** Logins that the cache refused. */
  public readonly rejectedLogins: string[] = [];
  /** How often it had to come in again. */
  public reconnects = 0;
  private readonly written: string[] = [];
  private isRunning = true;
  private readonly finished: Promise<void>;

  /** @param name keeps what two of them write apart */
  constructor(
    private target: LoginOptions,
    private readonly name = '0',
    private readonly library: ClientName = 'ioredis',
  ) {
    this.finished = this.run();
  }

  /** Another endpoint or another login from the next time on. */
  public switchTo(target: LoginOptions) {
    this.target = target;
  }

  /** Ends it; gives what was written and is not there any more. */
  public async stop(): Promise<{ written: number; lost: string[] }> {
    this.isRunning = false;
    await this.finished;
    const client = await logIn('ioredis', this.target);
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
    while (this.isRunning) {
      try {
        client ??= await logIn(this.library, this.target);
        const key = `app:${this.name}:${this.written.length}`;
        await client.call('SET', key, key);
        this.written.push(key);
        await client.call('GET', key);
      } catch (error) {
        client?.close();
        client = undefined;
        this.reconnects += 1;
        if (LOGIN_REJECTED.test(String(error))) {
          this.rejectedLogins.push(String(error));
        }
      }
      await sleep(20);
    }
    client?.close();
  }
}
