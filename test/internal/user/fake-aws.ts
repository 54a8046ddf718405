import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface SecretVersion {
  /** Undefined for a binary secret. */
  value?: string;
  createdAt: number;
  stages: Set<string>;
}

interface Response {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The engine whose passwords ElastiCache changes. */
export interface FakeEngine {
  /** Replaces all valid passwords. */
  setPasswords(passwords: string[]): Promise<void>;
}

/** What a replication group reports while its tokens are modified. */
export interface ModifyingGroup {
  readonly status: string;
  readonly authTokenStatus?: string;
}

interface FakeAwsOptions {
  /** The time until a modification takes effect, in milliseconds, and until it ends. */
  readonly modificationTime?: number;
  readonly modifyingGroup?: ModifyingGroup;
}

/**
 * An HTTP server with the operations of AWS Secrets Manager and ElastiCache that a rotation calls, for one secret, one
 * user, and one replication group. Modifications take time, and fail while another one is in progress, as in AWS.
 */
export class FakeAws {
  public static async start(engine: FakeEngine, options: FakeAwsOptions = {}): Promise<FakeAws> {
    const { modificationTime = 5, modifyingGroup = { status: 'modifying', authTokenStatus: 'ROTATING' } } = options;
    const fake = new FakeAws(engine, modificationTime, modifyingGroup);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** The calls, except calls that read. */
  public readonly calls: string[] = [];

  /** Lets the next call of this operation fail, before or after it takes effect. */
  public failure?: { name: string; after: boolean };

  private readonly versions = new Map<string, SecretVersion>();
  private readonly server: Server;
  private isModifying = false;
  private tokens: string[] = [];
  private tokensModifiedAt = 0;

  private constructor(
    private readonly engine: FakeEngine,
    private readonly modificationTime: number,
    private readonly modifyingGroup: ModifyingGroup,
  ) {
    this.server = createServer(
      (request, response) =>
        void this.handleRequest(request).then(
          ({ status, body, type }) => response.writeHead(status, { 'Content-Type': type }).end(body),
          (error) => response.writeHead(500).end(String(error)),
        ),
    );
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Sets the secret and the only password of the engine before the first rotation. */
  public async setInitialSecret(value: string | undefined, password: string) {
    this.versions.set('seed', { value, createdAt: Date.now(), stages: new Set(['AWSCURRENT']) });
    this.tokens = [password];
    this.tokensModifiedAt = Date.now();
    await this.engine.setPasswords([password]);
  }

  /** Adds a version of the secret with the label AWSCURRENT, as a user does who edits the secret. */
  public editSecret(value: string) {
    const [currentId] = this.findVersion(undefined, 'AWSCURRENT');
    this.versions.set('edited', { value, createdAt: Date.now(), stages: new Set() });
    this.moveStage({ VersionStage: 'AWSCURRENT', MoveToVersionId: 'edited', RemoveFromVersionId: currentId });
  }

  /** Creates the request token with which AWS Secrets Manager starts a rotation. */
  public createRequestToken(): string {
    return createHash('sha256').update(randomBytes(8)).digest('hex').slice(0, 32);
  }

  /** Returns the value of the version with the given staging label. */
  public readSecret(stage: string): string | undefined {
    return [...this.versions.values()].find(({ stages }) => stages.has(stage))?.value;
  }

  private async handleRequest(request: IncomingMessage): Promise<Response> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks).toString();
    const target = request.headers['x-amz-target'] as string | undefined;

    // AWS Secrets Manager uses the JSON protocol, and ElastiCache the query protocol.
    return target ? this.handleJsonRequest(target.split('.')[1], body) : this.handleQueryRequest(body);
  }

  private async handleJsonRequest(name: string, body: string): Promise<Response> {
    const type = 'application/x-amz-json-1.1';
    try {
      const result = await this.callWithFailure(name, body, () =>
        this.handleSecretsManagerCall(name, JSON.parse(body)),
      );
      return { status: 200, type, body: JSON.stringify(result) };
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      return { status: 400, type, body: JSON.stringify({ __type: error.name, message: error.message }) };
    }
  }

  private async handleQueryRequest(body: string): Promise<Response> {
    const type = 'text/xml';
    const input = new URLSearchParams(body);
    const name = input.get('Action')!;
    try {
      const result = await this.callWithFailure(name, body, () => this.handleElastiCacheCall(name, input));
      return { status: 200, type, body: `<${name}Response><${name}Result>${result}</${name}Result></${name}Response>` };
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      return {
        status: 400,
        type,
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${error.name}</Code><Message>${error.message}</Message></Error></ErrorResponse>`,
      };
    }
  }

  private async callWithFailure<T>(name: string, body: string, call: () => T | Promise<T>): Promise<T> {
    if (this.failure?.name !== name) {
      return call();
    }
    const { after } = this.failure;
    this.failure = undefined;
    if (after) {
      await call();
    }
    // AWS quotes parts of the input in some messages.
    throw new ServiceError('InternalFailure', `simulated failure: ${body.replace(/[&<]/g, ' ')}`);
  }

  private handleSecretsManagerCall(name: string, input: any): object {
    if (!['GetSecretValue', 'DescribeSecret', 'GetRandomPassword'].includes(name)) {
      this.calls.push(name);
    }
    switch (name) {
      case 'DescribeSecret':
        return {
          VersionIdsToStages: Object.fromEntries(
            [...this.versions].filter(([, { stages }]) => stages.size > 0).map(([id, { stages }]) => [id, [...stages]]),
          ),
        };
      case 'GetSecretValue': {
        const [id, version] = this.findVersion(input.VersionId, input.VersionStage);
        return { SecretString: version.value, CreatedDate: version.createdAt / 1000, VersionId: id };
      }
      case 'GetRandomPassword': {
        const characters = input.ExcludePunctuation ? 'abcXYZ019' : 'abc!#$,"';
        const letters = [...characters].filter((character) => !input.ExcludeCharacters?.includes(character));
        return {
          RandomPassword: [...randomBytes(input.PasswordLength)].map((byte) => letters[byte % letters.length]).join(''),
        };
      }
      case 'PutSecretValue':
        this.versions.set(input.ClientRequestToken, {
          value: input.SecretString,
          createdAt: Date.now(),
          stages: new Set(input.VersionStages),
        });
        return {};
      case 'UpdateSecretVersionStage':
        this.moveStage(input);
        return {};
      default:
        throw new ServiceError('UnknownOperationException', name);
    }
  }

  private findVersion(versionId: string | undefined, stage: string | undefined): [string, SecretVersion] {
    const found = [...this.versions].find(([id, { stages }]) => {
      const hasId = versionId === undefined || id === versionId;
      const hasStage = stage === undefined || stages.has(stage);
      return hasId && hasStage;
    });
    if (!found) {
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret value");
    }
    return found;
  }

  private moveStage({ VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from }: any) {
    if (from !== undefined && !this.versions.get(from)?.stages.delete(stage)) {
      throw new ServiceError('InvalidParameterException', `${from} does not have ${stage}`);
    }
    if (to !== undefined) {
      this.versions.get(to)!.stages.add(stage);
    }
    if (stage === 'AWSCURRENT') {
      for (const { stages } of this.versions.values()) {
        stages.delete('AWSPREVIOUS');
      }
      this.versions.get(from)!.stages.add('AWSPREVIOUS');
      this.versions.get(to)!.stages.delete('AWSPENDING');
    }
  }

  private async handleElastiCacheCall(name: string, input: URLSearchParams): Promise<string> {
    switch (name) {
      case 'DescribeUsers':
        return `<Users><member><UserId>${input.get('UserId')}</UserId><Status>${this.isModifying ? 'modifying' : 'active'}</Status></member></Users>`;
      case 'DescribeReplicationGroups': {
        const { status, authTokenStatus }: ModifyingGroup = this.isModifying
          ? this.modifyingGroup
          : { status: 'available' };
        return (
          `<ReplicationGroups><ReplicationGroup><Status>${status}</Status>` +
          `<AuthTokenLastModifiedDate>${new Date(this.tokensModifiedAt).toISOString()}</AuthTokenLastModifiedDate>` +
          `<PendingModifiedValues>${authTokenStatus ? `<AuthTokenStatus>${authTokenStatus}</AuthTokenStatus>` : ''}</PendingModifiedValues></ReplicationGroup></ReplicationGroups>`
        );
      }
      case 'ModifyUser': {
        const passwords = [input.get('Passwords.member.1'), input.get('Passwords.member.2')].filter(
          (password) => password !== null,
        );
        this.calls.push(`ModifyUser ${passwords.length}`);
        return this.startModification('InvalidUserState', () => passwords);
      }
      case 'ModifyReplicationGroup': {
        const token = input.get('AuthToken')!;
        const strategy = input.get('AuthTokenUpdateStrategy')!;
        this.calls.push(`ModifyReplicationGroup ${strategy}`);
        const isLatestOfTwo = this.tokens.length === 2 && token === this.tokens[0];
        if (strategy === 'SET' && !isLatestOfTwo) {
          throw new ServiceError('InvalidParameterValue', 'SET takes the last of two tokens');
        }
        return this.startModification('InvalidReplicationGroupState', () => {
          this.tokens = strategy === 'SET' ? [token] : [token, this.tokens[0]];
          this.tokensModifiedAt = Date.now();
          return this.tokens;
        });
      }
      default:
        throw new ServiceError('InvalidAction', name);
    }
  }

  /** Starts a modification that takes effect after the modification time, and ends after the same time again. */
  private startModification(error: string, apply: () => string[]): string {
    if (this.isModifying) {
      throw new ServiceError(error, 'is being modified');
    }
    this.isModifying = true;
    setTimeout(
      () =>
        void this.engine.setPasswords(apply()).then(() =>
          setTimeout(() => {
            this.isModifying = false;
          }, this.modificationTime),
        ),
      this.modificationTime,
    );
    return '';
  }
}

class ServiceError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
