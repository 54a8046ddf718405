import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineName, Reply } from '../../../engines';
import { CATALOG, Connection, findFreePort, ReplyError } from '../../../engines';
import { endWithParent } from '../../../engines/end-with-parent';
import { findProgram } from '../../../engines/locate';
import { sleep } from '../../wait';
import type { Certificate } from '../proxy/certificate-authority';

/** The administrator of every engine, which replicas use too. */
export const ADMIN_USER = 'e2e-admin';
export const ADMIN_PASSWORD = randomBytes(16).toString('hex');

/** The options of an engine. */
export interface EngineNodeOptions {
  readonly engine: EngineName;
  /** The address and port of the TLS proxy, which clients connect to. */
  readonly address: string;
  readonly servicePort: number;
  readonly certificate: Certificate;
  readonly clusterMode?: boolean;
  /** Additional arguments of the server. */
  readonly args?: readonly string[];
  /** The data file that the server loads. */
  readonly dataFile?: string;
  /** The initial users, as `ACL LIST` returns them. */
  readonly users?: readonly string[];
}

/** A Valkey or Redis OSS server. Clients connect to it through a TLS proxy. */
export class EngineNode {
  public static async start(runFolder: string, options: EngineNodeOptions): Promise<EngineNode> {
    for (let attempt = 0; ; attempt++) {
      const node = new EngineNode(options, mkdtempSync(join(runFolder, `${options.engine}-`)));
      if (options.dataFile) {
        copyFileSync(options.dataFile, join(node.folder, 'dump.rdb'));
      }
      try {
        await node.startServer();
        return node;
      } catch (error) {
        // A port that was free can be taken before the server listens on it.
        if (attempt === 3 || !/Address already in use/.test(String(error))) {
          throw error;
        }
      }
    }
  }

  public plainPort = 0;
  public tlsPort = 0;
  private admin?: Connection;
  private server?: ChildProcess;
  private exited?: Promise<void>;
  private output = '';

  private constructor(
    public readonly options: EngineNodeOptions,
    public readonly folder: string,
  ) {}

  /** Sends a command as the administrator, and throws its error. */
  public async call(...args: string[]): Promise<Exclude<Reply, ReplyError>> {
    const reply = await this.admin!.call(...args);
    if (reply instanceof ReplyError) {
      throw reply;
    }
    return reply;
  }

  /** Sends commands in a pipeline, and throws the first error. */
  public async pipeline(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    const replies = await this.admin!.pipeline(commands);
    const error = replies.find((reply) => reply instanceof ReplyError);
    if (error) {
      throw error;
    }
    return replies;
  }

  /**
   * Restarts the server with its data and users, optionally as another engine or with other options.
   */
  public async restart(options: Partial<EngineNodeOptions>): Promise<EngineNode> {
    const users = (await this.call('ACL', 'LIST')) as string[];
    // No write is acknowledged after the data is saved.
    await this.call('CLIENT', 'PAUSE', '10000', ...(this.options.engine === 'redis-6.0' ? [] : ['WRITE']));
    await this.call('SAVE');
    await this.stopServer();
    const next = new EngineNode(
      { ...this.options, ...options, users: users.filter((user) => !user.startsWith(`user ${ADMIN_USER} `)) },
      this.folder,
    );
    next.plainPort = this.plainPort;
    next.tlsPort = this.tlsPort;
    await next.startServer();
    return next;
  }

  public async stop() {
    await this.stopServer();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async stopServer() {
    this.admin?.close();
    this.server?.kill('SIGKILL');
    await this.exited;
  }

  private async startServer() {
    const { engine } = this.options;
    const command = findProgram(CATALOG.find((entry) => entry.name === engine)!);
    if (!command) {
      throw new Error(`${engine} is not installed; run 'npx projen engines'`);
    }
    this.plainPort ||= await findFreePort();
    this.tlsPort ||= await findFreePort();
    const [program, ...args] = endWithParent([...command, ...this.renderServerArguments()]);
    const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let hasExited = false;
    this.server = server;
    this.exited = new Promise((resolve) =>
      server.once('close', () => {
        hasExited = true;
        resolve();
      }),
    );
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (data) => {
        this.output = (this.output + data).slice(-4000);
      });
    }
    await this.waitUntilReady(() => hasExited);
  }

  private renderServerArguments(): string[] {
    const { address, certificate, clusterMode, args = [] } = this.options;
    return [
      ...['--bind', '127.0.0.1', address],
      ...['--port', `${this.plainPort}`],
      ...['--tls-port', `${this.tlsPort}`],
      ...['--tls-cert-file', certificate.certFile],
      ...['--tls-key-file', certificate.keyFile],
      ...['--tls-ca-cert-file', certificate.certFile],
      ...['--tls-auth-clients', 'no'],
      ...['--dir', this.folder],
      ...['--save', ''],
      ...['--appendonly', 'no'],
      ...['--protected-mode', 'no'],
      ...['--daemonize', 'no'],
      ...['--repl-diskless-sync-delay', '0'],
      ...['--masteruser', ADMIN_USER],
      ...['--masterauth', ADMIN_PASSWORD],
      ...this.renderUserArguments(),
      ...(clusterMode ? this.renderClusterArguments() : []),
      ...args,
    ];
  }

  private renderUserArguments(): string[] {
    const { engine, users = [] } = this.options;
    const channels = engine === 'redis-6.0' ? [] : ['&*'];
    return [
      ...['--user', ADMIN_USER, 'on', `>${ADMIN_PASSWORD}`, '~*', ...channels, '+@all'],
      ...users.flatMap((user) => ['--user', ...user.split(' ').slice(1)]),
    ];
  }

  private renderClusterArguments(): string[] {
    const { address, servicePort } = this.options;
    return [
      ...['--cluster-enabled', 'yes'],
      ...['--cluster-config-file', 'nodes.conf'],
      ...['--cluster-node-timeout', '2000'],
      ...['--cluster-announce-ip', address],
      ...['--cluster-announce-port', `${this.plainPort}`],
      ...['--cluster-announce-tls-port', `${servicePort}`],
      ...['--cluster-announce-bus-port', `${this.plainPort + 10000}`],
      ...['--cluster-allow-replica-migration', 'no'],
      ...['--cluster-replica-validity-factor', '0'],
    ];
  }

  /** Waits until the administrator can log in, and the data file is loaded. */
  private async waitUntilReady(hasExited: () => boolean) {
    for (let attempt = 0; ; attempt++) {
      try {
        this.admin = await Connection.open(this.plainPort);
        const reply = await this.admin.call('AUTH', ADMIN_USER, ADMIN_PASSWORD);
        if (reply instanceof ReplyError) {
          throw reply;
        }
        break;
      } catch (error) {
        if (hasExited() || attempt > 400) {
          await this.stop();
          throw new Error(`${this.options.engine} did not start: ${error}\n${this.output}`);
        }
        await sleep(25);
      }
    }
    while (/loading:1/.test(String(await this.call('INFO', 'persistence')))) {
      await sleep(25);
    }
  }
}
