import type { Client, ClientName, LoginOptions } from './clients';
import { logIn, LOGIN_REJECTED } from './clients';
import { sleep } from '../wait';

/**
 * A client that writes and reads continuously while a cache is changed, and reconnects when it is disconnected.
 */
export class Traffic {
  /** The errors of rejected logins. */
  public readonly rejectedLogins: string[] = [];
  /** The number of disconnections. */
  public reconnects = 0;
  private readonly written: string[] = [];
  private isRunning = true;
  private readonly finished: Promise<void>;

  /** @param name separates the keys of several clients */
  constructor(
    private target: LoginOptions,
    private readonly name = '0',
    private readonly library: ClientName = 'ioredis',
  ) {
    this.finished = this.run();
  }

  /** Changes the endpoint or the user from the next login on. */
  public switchTo(target: LoginOptions) {
    this.target = target;
  }

  /** Stops the traffic, and returns the number of written keys and the keys that are lost. */
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
