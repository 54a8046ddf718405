import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority } from './proxy/certificate-authority';
import type { Caller } from './proxy/iam-policies';

/** A login by IAM, and its result. */
export interface IamLogin {
  readonly cache: string;
  readonly user: string;
  /** The role of the caller, when its access key is valid. */
  readonly role?: string;
  /** Whether the token specifies its resource type. AWS requires it for serverless caches; valkey-glide omits it. */
  readonly hasResourceType: boolean;
  /** Why the login was rejected, undefined when it was accepted. */
  readonly rejectionReason?: string;
}

/** The state that all parts of the emulator share. */
export class EmulatorContext {
  public readonly folder = mkdtempSync(join(process.env.E2E_RUN ?? tmpdir(), 'cdk-elasticache-e2e-'));
  public readonly certificateAuthority = new CertificateAuthority(this.folder);
  public readonly iamLogins: IamLogin[] = [];
  /** Callbacks that stop running servers. */
  public readonly cleanups = new Set<() => Promise<void>>();
  /** The URL of MiniStack. */
  public endpoint = '';

  /** Returns the owner of an access key from the STS and IAM of MiniStack. */
  public async findCaller(accessKey: string): Promise<Caller | undefined> {
    const response = await fetch(`${this.endpoint}/_e2e/caller?accessKey=${encodeURIComponent(accessKey)}`);
    return response.ok ? ((await response.json()) as Caller) : undefined;
  }

  public async close() {
    await Promise.all([...this.cleanups].map((cleanup) => cleanup()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
