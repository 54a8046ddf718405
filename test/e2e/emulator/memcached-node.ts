import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import type { Certificate } from './certificate-authority';
import { freePort } from './loopback-addresses';
import type { Backend } from './tls-proxy';
import { spawnMemcached } from '../../engines/memcached';
import { sleep } from '../wait';

/** One Memcached server, behind a door: clients never see its own port. */
export class MemcachedNode implements Backend {
  /** @param certificate for TLS; without it, the server speaks plain text */
  public static async start(flags: readonly string[], certificate?: Certificate): Promise<MemcachedNode> {
    const node = new MemcachedNode(await freePort(), certificate);
    await node.run(flags);
    return node;
  }

  private server?: ChildProcess;
  private ended?: Promise<void>;

  private constructor(
    private readonly port: number,
    private readonly certificate?: Certificate,
  ) {}

  public get plainPort() {
    return this.port;
  }
  public get tlsPort() {
    return this.port;
  }

  /** Ends it and starts it anew, empty. */
  public async restart(flags: readonly string[]) {
    await this.stop();
    await this.run(flags);
  }

  public async stop() {
    this.server?.kill('SIGKILL');
    await this.ended;
  }

  private async run(flags: readonly string[]) {
    const security = this.certificate
      ? ['-Z', '-o', `ssl_chain_cert=${this.certificate.certFile},ssl_key=${this.certificate.keyFile}`]
      : [];
    const server = spawnMemcached(['-l', '127.0.0.1', '-p', `${this.port}`, ...security, ...flags]);
    let output = '';
    let over = false;
    this.server = server;
    this.ended = new Promise((resolve) =>
      server.once('close', () => {
        over = true;
        resolve();
      }),
    );
    server.stderr!.on('data', (data) => {
      output = (output + data).slice(-4000);
    });
    while (!(await isOpen(this.port))) {
      if (over) {
        throw new Error(`memcached did not start: ${output.trim()}`);
      }
      await sleep(10);
    }
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
