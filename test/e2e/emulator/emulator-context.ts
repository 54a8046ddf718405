import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority } from './certificate-authority';
import type { Caller } from './iam-policies';

/** A login by IAM, as the door judged it. */
export interface IamLogin {
  readonly cache: string;
  readonly user: string;
  /** The role of the caller, when the token named one. */
  readonly role?: string;
  /** Whether the token named its resource type; AWS asks for it with serverless caches, valkey-glide leaves it out. */
  readonly hasResourceType: boolean;
  /** Why it was refused. */
  readonly rejectionReason?: string;
}

/** What all resources of a run share. */
export class EmulatorContext {
  public readonly folder = mkdtempSync(join(process.env.E2E_RUN ?? tmpdir(), 'cdk-elasticache-e2e-'));
  public readonly certificateAuthority = new CertificateAuthority(this.folder);
  public readonly iamLogins: IamLogin[] = [];
  /** Ends what runs; filled by whoever starts something. */
  public readonly cleanups = new Set<() => Promise<void>>();
  /** Where MiniStack is. */
  public endpoint = '';

  /** Who holds an access key, as MiniStack's STS and IAM know it. */
  public async findCaller(accessKey: string): Promise<Caller | undefined> {
    const response = await fetch(`${this.endpoint}/_e2e/caller?accessKey=${encodeURIComponent(accessKey)}`);
    return response.ok ? ((await response.json()) as Caller) : undefined;
  }

  public async close() {
    await Promise.all([...this.cleanups].map((cleanup) => cleanup()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
