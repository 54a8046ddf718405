import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Version {
  value: string;
  made: number;
  stages: Set<string>;
}

/** What the fake tells an engine to do. */
export interface FakeEngine {
  /** The passwords that are valid from now on. */
  accept(passwords: string[]): Promise<void>;
}

/**
 * The parts of AWS Secrets Manager and of the API of ElastiCache that a rotation calls, over HTTP as the SDK speaks it:
 * one secret, one user, one replication group. A change takes a while, in which another one is refused, as in AWS.
 */
export class FakeAws {
  public static async start(engine: FakeEngine, options: { changeTakes?: number } = {}): Promise<FakeAws> {
    const fake = new FakeAws(engine, options.changeTakes ?? 5);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** Every call with the names of its parameters, but for looks at a status. */
  public readonly calls: string[] = [];
  /** The next call of this name fails once, before or after it has worked. */
  public failNext?: { name: string; after: boolean };

  private readonly versions = new Map<string, Version>();
  private readonly server: Server;
  private modifying = false;
  private tokens: string[] = [];
  private tokenModified = 0;

  private constructor(
    private readonly engine: FakeEngine,
    private readonly changeTakes: number,
  ) {
    this.server = createServer(
      (request, response) =>
        void this.answer(request).then(
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

  /** The secret as it is before the first rotation; the engine accepts its password. */
  public async seed(value: string, password: string) {
    this.versions.set('seed', { value, made: Date.now(), stages: new Set(['AWSCURRENT']) });
    this.tokens = [password];
    this.tokenModified = Date.now();
    await this.engine.accept([password]);
  }

  /** Begins a rotation as AWS Secrets Manager does, with a version that is empty. */
  public token(): string {
    return createHash('sha256').update(randomBytes(8)).digest('hex').slice(0, 32);
  }

  public secret(stage: string): string | undefined {
    return [...this.versions.values()].find(({ stages }) => stages.has(stage))?.value;
  }

  private async answer(request: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks).toString();
    const target = request.headers['x-amz-target'] as string | undefined;
    const name = target ? target.split('.')[1] : new URLSearchParams(body).get('Action')!;
    const failing = this.failNext?.name === name ? this.failNext : undefined;
    if (failing) {
      this.failNext = undefined;
    }
    try {
      if (failing && !failing.after) {
        throw new Refusal('InternalFailure', 'told to fail', 400);
      }
      const answer = target
        ? this.secretsManager(name, JSON.parse(body))
        : await this.elastiCache(name, new URLSearchParams(body));
      if (failing) {
        throw new Refusal('InternalFailure', 'told to fail', 400);
      }
      return target
        ? { status: 200, type: 'application/x-amz-json-1.1', body: JSON.stringify(answer) }
        : {
            status: 200,
            type: 'text/xml',
            body: `<${name}Response><${name}Result>${answer as string}</${name}Result></${name}Response>`,
          };
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      return target
        ? {
            status: error.status,
            type: 'application/x-amz-json-1.1',
            body: JSON.stringify({ __type: error.name, message: error.message }),
          }
        : {
            status: error.status,
            type: 'text/xml',
            body: `<ErrorResponse><Error><Type>Sender</Type><Code>${error.name}</Code><Message>${error.message}</Message></Error></ErrorResponse>`,
          };
    }
  }

  private secretsManager(name: string, input: any): object {
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
        const found = [...this.versions].find(
          ([id, { stages }]) =>
            (input.VersionId === undefined || id === input.VersionId) &&
            (input.VersionStage === undefined || stages.has(input.VersionStage)),
        );
        if (!found) {
          throw new Refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret value", 400);
        }
        return { SecretString: found[1].value, CreatedDate: found[1].made / 1000, VersionId: found[0] };
      }
      case 'GetRandomPassword': {
        const letters = input.ExcludePunctuation ? 'abcXYZ019' : 'abc!#$';
        return {
          RandomPassword: [...randomBytes(input.PasswordLength)].map((byte) => letters[byte % letters.length]).join(''),
        };
      }
      case 'PutSecretValue':
        this.versions.set(input.ClientRequestToken, {
          value: input.SecretString,
          made: Date.now(),
          stages: new Set(input.VersionStages),
        });
        return {};
      case 'UpdateSecretVersionStage': {
        const { VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from } = input;
        if (from !== undefined) {
          if (!this.versions.get(from)?.stages.delete(stage)) {
            throw new Refusal('InvalidParameterException', `${from} does not have ${stage}`, 400);
          }
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
        return {};
      }
      default:
        throw new Refusal('UnknownOperationException', name, 400);
    }
  }

  private async elastiCache(name: string, input: URLSearchParams): Promise<string> {
    switch (name) {
      case 'DescribeUsers':
        return `<Users><member><UserId>${input.get('UserId')}</UserId><Status>${this.modifying ? 'modifying' : 'active'}</Status></member></Users>`;
      case 'DescribeReplicationGroups':
        return (
          `<ReplicationGroups><ReplicationGroup><Status>${this.modifying ? 'modifying' : 'available'}</Status>` +
          `<AuthTokenLastModifiedDate>${new Date(this.tokenModified).toISOString()}</AuthTokenLastModifiedDate>` +
          `<PendingModifiedValues>${this.modifying ? '<AuthTokenStatus>ROTATING</AuthTokenStatus>' : ''}</PendingModifiedValues></ReplicationGroup></ReplicationGroups>`
        );
      case 'ModifyUser': {
        const passwords = [input.get('Passwords.member.1'), input.get('Passwords.member.2')].filter(
          (password) => password !== null,
        );
        this.calls.push(`ModifyUser ${passwords.length}`);
        return this.change('InvalidUserState', () => passwords);
      }
      case 'ModifyReplicationGroup': {
        const token = input.get('AuthToken')!;
        const strategy = input.get('AuthTokenUpdateStrategy')!;
        this.calls.push(`ModifyReplicationGroup ${strategy}`);
        if (strategy === 'SET' && (this.tokens.length !== 2 || token !== this.tokens[0])) {
          throw new Refusal('InvalidParameterValue', 'SET takes the last of two tokens', 400);
        }
        return this.change('InvalidReplicationGroupState', () => {
          this.tokens = strategy === 'SET' ? [token] : [token, this.tokens[0]];
          this.tokenModified = Date.now();
          return this.tokens;
        });
      }
      default:
        throw new Refusal('InvalidAction', name, 400);
    }
  }

  /** Takes effect some time after it was asked for, and ends some time after that. */
  private change(error: string, apply: () => string[]): string {
    if (this.modifying) {
      throw new Refusal(error, 'is being modified', 400);
    }
    this.modifying = true;
    setTimeout(
      () =>
        void this.engine.accept(apply()).then(() =>
          setTimeout(() => {
            this.modifying = false;
          }, this.changeTakes),
        ),
      this.changeTakes,
    );
    return '';
  }
}

class Refusal extends Error {
  constructor(
    name: string,
    message: string,
    public readonly status: number,
  ) {
    super(message);
    this.name = name;
  }
}
