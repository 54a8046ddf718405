import type { EmulatorContext } from '../emulator-context';
import type { Environment } from './resource-provider';
import { renderServerlessCacheAttributes, describeServerlessCache } from './serverless-cache-attributes';
import type { Snapshot, Snapshots } from './snapshots';
import type { UserGroupCache, UserGroups } from './user-groups';
import { applyUsers } from './users';
import { createCluster } from '../engines/cluster-commands';
import { EngineNode } from '../engines/engine-node';
import { selectEngine } from '../engines/select-engine';
import { createIamAuthenticator } from '../proxy/iam-authenticator';
import { LoginFilter } from '../proxy/login-filter';
import { findFreeAddress } from '../proxy/loopback-addresses';
import { TlsProxy } from '../proxy/tls-proxy';

const PORTS = [6379, 6380];

/**
 * A serverless cache for Valkey or Redis OSS: one shard in cluster mode, with the primary on port 6379 and a replica on
 * port 6380.
 */
export class ServerlessCache implements UserGroupCache {
  private readonly name: string;
  private address = '';
  private nodes: EngineNode[] = [];
  private proxies: TlsProxy[] = [];

  constructor(
    private readonly context: EmulatorContext,
    private readonly userGroups: UserGroups,
    private readonly snapshots: Snapshots,
    public readonly environment: Environment,
    private properties: any,
  ) {
    this.name = properties.ServerlessCacheName;
  }

  public async start() {
    this.context.cleanups.add(this.stop);
    this.address = await findFreeAddress(...PORTS);
    const certificate = this.context.certificateAuthority.issueCertificate(this.address);
    const engine = this.resolveEngine();
    const [restoredFile] = (this.properties.SnapshotArnsToRestore ?? []).map(
      (arn: string) => this.snapshots.find(this.environment, arn).files[0],
    );
    this.nodes = await Promise.all(
      PORTS.map((servicePort, index) =>
        EngineNode.start(this.context.folder, {
          dataFile: index === 0 ? restoredFile : undefined,
          engine,
          address: this.address,
          servicePort,
          certificate,
          clusterMode: true,
        }),
      ),
    );
    await createCluster([this.nodes]);
    await this.applyUsers();
    this.userGroups.caches.add(this);
    const authenticate = createIamAuthenticator(this.context, this.environment, `serverlesscache:${this.name}`, () =>
      this.findUsers(),
    );
    const options = { address: this.address, certificate, createFilter: () => new LoginFilter(authenticate) };
    this.proxies = await Promise.all(
      this.nodes.map((node, index) => TlsProxy.open({ ...options, port: PORTS[index] }, 'required', node)),
    );
  }

  public async update(properties: any) {
    const oldEngine = this.resolveEngine();
    this.properties = properties;
    if (this.resolveEngine() !== oldEngine) {
      // The nodes restart one by one, and keep their data.
      for (const [index, node] of this.nodes.entries()) {
        this.nodes[index] = await node.restart({ engine: this.resolveEngine() });
        this.proxies[index].retarget(this.nodes[index]);
      }
    }
    await this.applyUsers();
  }

  public snapshot(name: string): Promise<Snapshot> {
    return this.snapshots.create(this.environment, 'serverlesscachesnapshot', name, this.nodes.slice(0, 1));
  }

  public userGroupId(): string | undefined {
    return this.properties.UserGroupId;
  }

  public async applyUsers() {
    for (const node of this.nodes) {
      await applyUsers(node, this.findUsers());
    }
  }

  public readonly stop = async () => {
    this.userGroups.caches.delete(this);
    this.context.cleanups.delete(this.stop);
    await Promise.all([...this.proxies.map((proxy) => proxy.close()), ...this.nodes.map((node) => node.stop())]);
  };

  public attributes(): Record<string, string> {
    return renderServerlessCacheAttributes(this.environment, this.properties, this.address, PORTS);
  }

  /** The cache as DescribeServerlessCaches returns it. */
  public describe(): object {
    return describeServerlessCache(this.environment, this.properties, this.address, PORTS);
  }

  private resolveEngine() {
    return selectEngine(
      this.properties.Engine,
      this.properties.MajorEngineVersion ?? (this.properties.Engine === 'redis' ? '7' : '8'),
    );
  }

  private findUsers() {
    return this.userGroups.findUsers(this.environment, this.properties.UserGroupId);
  }
}
