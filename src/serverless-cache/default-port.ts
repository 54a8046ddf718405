import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CacheEngine } from '../engine';
import { CacheEngine as Engines } from '../engine';

/**
 * The ports of a serverless cache, those for writes and for reads from replicas together: a client that may do the one
 * and not the other hangs. An imported cache of unknown engine is taken for one of Valkey or Redis OSS.
 */
export function defaultPort(engine: CacheEngine = Engines.VALKEY_LATEST): ec2.Port | undefined {
  return engine.port === undefined ? undefined : ec2.Port.tcpRange(engine.port, engine.readerPort!);
}
