import type { EmulatorContext } from '../emulator-context';
import type { Environment } from './resource-provider';
import { renderServerlessCacheAttributes, describeServerlessCache } from './serverless-cache-attributes';
import type { Snapshot } from './snapshots';
import { MemcachedNode } from '../engines/memcached-node';
import { findFreeAddress } from '../proxy/loopback-addresses';
import type { ProtocolFilter } from '../proxy/tls-proxy';
import { TlsProxy } from '../proxy/tls-proxy';

const PORTS = [11211, 11212];

/** Forwards everything unchanged. */
const PASS_THROUGH: ProtocolFilter = { commandLength: (buffer) => buffer.length, transform: (command) => command };

/** A serverless cache for Memcached: one server behind both ports. */
export class ServerlessMemcachedCache {
  private address = '';
  private node?: MemcachedNode;
  private proxies: TlsProxy[] = [];

  constructor(
    private readonly context: EmulatorContext,
    private readonly environment: Environment,
    private properties: any,
  ) {
    this.validate(properties);
  }

  public async start() {
    this.context.cleanups.add(this.stop);
    this.address = await findFreeAddress(...PORTS);
    const certificate = this.context.certificateAuthority.issueCertificate(this.address);
    const node = await MemcachedNode.start([], certificate);
    this.node = node;
    this.proxies = await Promise.all(
      PORTS.map((port) =>
        TlsProxy.open({ address: this.address, port, certificate, createFilter: () => PASS_THROUGH }, 'required', node),
      ),
    );
  }

  public async update(properties: any) {
    this.validate(properties);
    this.properties = properties;
  }

  public async snapshot(name: string): Promise<Snapshot> {
    throw new Error(`${name}: snapshots of Memcached are not emulated.`);
  }

  public readonly stop = async () => {
    this.context.cleanups.delete(this.stop);
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
    await this.node?.stop();
  };

  public attributes(): Record<string, string> {
    return renderServerlessCacheAttributes(this.environment, this.properties, this.address, [PORTS[0]]);
  }

  public describe(): object {
    return describeServerlessCache(this.environment, this.properties, this.address, [PORTS[0]]);
  }

  private validate({ MajorEngineVersion = '1.6', UserGroupId, SnapshotArnsToRestore = [] }: any) {
    if (MajorEngineVersion !== '1.6') {
      throw new Error(`Cannot find version ${MajorEngineVersion} for memcached`);
    }
    if (UserGroupId) {
      throw new Error('A serverless cache of Memcached has no user group.');
    }
    if (SnapshotArnsToRestore.length > 0) {
      throw new Error('Snapshots of Memcached are not emulated.');
    }
  }
}
