import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { findFreePort } from '../../../engines';
import { spawnMemcached } from '../../../engines/memcached';
import { sleep } from '../../wait';
import type { Certificate } from '../proxy/certificate-authority';
import type { Backend } from '../proxy/tls-proxy';

/** A Memcached server. Clients connect to it through a TLS proxy. */
export class MemcachedNode implements Backend {
  /** @param certificate enables TLS */
  public static async start(flags: readonly string[], certificate?: Certificate): Promise<MemcachedNode> {
    const node = new MemcachedNode(await findFreePort(), certificate);
    await node.startServer(flags);
    return node;
  }

  private server?: ChildProcess;
  private exited?: Promise<void>;

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

  /** Restarts the server, which empties it. */
  public async restart(flags: readonly string[]) {
    await this.stop();
    await this.startServer(flags);
  }

  public async stop() {
    this.server?.kill('SIGKILL');
    await this.exited;
  }

  private async startServer(flags: readonly string[]) {
    const tlsOptions = this.certificate
      ? ['-Z', '-o', `ssl_chain_cert=${this.certificate.certFile},ssl_key=${this.certificate.keyFile}`]
      : [];
    const server = spawnMemcached(['-l', '127.0.0.1', '-p', `${this.port}`, ...tlsOptions, ...flags]);
    let output = '';
    let hasExited = false;
    this.server = server;
    this.exited = new Promise((resolve) =>
      server.once('close', () => {
        hasExited = true;
        resolve();
      }),
    );
    server.stderr!.on('data', (data) => {
      output = (output + data).slice(-4000);
    });
    while (!(await isPortOpen(this.port))) {
      if (hasExited) {
        throw new Error(`memcached did not start: ${output.trim()}`);
      }
      await sleep(10);
    }
  }
}

function isPortOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
